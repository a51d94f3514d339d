/// Finds the members of one object by name, and remembers which were asked for.
///
/// One value, so that a read of a field is one access to its owner.
struct MemberSearch {
    private let document: JSONDocument
    private let count: Int
    private let first: Int
    private let end: Int
    /// Where the next search starts: callers mostly read in the order people write.
    private var node: Int
    private var position = 0
    /// A bit per member that was read, the first 64 apart so that most objects need no array.
    private var marks: UInt64 = 0
    private var marksBeyond: [UInt64] = []
    /// A bit for each ``bucket(length:first:)`` that holds a member: most of the names that are asked
    /// for are absent, and are so without a look at any member.
    private var buckets: UInt64 = 0
    /// Every name that was asked for, to be listed when another is found.
    var knownNames: [String] = []

    init(_ value: JSONValue) {
        let root = value.node
        document = value.document
        count = root.kind == .object ? Int(root.length) : 0
        first = value.index + 1
        end = count > 0 ? Int(root.next) : first
        node = first
        if count > 64 { marksBeyond = Array(repeating: 0, count: count / 64) }
        knownNames.reserveCapacity(32)
        var node = first
        for _ in 0..<count {
            let key = document.nodes[node]
            // The letters of an escaped key are not what it says.
            buckets |=
                key.flags.contains(.escaped) ? .max : Self.bucket(of: key, in: document.bytes)
            node = Int(document.nodes[node + 1].next)
        }
    }

    /// One of 64 bits for the length and the first letter of a name.
    private static func bucket(length: Int, first: UInt8) -> UInt64 {
        1 << UInt64(truncatingIfNeeded: (length &* 7 &+ Int(first)) & 63)
    }

    private static func bucket(of key: JSONNode, in bytes: [UInt8]) -> UInt64 {
        let range = JSONText.range(key)
        return bucket(length: range.count, first: range.isEmpty ? 0 : bytes[range.lowerBound])
    }

    /// The value of the member of this name, which from now on counts as read.
    mutating func read(_ name: String) -> JSONValue? {
        knownNames.append(name)
        let span = name.utf8.span
        let bucket = Self.bucket(length: span.count, first: span.isEmpty ? 0 : span[0])
        guard buckets & bucket != 0 else { return nil }
        var (node, position) = (node, position)
        for _ in 0..<count {
            if node >= end { (node, position) = (first, 0) }
            let key = document.nodes[node]
            // Nearly every member is ruled out by its length alone.
            let isFound =
                (Int(key.length) == name.utf8.count || key.flags.contains(.escaped))
                && JSONKey.matches(key, name, in: document.bytes)
            let found = node + 1
            (node, position) = (Int(document.nodes[found].next), position + 1)
            if isFound {
                mark(position - 1)
                (self.node, self.position) = (node, position)
                return JSONValue(document: document, index: found)
            }
        }
        return nil
    }

    private mutating func mark(_ position: Int) {
        if position < 64 {
            marks |= 1 << UInt64(position)
        } else {
            marksBeyond[position / 64 - 1] |= 1 << UInt64(position % 64)
        }
    }

    mutating func markAll() {
        marks = .max
        for index in marksBeyond.indices { marksBeyond[index] = .max }
    }

    func isRead(_ position: Int) -> Bool {
        let word = position < 64 ? marks : marksBeyond[position / 64 - 1]
        return word & 1 << UInt64(position % 64) != 0
    }

    /// Whether certainly every member was read; large objects have to be looked through.
    var isComplete: Bool {
        count <= 64 && marks.nonzeroBitCount >= count
    }

    var distinctNames: [String] {
        var seen: Set<String> = []
        return knownNames.filter { seen.insert($0).inserted }
    }
}
