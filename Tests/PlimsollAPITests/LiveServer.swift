import Dispatch
import Glibc
import PlimsollAPI
import PlimsollHTTP

/// A service on a free loopback port, and a client that speaks to it byte by byte.
final class LiveServer: Sendable {
    /// Serves the shared catalog.
    static let shared = Result { try LiveServer(Service(store: SmallCatalog.shared.get().store)) }

    let address: RemoteAddress
    private let server: HTTPServer

    init(_ service: Service) throws {
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        configuration.loops = 1
        configuration.workers = 2
        // On a machine that is busy with other things no request may fail for the time it took.
        let hour = Duration.seconds(3600)
        configuration.limits.lag = hour
        configuration.limits.headTime = hour
        configuration.limits.bodyTime = hour
        configuration.limits.idleTime = hour
        server = service.server(configuration)
        address = try server.start()
    }

    deinit {
        // Waiting for the event loops here would block a thread of the tests.
        DispatchQueue.global().async { [server] in server.stop(within: .seconds(1)) }
    }

    /// Sends requests over one connection, each after the answer to the one before.
    func exchange(_ requests: [LiveRequest]) async throws -> [LiveAnswer] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { [address] in
                continuation.resume(
                    with: Result {
                        let socket = try ClientSocket(address)
                        return try requests.map { request in
                            try socket.send(request.bytes)
                            return try socket.answer(hasBody: request.method != "HEAD")
                        }
                    }
                )
            }
        }
    }
}

/// A request as bytes.
struct LiveRequest: Sendable {
    var method = "GET"
    var target: String
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []

    var bytes: [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}

/// An answer as it came.
struct LiveAnswer: Sendable {
    var status = 0
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []

    subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

struct ClientError: Error {
    var what: String
    var number = errno
}

/// A blocking socket of a client, with a time limit on every wait.
private struct ClientSocket: ~Copyable {
    private let descriptor: Int32

    init(_ address: RemoteAddress) throws(ClientError) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ClientError(what: "socket") }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)

        target.sin_port = address.port.bigEndian
        target.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &target) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw ClientError(what: "connect") }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) throws(ClientError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor,
                    buffer.baseAddress,
                    buffer.count,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { throw ClientError(what: "send") }
            rest = rest.dropFirst(count)
        }
    }

    func answer(hasBody: Bool) throws(ClientError) -> LiveAnswer {
        var bytes: [UInt8] = []
        var answer = LiveAnswer()
        var bodyStart: Int?
        while true {
            if bodyStart == nil, let end = Self.endOfHead(bytes) {
                bodyStart = end
                answer = Self.head(String(decoding: bytes[..<end], as: UTF8.self))
            }
            if let start = bodyStart {
                let length = hasBody ? answer["Content-Length"].flatMap { Int($0) } ?? 0 : 0
                if bytes.count >= start + length {
                    guard bytes.count == start + length else {
                        throw ClientError(what: "bytes after the answer")
                    }
                    answer.body = Array(bytes[start...])
                    return answer
                }
            }
            bytes += try receive()
        }
    }

    private func receive() throws(ClientError) -> [UInt8] {
        var count = 0
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
            count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
            initialized = max(0, count)
        }
        guard count > 0 else { throw ClientError(what: "the connection ended early") }
        return chunk
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        guard bytes.count >= mark.count else { return nil }
        for start in 0...(bytes.count - mark.count)
        where bytes[start..<start + mark.count].elementsEqual(mark) {
            return start + mark.count
        }
        return nil
    }

    private static func head(_ text: String) -> LiveAnswer {
        var answer = LiveAnswer()
        // CR LF is one character for Swift, so lines are split by scalars.
        let lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map(String.init)
        answer.status =
            lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            answer.fields.append((String(parts[0]), String(parts[1].drop { $0 == " " })))
        }
        return answer
    }
}
