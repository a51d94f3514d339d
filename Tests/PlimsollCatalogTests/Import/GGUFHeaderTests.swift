import PlimsollCatalog
import PlimsollEngine
import Testing

@Suite("GGUF headers")
struct GGUFHeaderTests {
    @Test("a file reads as it was written, in either byte order", arguments: [false, true])
    func roundTrip(isBigEndian: Bool) throws {
        var writer = GGUFWriter.small
        writer.isBigEndian = isBigEndian
        if isBigEndian { writer.keys.removeAll { $0.0 == "a.nested" } }
        let bytes = writer.header
        let header = try GGUFHeader(parsing: bytes)
        #expect(header.version == 3)
        #expect(header.isBigEndian == isBigEndian)
        #expect(header.metadata.map(\.key) == writer.keys.map(\.0))
        #expect(header["general.architecture"]?.string == "llama")
        #expect(header["llama.context_length"]?.int == 1024)
        #expect(header["a.negative"]?.int == -7)
        #expect(header["a.flag"] == .flag(true))
        #expect(header["llama.rope.freq_base"] == .real(10_000))
        #expect(header["a.list"]?.ints == [1, 2, 3])
        #expect(header["a.flags"]?.ints == [0, 1])
        #expect(header["tokenizer.ggml.tokens"] == .array(count: 3))
        #expect(header["absent"] == nil)
        #expect(header.tensors.map(\.name) == writer.tensors.map(\.name))
        #expect(header.tensors[0].byteCount == 2 * 3 * 34)
        #expect(header.tensors[0].type.name == "q8_0")
        #expect(header.tensors[7].byteCount == 2 * 96 * 18)
        #expect(header.headerBytes == (bytes.count + 31) / 32 * 32)
        #expect(header.dataBytes % 32 == 0)
    }

    @Test("version 2 reads like version 3")
    func version2() throws {
        var writer = GGUFWriter.small
        writer.version = 2
        #expect(try GGUFHeader(parsing: writer.header).version == 2)
    }

    @Test("any cut of a file says how many bytes it needs, and needs no more than the header")
    func truncation() throws {
        let bytes = GGUFWriter.small.header
        for count in 0..<bytes.count {
            do throws(HeaderError) {
                _ = try GGUFHeader(parsing: Array(bytes[..<count]))
                Issue.record("\(count) bytes are read as a whole header")
            } catch {
                guard case .truncated(let given, let needed) = error else {
                    Issue.record("\(count): \(error)")
                    continue
                }
                #expect(given == count)
                #expect(needed > count && needed <= bytes.count)
            }
        }
    }

    @Test("a file that ends inside its header is refused, since no more will come")
    func endedFile() throws {
        let bytes = GGUFWriter.small.header
        for count in stride(from: 4, to: bytes.count, by: 7) {
            do throws(HeaderError) {
                _ = try GGUFHeader(parsing: Array(bytes[..<count]), fileSize: count)
                Issue.record("\(count) bytes are read as a whole header")
            } catch {
                guard case .invalid(_, let detail) = error else {
                    Issue.record("\(count): \(error)")
                    continue
                }
                #expect(detail.contains("the file ends after \(count) bytes"))
            }
        }
    }

    @Test("a changed byte never crashes the reader", arguments: [UInt8(0), 1, 0x7f, 0x80, 0xff])
    func flips(byte: UInt8) {
        let bytes = GGUFWriter.small.header
        for index in bytes.indices {
            var changed = bytes
            changed[index] = byte
            if let header = try? GGUFHeader(parsing: changed) {
                let model = InspectedModel(header)
                #expect((model.weightsBytes?.magnitude ?? 0) >= 0)
            }
        }
    }
}

