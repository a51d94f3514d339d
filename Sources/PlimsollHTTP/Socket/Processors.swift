import CLinux

/// The machine's cores.
public enum Processors {
    /// Cores this process may use, at least 1; a container's share can be smaller than the machine.
    public static var count: Int { max(1, Int(plimsoll_processor_count())) }
}
