import CLinux
import Glibc

/// What systemd hands to a service and wants to hear from it (sd_listen_fds(3), sd_notify(3)).
public enum Systemd {
    private static let firstSocket: Int32 = 3

    /// The listening sockets handed over to this process; the first call takes them.
    ///
    /// The C functions are `getenv`, `getpid` and `unsetenv`.
    public static func sockets() -> [Int32] {
        guard let process = variable("LISTEN_PID").flatMap(Int32.init), process == getpid(),
            let count = variable("LISTEN_FDS").flatMap(Int32.init), (1...64).contains(count)
        else { return [] }
        for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { _ = unsafe unsetenv(name) }
        return Array(firstSocket..<firstSocket + count)
    }

    /// Tells systemd how the service is: `READY=1`, `STOPPING=1`; nothing where nobody listens.
    ///
    /// The C functions are `socket` and `sendto`.
    public static func notify(_ state: String) {
        guard let path = variable("NOTIFY_SOCKET") else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        guard bytes.count > 1, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            return
        }
        // A name in the abstract namespace begins with a NUL, which the variable writes as @.
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let raw = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { return }
        let descriptor = Descriptor(owning: raw)
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let message = Array(state.utf8)
        _ = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe sendto(
                    descriptor.raw,
                    message,
                    message.count,
                    Int32(MSG_NOSIGNAL),
                    $0,
                    length
                )
            }
        }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}

/// What the process may use.
public enum ProcessLimits {
    /// Raises the number of descriptors to what is allowed, and returns it.
    ///
    /// The C functions are `getrlimit` and `setrlimit`.
    public static func raiseDescriptors() -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 1024
        }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            if unsafe setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
