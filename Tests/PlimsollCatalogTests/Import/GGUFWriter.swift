/// Writes GGUF headers for tests: right ones, and wrong ones where a test asks for them.
struct GGUFWriter {
    /// A value by its type's number and its bytes.
    enum Value {
        case u8(UInt8), u32(UInt32), i32(Int32), u64(UInt64), f32(Float), bool(UInt8)
        case text(String)
        case u32s([UInt32]), bools([UInt8]), texts([String])
        /// An array by its element type, its count as announced, and bytes.
        case rawArray(UInt32, UInt64, [UInt8])
        /// Anything by its type's number and bytes.
        case raw(UInt32, [UInt8])
    }

    struct Tensor {
        var name: String
        var shape: [UInt64]
        var type: UInt32 = 0
        /// Nil for right behind the tensor before.
        var offset: UInt64?
    }

    var version: UInt32 = 3
    var isBigEndian = false
    var alignment = 32
    var keys: [(String, Value)] = []
    var tensors: [Tensor] = []
    /// Counts as announced where they are not the real ones.
    var tensorCount: UInt64?
    var keyCount: UInt64?

    func number(_ value: some FixedWidthInteger) -> [UInt8] {
        let width = value.bitWidth / 8
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        return isBigEndian ? bytes.reversed() : bytes
    }

    func text(_ value: String) -> [UInt8] { number(UInt64(value.utf8.count)) + Array(value.utf8) }

    private func bytes(_ value: Value) -> [UInt8] {
        switch value {
        case .u8(let value): number(UInt32(0)) + [value]
        case .u32(let value): number(UInt32(4)) + number(value)
        case .i32(let value): number(UInt32(5)) + number(value)
        case .f32(let value): number(UInt32(6)) + number(value.bitPattern)
        case .bool(let value): number(UInt32(7)) + [value]
        case .text(let value): number(UInt32(8)) + text(value)
        case .u64(let value): number(UInt32(10)) + number(value)
        case .u32s(let values): array(4, values.count) + values.flatMap { number($0) }
        case .bools(let values): array(7, values.count) + values
        case .texts(let values): array(8, values.count) + values.flatMap { text($0) }
        case .rawArray(let type, let count, let bytes):
            number(UInt32(9)) + number(type) + number(count) + bytes
        case .raw(let type, let bytes): number(type) + bytes
        }
    }

    private func array(_ type: UInt32, _ count: Int) -> [UInt8] {
        number(UInt32(9)) + number(type) + number(UInt64(count))
    }

    /// Bytes for 32 elements of the types that tests use.
    private static let blocks: [UInt32: (elements: UInt64, bytes: UInt64)] = [
        0: (1, 4), 1: (1, 2), 2: (32, 18), 8: (32, 34), 12: (256, 144), 14: (256, 210), 30: (1, 2),
        39: (32, 17),
    ]

    /// The header's bytes, padded to the alignment.
    var header: [UInt8] {
        var result = Array("GGUF".utf8) + number(version)
        result += number(tensorCount ?? UInt64(tensors.count))
        result += number(keyCount ?? UInt64(keys.count))
        for (key, value) in keys { result += text(key) + bytes(value) }
        var next: UInt64 = 0
        for tensor in tensors {
            let offset = tensor.offset ?? next
            result += text(tensor.name) + number(UInt32(tensor.shape.count))
            for size in tensor.shape { result += number(size) }
            result += number(tensor.type) + number(offset)
            let block = Self.blocks[tensor.type] ?? (1, 4)
            let elements = tensor.shape.reduce(UInt64(1)) {
                $0.multipliedReportingOverflow(by: $1).0
            }
            let end = offset &+ elements / block.elements &* block.bytes
            next = (end &+ UInt64(alignment) &- 1) / UInt64(alignment) &* UInt64(alignment)
        }
        return result
    }

    /// A small file of every kind of value.
    static var small: GGUFWriter {
        GGUFWriter(
            keys: [
                ("general.architecture", .text("llama")),
                ("general.name", .text("Tiny")),
                ("llama.block_count", .u32(1)),
                ("llama.embedding_length", .u32(64)),
                ("llama.attention.head_count", .u32(4)),
                ("llama.attention.head_count_kv", .u32(2)),
                ("llama.feed_forward_length", .u32(96)),
                ("llama.context_length", .u64(1024)),
                ("llama.rope.freq_base", .f32(10_000)),
                ("a.flag", .bool(1)),
                ("a.negative", .i32(-7)),
                ("a.list", .u32s([1, 2, 3])),
                ("a.flags", .bools([0, 1])),
                (
                    "a.nested",
                    .rawArray(
                        9,
                        1,
                        [7, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0]
                    )
                ),
                ("tokenizer.ggml.tokens", .texts(["a", "", "ccc"])),
            ],
            tensors: [
                Tensor(name: "token_embd.weight", shape: [64, 3], type: 8),
                Tensor(name: "blk.0.attn_norm.weight", shape: [64]),
                Tensor(name: "blk.0.attn_q.weight", shape: [64, 64], type: 1),
                Tensor(name: "blk.0.attn_k.weight", shape: [64, 32], type: 1),
                Tensor(name: "blk.0.attn_v.weight", shape: [64, 32], type: 1),
                Tensor(name: "blk.0.attn_output.weight", shape: [64, 64], type: 1),
                Tensor(name: "blk.0.ffn_norm.weight", shape: [64]),
                Tensor(name: "blk.0.ffn_gate.weight", shape: [64, 96], type: 2),
                Tensor(name: "blk.0.ffn_up.weight", shape: [64, 96], type: 2),
                Tensor(name: "blk.0.ffn_down.weight", shape: [96, 64], type: 2),
                Tensor(name: "output_norm.weight", shape: [64]),
            ]
        )
    }
}