/// A header that has to be refused.
struct HostileGGUF: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let offset: Int
    let detail: String

    init(
        _ description: String,
        at offset: Int,
        _ detail: String,
        _ change: (inout GGUFWriter) -> Void
    ) {
        var writer = GGUFWriter()
        change(&writer)
        self.init(description, at: offset, detail, bytes: writer.header)
    }

    init(_ description: String, at offset: Int, _ detail: String, bytes: [UInt8]) {
        testDescription = description
        self.bytes = bytes
        self.offset = offset
        self.detail = detail
    }

    /// Where the first key starts, and the first tensor without keys.
    static let start = 24

    static let all: [HostileGGUF] = counts + keys + tensors + offsets

    static let counts: [HostileGGUF] = [
        HostileGGUF("no magic", at: 0, "starts with", bytes: Array("GGML0000".utf8)),
        HostileGGUF("version 1", at: 4, "version 1 of GGUF") { $0.version = 1 },
        HostileGGUF("version 4", at: 4, "version 4 of GGUF") { $0.version = 4 },
        HostileGGUF("big endian before version 3", at: 4, "version 2 of GGUF") {
            $0.version = 2
            $0.isBigEndian = true
        },
        HostileGGUF("2^63 tensors", at: 8, "the number of tensors is 9223372036854775808") {
            $0.tensorCount = 1 << 63
        },
        HostileGGUF("2^64 - 1 keys", at: 16, "the number of keys is 18446744073709551615") {
            $0.keyCount = .max
        },
    ]

    static let keys: [HostileGGUF] = [
        HostileGGUF(
            "a key of 1 GB",
            at: start,
            "the length of a key is 1073741824",
            bytes: GGUFWriter(keyCount: 1).header + GGUFWriter().number(UInt64(1 << 30))
        ),
        HostileGGUF("an unknown type of value", at: start + 9, "13 is no type") {
            $0.keys = [("a", .raw(13, []))]
        },
        HostileGGUF("a string of 2^63 bytes", at: start + 13, "the length of a string is") {
            $0.keys = [("a", .raw(8, $0.number(UInt64(1) << 63)))]
        },
        HostileGGUF("a truth value of 2", at: start + 13, "0 or 1, not 2") {
            $0.keys = [("a", .bool(2))]
        },
        HostileGGUF("an array of 2^62 numbers", at: start + 17, "number of elements is") {
            $0.keys = [("a", .rawArray(10, 1 << 62, []))]
        },
        HostileGGUF("an array of an unknown type", at: start + 13, "99 is no type") {
            $0.keys = [("a", .rawArray(99, 1, [0]))]
        },
        HostileGGUF("arrays in arrays without end", at: start + 13 + 8 * 12, "nested deeper") {
            var bytes: [UInt8] = []
            for _ in 0..<20 { bytes += $0.number(UInt32(9)) + $0.number(UInt64(1)) }
            $0.keys = [("a", .raw(9, bytes))]
        },
        HostileGGUF("a string in an array beyond bounds", at: start + 25, "length of a string") {
            $0.keys = [("a", .rawArray(8, 2, $0.number(UInt64.max)))]
        },
        HostileGGUF("a key that is not UTF-8", at: start + 8, "not valid UTF-8") {
            $0.keys = [("a", .u8(1))]
        }.replacing(at: start + 8, with: 0xff),
        HostileGGUF("a key given twice", at: start + 14, "the key a is given twice") {
            $0.keys = [("a", .u8(1)), ("a", .u8(2))]
        },
        HostileGGUF("an alignment of 0", at: start + 8 + 17 + 4, "power of two") {
            $0.keys = [("general.alignment", .u32(0))]
        },
        HostileGGUF("an alignment of 48", at: start + 8 + 17 + 4, "power of two") {
            $0.keys = [("general.alignment", .u32(48))]
        },
        HostileGGUF("an alignment that is text", at: start + 8 + 17 + 4, "power of two") {
            $0.keys = [("general.alignment", .text("32"))]
        },
    ]

    static let tensors: [HostileGGUF] = [
        HostileGGUF(
            "a name of 1 GB",
            at: start,
            "the length of a tensor's name is 1073741824",
            bytes: GGUFWriter(tensorCount: 1).header + GGUFWriter().number(UInt64(1 << 30))
        ),
        HostileGGUF("five dimensions", at: start + 9, "has 5 dimensions") {
            $0.tensors = [.init(name: "t", shape: [1, 1, 1, 1, 1])]
        },
        HostileGGUF("a dimension of 2^63", at: start + 13, "a dimension of 9223372036854775808") {
            $0.tensors = [.init(name: "t", shape: [1 << 63])]
        },
        HostileGGUF("a shape whose product overflows", at: start + 13, "more elements than any") {
            $0.tensors = [.init(name: "t", shape: [1 << 40, 1 << 40])]
        },
        HostileGGUF("an overflow hidden behind 0", at: start + 13, "more elements than any") {
            $0.tensors = [.init(name: "t", shape: [1 << 40, 1 << 40, 0])]
        },
        HostileGGUF("an unknown type", at: start + 21, "the type 77") {
            $0.tensors = [.init(name: "t", shape: [32], type: 77)]
        },
        HostileGGUF("a withdrawn type", at: start + 21, "the type 31") {
            $0.tensors = [.init(name: "t", shape: [32], type: 31)]
        },
        HostileGGUF("rows that no block divides", at: start + 13, "needs multiples of 256") {
            $0.tensors = [.init(name: "t", shape: [128], type: 12)]
        },
        HostileGGUF("a name given twice", at: start + 33, "the tensor t is given twice") {
            $0.tensors = [.init(name: "t", shape: [8]), .init(name: "t", shape: [8])]
        },
    ]

    static let offsets: [HostileGGUF] = [
        HostileGGUF("an offset that is not aligned", at: start + 25, "no multiple of the") {
            $0.tensors = [.init(name: "t", shape: [8], offset: 8)]
        },
        HostileGGUF("an offset of 2^63", at: start + 25, "beyond every file") {
            $0.tensors = [.init(name: "t", shape: [8], offset: 1 << 63)]
        },
        HostileGGUF("data that overlap", at: start + 33, "overlap those of t") {
            $0.tensors = [
                .init(name: "t", shape: [16], offset: 0),
                .init(name: "u", shape: [8], offset: 32),
            ]
        },
        HostileGGUF("data at the same place", at: start + 33, "overlap those of t") {
            $0.tensors = [
                .init(name: "t", shape: [8], offset: 0),
                .init(name: "u", shape: [8], offset: 0),
            ]
        },
    ]

    func replacing(at index: Int, with byte: UInt8) -> HostileGGUF {
        var changed = bytes
        changed[index] = byte
        return HostileGGUF(testDescription, at: offset, detail, bytes: changed)
    }
}

@Suite("Hostile GGUF headers")
struct HostileGGUFTests {
    @Test("are refused with the offset", arguments: HostileGGUF.all)
    func refused(hostile: HostileGGUF) {
        do throws(HeaderError) {
            _ = try GGUFHeader(parsing: hostile.bytes)
            Issue.record("is read")
        } catch {
            guard case .invalid(let offset, let detail) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(offset == hostile.offset, "\(detail)")
            #expect(detail.contains(hostile.detail), "\(detail)")
        }
    }
}
