import FoundationEssentials
import Glibc
import PlimsollEngine
public import PlimsollJSON

extension InspectedModel {
    /// Inspects a weight file by its first bytes, whose magic decides how they are read.
    ///
    /// - Parameters:
    ///   - bytes: The first bytes of a GGUF or safetensors file, or all of it.
    ///   - fileSize: The length of the whole file in bytes, where it is known.
    ///   - headerLimit: Bytes of a header that are read at most.
    /// - Throws: ``InspectionError`` with the offset of what is wrong, or how many bytes are needed.
    public init(
        file bytes: [UInt8],
        fileSize: Int? = nil,
        headerLimit: Int
    ) throws(InspectionError) {
        guard !bytes.isEmpty else {
            throw .unknownFormat("there are no bytes; send the first ones of a weight file")
        }
        do throws(HeaderError) {
            if bytes.starts(with: GGUFHeader.magic.prefix(bytes.count)) {
                let header = try GGUFHeader(parsing: bytes, fileSize: fileSize)
                self.init(header)
                if let fileSize { checkEnd(header.headerBytes + header.dataBytes, fileSize) }
                return
            }
            if let known = Self.foreign.first(where: { bytes.starts(with: $0.magic) }) {
                throw HeaderError.invalid(
                    offset: 0,
                    detail: "this is \(known.name), not a GGUF or safetensors file"
                )
            }
        } catch {
            throw .header(error)
        }
        let header: SafetensorsHeader
        do throws(HeaderError) {
            header = try SafetensorsHeader(
                parsing: bytes,
                fileSize: fileSize,
                headerLimit: headerLimit
            )
        } catch {
            if case .invalid(let offset, let detail) = error, offset <= 8 {
                throw .header(
                    .invalid(
                        offset: offset,
                        detail: "neither GGUF (bytes 0 to 3 are not \"GGUF\") nor safetensors: "
                            + detail
                    )
                )
            }
            throw .header(error)
        }
        try self.init(headers: [header])
        if let fileSize { checkEnd((header.headerBytes ?? 0) + header.dataBytes, fileSize) }
    }

    /// Magic bytes of files that people may take for weights.
    private static let foreign: [(magic: [UInt8], name: String)] = [
        (Array("PK\u{3}\u{4}".utf8), "a zip archive, such as PyTorch writes"),
        ([0x80, 0x02], "a pickle, such as PyTorch writes"),
        ([0x89] + Array("HDF".utf8), "an HDF5 file"),
        ([0x1f, 0x8b], "a gzip file"),
        (Array("version https://git-lfs".utf8), "a pointer to a file in Git LFS"),
    ]

    /// A file that ends before its last tensor has not been copied whole.
    private mutating func checkEnd(_ end: Int, _ fileSize: Int) {
        guard end > fileSize else { return }
        warnings.append(
            "the file ends after \(fileSize) bytes, its tensors after \(end): it is not complete"
        )
    }
}

/// Why the files of a model could not be read.
public enum ModelFileError: Error, Sendable {
    /// A file is missing or cannot be read.
    case unreadable(path: String, reason: String)
    /// A file is no JSON.
    case json(path: String, JSONError)
    /// A file was read and describes no model.
    case inspection(path: String, InspectionError)
}

extension InspectedModel {
    /// Bytes of a header that are read from a disk at most.
    private static let diskLimit = 256 << 20

    /// Inspects a file or folder on disk, of which headers alone are read.
    ///
    /// - Parameter path: A `.gguf` or `.safetensors` file, a `config.json`, or a folder with a
    ///   `config.json` and the files beside it.
    /// - Throws: ``ModelFileError`` with the path of the file that is wrong.
    public init(path: String) throws(ModelFileError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw .unreadable(path: path, reason: "there is no such file or folder")
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            try self.init(folder: path)
        } else if path.hasSuffix(".json") {
            let document = try Self.json(path)
            do throws(InspectionError) {
                if document.root["weight_map"] != nil {
                    try self.init(headers: [], index: document.root)
                } else {
                    try self.init(config: document.root)
                }
            } catch {
                throw .inspection(path: path, error)
            }
        } else {
            self = try Self.header(path) { bytes, size throws(InspectionError) in
                try InspectedModel(file: bytes, fileSize: size, headerLimit: Self.diskLimit)
            }
        }
    }

    private init(folder: String) throws(ModelFileError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw .unreadable(path: folder, reason: "the folder cannot be listed")
        }
        guard names.contains("config.json") else {
            throw .unreadable(path: folder, reason: "the folder holds no config.json")
        }
        let config = try Self.json(folder + "/config.json").root
        let indexName = "model.safetensors.index.json"
        let index = names.contains(indexName) ? try Self.json(folder + "/" + indexName).root : nil
        var files: [String] = []
        if let map = index?["weight_map"], map.kind == .object {
            let named = Set(map.members.compactMap(\.value.string))
            // Names with a slash would lead out of the folder.
            files = names.filter(named.contains)
        } else if names.contains("model.safetensors") {
            files = ["model.safetensors"]
        }
        var headers: [SafetensorsHeader] = []
        for file in files {
            headers.append(
                try Self.header(folder + "/" + file) { bytes, size throws(InspectionError) in
                    do throws(HeaderError) {
                        return try SafetensorsHeader(
                            parsing: bytes,
                            fileSize: size,
                            headerLimit: Self.diskLimit
                        )
                    } catch {
                        throw .header(error)
                    }
                }
            )
        }
        do throws(InspectionError) {
            if headers.isEmpty, index == nil {
                try self.init(config: config)
            } else {
                try self.init(headers: headers, index: index, config: config)
            }
        } catch {
            throw .inspection(path: folder, error)
        }
    }

    private static func json(_ path: String) throws(ModelFileError) -> JSONDocument {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "the file cannot be read")
        }
        do throws(JSONError) {
            return try JSONDocument(parsing: [UInt8](data))
        } catch {
            throw .json(path: path, error)
        }
    }

    /// Reads as much of a file as its header needs, a mebibyte first.
    private static func header<Result>(
        _ path: String,
        _ read: ([UInt8], Int) throws(InspectionError) -> Result
    ) throws(ModelFileError) -> Result {
        guard let file = unsafe fopen(path, "rb") else {
            throw .unreadable(path: path, reason: "the file cannot be read")
        }
        defer { unsafe fclose(file) }
        guard unsafe fseek(file, 0, SEEK_END) == 0, case let size = unsafe ftell(file), size >= 0,
            unsafe fseek(file, 0, SEEK_SET) == 0
        else { throw .unreadable(path: path, reason: "the file cannot be sought") }
        var bytes: [UInt8] = []
        var wanted = 1 << 20
        while true {
            while bytes.count < min(wanted, size) {
                let count = min(wanted, size) - bytes.count
                let more = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                    filled = unsafe fread(buffer.baseAddress, 1, count, file)
                }
                guard !more.isEmpty else {
                    throw .unreadable(path: path, reason: "the file became shorter")
                }
                bytes.append(contentsOf: more)
            }
            do throws(InspectionError) {
                return try read(bytes, size)
            } catch {
                guard case .header(.truncated(_, let needed)) = error, bytes.count < size,
                    needed <= diskLimit
                else { throw .inspection(path: path, error) }
                // At least twice as much each time, so that a long list of words is not walked
                // once for each of them.
                wanted = max(needed, min(bytes.count * 2, diskLimit))
            }
        }
    }
}
