/// The few bytes that the grammar names.
enum Byte {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let hash: UInt8 = 0x23
    static let percent: UInt8 = 0x25
    static let asterisk: UInt8 = 0x2A
    static let plus: UInt8 = 0x2B
    static let comma: UInt8 = 0x2C
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let zero: UInt8 = 0x30
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let equals: UInt8 = 0x3D
    static let question: UInt8 = 0x3F
    static let openBracket: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let closeBracket: UInt8 = 0x5D
    static let delete: UInt8 = 0x7F
}

/// Sets of bytes as two 64-bit masks, so that a test is a shift and needs no table in memory.
enum ByteClass {
    /// `tchar` of RFC 9110 section 5.6.2.
    @inline(__always)
    static func isToken(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    }

    /// What a path and a query may hold (RFC 3986 sections 3.3 and 3.4), `%` included.
    ///
    /// Browsers send `[`, `]`, `{`, `}` and `|` raw in queries; they are refused all the same,
    /// since servers and proxies differ on them and no parameter here needs them.
    @inline(__always)
    static func isTarget(_ byte: UInt8) -> Bool {
        contains(byte, low: 0xAFFF_FFF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)
    }

    /// What a registered name may hold (RFC 3986 section 3.2.2), but no comma: that is what an
    /// intermediary that joins two Host fields leaves behind.
    @inline(__always)
    static func isHostName(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x2BFF_6FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    /// Hexadecimal digits, colon and dot: what an IPv6 literal may hold.
    @inline(__always)
    static func isIPv6(_ byte: UInt8) -> Bool {
        contains(byte, low: 0x07FF_4000_0000_0000, high: 0x0000_007E_0000_007E)
    }

    /// Visible bytes, space, tab and bytes above 0x7F (RFC 9110 section 5.5).
    @inline(__always)
    static func isFieldValue(_ byte: UInt8) -> Bool {
        byte >= Byte.space ? byte != Byte.delete : byte == Byte.tab
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- Byte.zero < 10 }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == Byte.space || byte == Byte.tab }

    /// The value of a hexadecimal digit.
    @inline(__always)
    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    @inline(__always)
    private static func contains(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
        if byte < 64 { return (low &>> UInt64(byte)) & 1 == 1 }
        if byte < 128 { return (high &>> UInt64(byte &- 64)) & 1 == 1 }
        return false
    }
}
