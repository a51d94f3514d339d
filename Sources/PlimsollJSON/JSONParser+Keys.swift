// Duplicate keys. Parsers disagree on which of two members counts, so a text that has both is refused.

extension JSONParser {
    /// Up to this many members, comparing all pairs is faster than hashing.
    private static let pairwiseLimit = 16

    /// Refuses the object at `container` if two of its keys have the same value.
    mutating func checkKeys(
        of container: Int,
        count: Int,
        _ bytes: Span<UInt8>
    ) throws(JSONFault) {
        let duplicate =
            count <= Self.pairwiseLimit
            ? pairwiseDuplicate(in: container, bytes) : hashedDuplicate(in: container, count, bytes)
        guard let duplicate else { return }
        let node = nodes[duplicate]
        let copy = JSONText.unescaped(node, in: bytes)
        throw JSONFault(
            kind: .duplicateKey(String(decoding: copy, as: UTF8.self)),
            offset: Int(node.start) - 1,
            place: .node(duplicate)
        )
    }

    private func pairwiseDuplicate(in container: Int, _ bytes: Span<UInt8>) -> Int? {
        var key = Int(nodes[container + 2].next)
        while key < nodes.count {
            var other = container + 1
            while other < key {
                if isSameKey(nodes[key], nodes[other], bytes) { return key }
                other = Int(nodes[other + 1].next)
            }
            key = Int(nodes[key + 1].next)
        }
        return nil
    }

    /// An open-addressing table of node indices.
    ///
    /// The hash is the standard library's, seeded per
    /// process, so nobody can prepare keys that collide.
    private mutating func hashedDuplicate(
        in container: Int,
        _ count: Int,
        _ bytes: Span<UInt8>
    ) -> Int? {
        var capacity = 64
        while capacity < count * 2 { capacity *= 2 }
        if keyTable.count < capacity {
            keyTable = Array(repeating: 0, count: capacity)
        } else {
            for slot in 0..<capacity { keyTable[slot] = 0 }
        }
        var key = container + 1
        while key < nodes.count {
            let node = nodes[key]
            var slot = Self.hash(node, bytes) & (capacity - 1)
            while keyTable[slot] != 0 {
                if isSameKey(node, nodes[Int(keyTable[slot])], bytes) { return key }
                slot = (slot + 1) & (capacity - 1)
            }
            keyTable[slot] = UInt32(truncatingIfNeeded: key)
            key = Int(nodes[key + 1].next)
        }
        return nil
    }

    @inline(__always)
    private func isSameKey(_ one: JSONNode, _ other: JSONNode, _ bytes: Span<UInt8>) -> Bool {
        if one.flags.contains(.escaped) || other.flags.contains(.escaped) {
            return JSONText.unescaped(one, in: bytes) == JSONText.unescaped(other, in: bytes)
        }
        guard one.length == other.length else { return false }
        var first = Int(one.start)
        var second = Int(other.start)
        let end = first + Int(one.length)
        while first < end {
            guard bytes[first] == bytes[second] else { return false }
            first += 1
            second += 1
        }
        return true
    }

    private static func hash(_ node: JSONNode, _ bytes: Span<UInt8>) -> Int {
        var hasher = Hasher()
        if node.flags.contains(.escaped) {
            let copy = JSONText.unescaped(node, in: bytes)
            combine(copy.span, 0..<copy.count, into: &hasher)
        } else {
            combine(bytes, JSONText.range(node), into: &hasher)
        }
        return hasher.finalize()
    }

    /// Eight bytes a round: a hasher fed byte by byte is several times slower.
    private static func combine(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        into hasher: inout Hasher
    ) {
        var word: UInt64 = 1
        for index in range {
            if word >> 56 != 0 {
                hasher.combine(word)
                word = 1
            }
            word = word << 8 | UInt64(bytes[index])
        }
        hasher.combine(word)
        hasher.combine(range.count)
    }
}
