import CLinux
import Dispatch
import Glibc
import Synchronization

/// Looks at a few files once a second and tells when one is another than before: by its inode, size
/// or times.
///
/// A look costs microseconds and works on every file system and through every way of replacing a
/// file, symbolic links of Kubernetes' volumes included.
public final class FileWatch: Sendable {
    private struct Stamp: Hashable, Sendable {
        var numbers: [Int]

        /// The C function is `stat`; a file that is not there is a stamp, too.
        init(_ path: String) {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else {
                numbers = []
                return
            }
            numbers = [
                Int(bitPattern: UInt(status.st_dev)), Int(bitPattern: UInt(status.st_ino)),
                Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ]
        }
    }

    /// Set up before anybody else sees it, and cancelled when nobody does any more.
    nonisolated(unsafe) private let timer: any DispatchSourceTimer

    /// Watches until it is let go.
    ///
    /// - Parameters:
    ///   - paths: The files.
    ///   - look: Called after every look, with whether anything has changed; not twice at a time.
    public init(paths: [String], look: @escaping @Sendable (Bool) -> Void) {
        let last = Mutex(paths.map(Stamp.init))
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "plimsoll.files"))
        timer.setEventHandler {
            let stamps = paths.map(Stamp.init)
            let hasChanged = last.withLock { last in
                defer { last = stamps }
                return last != stamps
            }
            look(hasChanged)
        }
        timer.schedule(deadline: .now() + 1, repeating: 1)
        timer.resume()
        unsafe self.timer = timer
    }

    deinit { unsafe timer.cancel() }
}
