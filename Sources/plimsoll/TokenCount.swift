import ArgumentParser

/// A number of tokens as people write it: `8192`, or `8k` for 8 · 1024.
struct TokenCount: ExpressibleByArgument, CustomStringConvertible {
    let value: Int

    /// Reads a number, alone or before a `k` or an `m`, which stand for 1024 and 1024².
    init?(argument: String) {
        let units: [Character: Int] = ["k": 1024, "m": 1024 * 1024]
        let unit = argument.lowercased().last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? argument[...] : argument.dropLast()) else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflow else { return nil }
        value = product
    }

    var description: String { String(value) }
}
