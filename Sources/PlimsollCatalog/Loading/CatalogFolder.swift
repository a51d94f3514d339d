import FoundationEssentials
import Glibc

/// The files of a catalog folder as they are on disk at one moment.
struct CatalogFolder: Sendable {
    /// One file.
    struct File: Sendable {
        /// Path relative to the folder, with `/`.
        var path: String
        /// What tells one state of the file from another.
        var stamp: Stamp
    }

    /// Identity, size and time of change of a file.
    struct Stamp: Hashable, Sendable {
        var device: UInt64
        var inode: UInt64
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// Folders inside folders are followed this far, so that a link to a parent ends.
    private static let maximumDepth = 8
    /// More files than this are no catalog but a mistake.
    static let maximumFiles = 100_000
    /// The same of folders: a catalog has one for each organisation, a file system has no end.
    static let maximumFolders = 2000

    /// The folder's path.
    let root: String
    /// JSON files by path, sorted.
    private(set) var files: [File] = []
    /// Folders below the root, relative, the root itself first as an empty text.
    private(set) var folders: [String] = []
    /// What could not be read.
    private(set) var problems: [CatalogProblem] = []
    /// Whether the listing was broken off.
    private var hasTooMany = false

    /// Lists a folder, following links (a Kubernetes volume is made of them).
    ///
    /// Hidden files and the temporary files of editors are left out: names that begin with `.` or
    /// `#`, and names that do not end in `.json`.
    init(root: String) {
        self.root = root
        visit("", depth: 0)
        files.sort { $0.path < $1.path }
        guard hasTooMany else { return }
        problems.append(
            CatalogProblem(
                file: ".",
                detail: "more than \(Self.maximumFolders) folders lie in it; is it a catalog?"
            )
        )
    }

    private mutating func visit(_ folder: String, depth: Int) {
        guard let stream = unsafe opendir(absolute(folder)) else {
            let reason = unsafe String(cString: strerror(errno))
            problems.append(
                CatalogProblem(
                    file: folder.isEmpty ? "." : folder,
                    detail: "the folder cannot be read: \(reason)"
                )
            )
            return
        }
        defer { unsafe closedir(stream) }
        guard folders.count < Self.maximumFolders else {
            hasTooMany = true
            return
        }
        folders.append(folder)
        while !hasTooMany, let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe String(
                    cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
                )
            }
            guard !name.hasPrefix("."), !name.hasPrefix("#") else { continue }
            let path = folder.isEmpty ? name : folder + "/" + name
            var status = stat()
            // A link whose target has just gone is as good as absent.
            guard unsafe stat(absolute(path), &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                if depth < Self.maximumDepth { visit(path, depth: depth + 1) }
            case S_IFREG where name.hasSuffix(".json"):
                if files.count < Self.maximumFiles {
                    files.append(File(path: path, stamp: Stamp(status)))
                }
            default:
                continue
            }
        }
    }

    /// The path of a file in the folder.
    func absolute(_ path: String) -> String { path.isEmpty ? root : root + "/" + path }

    /// The content of a file; nil where it cannot be read.
    func read(_ file: File) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: absolute(file.path)) else {
            return nil
        }
        return [UInt8](data)
    }

    /// Whether another listing shows the same files in the same state.
    func isSame(as other: CatalogFolder) -> Bool {
        folders.sorted() == other.folders.sorted()
            && files.count == other.files.count
            && zip(files, other.files).allSatisfy { $0.path == $1.path && $0.stamp == $1.stamp }
    }
}

extension CatalogFolder.Stamp {
    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
