/// Bytes of a model in one mix by component, for GPUs that divide no matrix.
///
/// A mix looks at the place of every tensor, of which a model has dozens of kinds; estimates ask for
/// the same sums again and again, by component.
struct GGUFSums: Sendable {
    private let parts: [(component: ParameterComponent, bytes: Bytes)]

    /// Sums up a model's tensors.
    init(_ inventory: GGUFInventory, _ mix: GGUFMix) {
        parts = ParameterComponent.allCases.compactMap { component in
            let bytes = inventory.bytes(mix) { $0 == component }
            return bytes > .zero ? (component, bytes) : nil
        }
    }

    /// Bytes of the components that count.
    func bytes(where isIncluded: (ParameterComponent) -> Bool) -> Bytes {
        var sum = Bytes.zero
        for part in parts where isIncluded(part.component) { sum = sum + part.bytes }
        return sum
    }
}
