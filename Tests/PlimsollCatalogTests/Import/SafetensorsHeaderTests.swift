import PlimsollCatalog
import PlimsollJSON
import Testing

/// Writes safetensors headers for tests.
enum SafetensorsWriter {
    static func file(_ json: String, length: UInt64? = nil) -> [UInt8] {
        let count = length ?? UInt64(json.utf8.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) } + Array(json.utf8)
    }

    /// A header of tensors that follow each other.
    static func header(_ tensors: [(name: String, type: SafetensorsType, shape: [Int])]) -> String {
        var offset = 0
        let parts = tensors.map { tensor in
            let bytes = tensor.shape.reduce(1, *) * tensor.type.bits / 8
            defer { offset += bytes }
            return #""\#(tensor.name)":{"dtype":"\#(tensor.type.rawValue)","#
                + #""shape":\#(tensor.shape),"data_offsets":[\#(offset),\#(offset + bytes)]}"#
        }
        return "{" + parts.joined(separator: ",") + "}"
    }
}

@Suite("Safetensors headers")
struct SafetensorsHeaderTests {
    @Test("every number format has its width", arguments: SafetensorsType.allCases)
    func widths(type: SafetensorsType) throws {
        let json = SafetensorsWriter.header([("a", type, [4, 2]), ("b", type, [])])
        guard type.bits % 8 == 0 else {
            let one = SafetensorsWriter.header([("a", type, [4, 2])])
            let header = try SafetensorsHeader(parsing: SafetensorsWriter.file(one))
            #expect(header.dataBytes == type.bits)
            return
        }
        let header = try SafetensorsHeader(parsing: SafetensorsWriter.file(json))
        #expect(header.tensors.map(\.elements) == [8, 1])
        #expect(header.dataBytes == 9 * type.bits / 8)
    }

    @Test("metadata and padding are read")
    func metadata() throws {
        let json = #"{"__metadata__":{"format":"pt"}}   "#
        let header = try SafetensorsHeader(parsing: SafetensorsWriter.file(json))
        #expect(header.metadata.map(\.key) == ["format"])
        #expect(header.metadata.map(\.value) == ["pt"])
        #expect(header.headerBytes == 8 + json.utf8.count)
        #expect(header.dataBytes == 0)
    }

    @Test("tensors may be named in another order than their data have")
    func order() throws {
        let json = #"""
            {"b":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},
             "a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}
            """#
        let header = try SafetensorsHeader(parsing: SafetensorsWriter.file(json))
        #expect(header.tensors.map(\.name) == ["b", "a"])
        #expect(header.dataBytes == 8)
    }

    @Test("any cut of a file says how many bytes it needs")
    func truncation() throws {
        let bytes = SafetensorsWriter.file(
            SafetensorsWriter.header([("a.weight", .bf16, [4, 4]), ("b", .f32, [2])])
        )
        for count in 0..<bytes.count {
            do throws(HeaderError) {
                _ = try SafetensorsHeader(parsing: Array(bytes[..<count]))
                Issue.record("\(count) bytes are read as a whole header")
            } catch {
                let needed = count < 8 ? 8 : bytes.count
                #expect(error == .truncated(given: count, needed: needed))
            }
        }
    }

    static let refused: [(name: String, bytes: [UInt8], offset: Int, detail: String)] = {
        func tensor(_ fields: String) -> [UInt8] { SafetensorsWriter.file(#"{"a":{\#(fields)}}"#) }
        return [
            ("a length of 2^63", SafetensorsWriter.file("{}", length: 1 << 63), 0, "is 9223372036"),
            ("a length over 8 MiB", SafetensorsWriter.file("{}", length: 9 << 20), 0, "at most"),
            ("a length of 0", SafetensorsWriter.file("", length: 0), 0, "no JSON object"),
            ("no brace", SafetensorsWriter.file("[]"), 8, "start with {"),
            ("JSON that breaks", SafetensorsWriter.file(#"{"a":}"#), 13, "expected"),
            ("a key given twice", SafetensorsWriter.file(#"{"a":1,"a":2}"#), 15, "given twice"),
            ("a tensor that is no object", SafetensorsWriter.file(#"{"a":1}"#), 13, "an object"),
            (
                "metadata that are numbers", SafetensorsWriter.file(#"{"__metadata__":{"a":1}}"#),
                29,
                "strings only"
            ),
            (
                "a dtype that is not known",
                tensor(#""dtype":"F12","shape":[],"data_offsets":[0,4]"#), 22,
                "F12 is no known dtype"
            ),
            ("no shape", tensor(#""dtype":"F32","data_offsets":[0,4]"#), 13, "shape has to be"),
            (
                "a negative size", tensor(#""dtype":"F32","shape":[-1],"data_offsets":[0,4]"#), 37,
                "whole numbers from 0"
            ),
            (
                "a shape whose product overflows",
                tensor(
                    #""dtype":"F32","shape":[1099511627776,1099511627776],"data_offsets":[0,4]"#
                ), 36,
                "more elements than any file"
            ),
            (
                "data of the wrong size",
                tensor(#""dtype":"F32","shape":[2],"data_offsets":[0,4]"#), 55, "take 64 bits"
            ),
            (
                "half a byte", tensor(#""dtype":"F4","shape":[3],"data_offsets":[0,1]"#), 54,
                "take 12 bits"
            ),
            (
                "an end before the start",
                tensor(#""dtype":"F32","shape":[1],"data_offsets":[4,0]"#), 55, "not before it"
            ),
            (
                "a hole before the data",
                tensor(#""dtype":"F32","shape":[1],"data_offsets":[4,8]"#), 55, "no hole"
            ),
            (
                "a field too many",
                tensor(#""dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1"#), 65,
                "nothing else"
            ),
            (
                "data that overlap",
                SafetensorsWriter.file(
                    #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"#
                        + #""b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}"#
                ), 106,
                "may not overlap"
            ),
        ]
    }()

    @Test("wrong headers are refused with the offset", arguments: refused.indices)
    func wrong(index: Int) {
        let row = Self.refused[index]
        do throws(HeaderError) {
            _ = try SafetensorsHeader(parsing: row.bytes)
            Issue.record("\(row.name) is read")
        } catch {
            switch error {
            case .invalid(let offset, let detail):
                #expect(
                    offset == row.offset && detail.contains(row.detail),
                    "\(row.name): \(error)"
                )
            case .json(let problem, let offset):
                #expect(
                    offset == row.offset && problem.detail.contains(row.detail),
                    "\(row.name): \(error)"
                )
            case .truncated: Issue.record("\(row.name): \(error)")
            }
            #expect(error.description.hasPrefix("byte \(row.offset)"))
        }
    }
}
