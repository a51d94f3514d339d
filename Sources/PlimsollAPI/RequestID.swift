import PlimsollHTTP

/// The identifier of a request in logs and answers.
enum RequestID {
    /// The client's own identifier where it sent a sane one, else a new one.
    ///
    /// Sane is 1 to 128 letters, digits and `-_.:/+=`: nothing that could break a log line.
    static func of(_ request: HTTPRequest) -> String {
        if let own = request.fields["x-request-id"], isSane(own) { return own }
        return random()
    }

    /// Sixteen random hexadecimal digits.
    static func random() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isSane(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_.:/+=".utf8.contains(byte)
                }
            }
    }
}
