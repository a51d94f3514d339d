/// Writes answers in wire form.
///
/// Status lines are made once, the date once a second, and the fields are kept in wire form
/// already, so an answer is a few copies into a buffer that is used again.
struct ResponseEncoder {
    /// The `100 Continue` that invites a body.
    static let continueLine = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    private static let statusLines: [[UInt8]] = (0..<600).map { status in
        Array("HTTP/1.1 \(status) \(reasonPhrase(status))\r\nDate: ".utf8)
    }
    private static let lengthName = Array("Content-Length: ".utf8)
    /// The field that carries a request's identifier.
    static let requestIDName = "X-Request-Id"
    private static let requestIDStart = Array("\(requestIDName): ".utf8)
    private static let chunkedLine = Array("Transfer-Encoding: chunked\r\n".utf8)
    private static let closeLine = Array("Connection: close\r\n".utf8)
    private static let keepAliveLine = Array("Connection: keep-alive\r\n".utf8)

    private let statusLines = Self.statusLines
    private let lengthName = Self.lengthName
    private let requestIDStart = Self.requestIDStart
    private var date: [UInt8] = []
    /// Status line and date of the answer that nearly all are.
    private var successStart: [UInt8] = []
    private var dateSecond = Int64.min

    /// Sets the time that following answers carry.
    /// - Parameter second: Seconds since 1970 in UTC.
    mutating func setTime(_ second: Int64) {
        guard second != dateSecond else { return }
        dateSecond = second
        date = HTTPDate.format(second) + [Byte.carriageReturn, Byte.lineFeed]
        successStart = statusLines[200] + date
    }

    /// Appends `response` to `out`; of a streamed one the head.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - request: What it answers, if the head could be read.
    ///   - keepsAlive: Whether the connection goes on afterwards.
    ///   - out: Where the bytes go.
    func encode(
        _ response: HTTPResponse,
        to request: RequestHead?,
        keepsAlive: Bool,
        into out: inout [UInt8]
    ) {
        // A status that cannot be written is a handler's mistake; a client must still get a
        // well-formed answer.
        let status = (200..<600).contains(response.status) ? response.status : 500
        if status == 200 {
            out.append(contentsOf: successStart)
        } else {
            out.append(contentsOf: statusLines[status])
            out.append(contentsOf: date)
        }
        let hasNoBody = status == 204 || status == 304
        if response.stream != nil {
            // To HTTP/1.0 the end of the connection is the end of the body (RFC 9112 section 6.3).
            if request?.version != .http10 { out.append(contentsOf: Self.chunkedLine) }
        } else if !hasNoBody {
            out.append(contentsOf: lengthName)
            Self.appendDecimal(response.body.count, to: &out)
            out.append(Byte.carriageReturn)
            out.append(Byte.lineFeed)
        }
        if !keepsAlive {
            out.append(contentsOf: Self.closeLine)
        } else if request?.version == .http10 {
            out.append(contentsOf: Self.keepAliveLine)
        }
        out.append(contentsOf: response.fields.bytes)
        appendRequestID(response.requestID, to: &out)
        out.append(Byte.carriageReturn)
        out.append(Byte.lineFeed)
        if !hasNoBody, request?.method != .head { out.append(contentsOf: response.body) }
    }

    private func appendRequestID(_ id: String, to out: inout [UInt8]) {
        guard !id.isEmpty else { return }
        let start = out.count
        out.append(contentsOf: requestIDStart)
        out.append(contentsOf: id.utf8)
        // Checked where it lies now: bytes of an array are read faster than those of a string.
        guard Self.isAllowed(out.span, from: start + requestIDStart.count) else {
            out.removeLast(out.count - start)
            return
        }
        out.append(Byte.carriageReturn)
        out.append(Byte.lineFeed)
    }

    private static func isAllowed(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        for index in start..<bytes.count where !ByteClass.isFieldValue(bytes[index]) {
            return false
        }
        return true
    }

    private static func appendDecimal(_ number: Int, to out: inout [UInt8]) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            out.append(Byte.zero + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    /// The phrase of RFC 9110 section 15; clients ignore it, people read it.
    static func reasonPhrase(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 207: "Multi-Status"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}

/// The date format of RFC 9110 section 5.6.7, without locale, time zone files or Foundation.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sun, 06 Nov 1994 08:49:37 GMT` for 784111777 seconds since 1970; negative times count as 0.
    static func format(_ second: Int64) -> [UInt8] {
        let second = max(0, second)
        let day = Int(second / 86400)
        let rest = Int(second % 86400)
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = "\(days[day % 7]), \(two(dayOfMonth)) \(months[month - 1]) \(year)"
        let time = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        return Array("\(date) \(time) GMT".utf8)
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
