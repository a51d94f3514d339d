import CLinux
import Glibc

@testable import PlimsollHTTP

/// An answer as a client reads it.
struct ClientResponse: Equatable {
    var status = 0
    var head = ""
    var body: [UInt8] = []

    var text: String { String(decoding: body, as: UTF8.self) }

    func field(_ name: String) -> String? {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name.lowercased() {
                return parts[1].drop { $0 == " " }.description
            }
        }
        return nil
    }
}

/// A client that sends exactly the bytes it is told to and waits with poll, never by sleeping.
final class TestClient {
    private static let timeout: Int32 = 10_000

    private let descriptor: Descriptor
    private var received: [UInt8] = []
    private(set) var hasEnded = false

    /// Connects to a port of the loopback interface, if anybody listens.
    init?(port: UInt16, receiveBuffer: Int32? = nil) {
        descriptor = Descriptor(owning: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        if var size = receiveBuffer {
            _ = unsafe setsockopt(
                descriptor.raw,
                SOL_SOCKET,
                SO_RCVBUF,
                &size,
                socklen_t(MemoryLayout<Int32>.size)
            )
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let raw = descriptor.raw
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { return nil }
    }

    func send(_ text: String) { send(raw(text)) }

    func send(_ bytes: [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            let count = trySend(bytes, from: offset, wait: Self.timeout)
            guard count > 0 else { return }
            offset += count
        }
    }

    /// Sends what fits within `wait` milliseconds; 0 if nothing does, -1 if the connection is gone.
    func trySend(_ bytes: [UInt8], from offset: Int, wait: Int32) -> Int {
        guard poll(POLLOUT, wait) else { return 0 }
        let raw = descriptor.raw
        return unsafe bytes.withUnsafeBytes {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: $0[offset...])
            return unsafe Glibc.send(
                raw,
                rest.baseAddress,
                rest.count,
                Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
            )
        }
    }

    func endWriting() { _ = shutdown(descriptor.raw, Int32(SHUT_WR)) }

    /// Reads one answer; nil if the connection ends first or nothing comes.
    func response(hasBody: Bool = true) -> ClientResponse? {
        var searched = 0
        var end: Int?
        while end == nil {
            end = headEnd(from: searched)
            searched = max(0, received.count - 3)
            if end == nil, !readMore() { return nil }
        }
        guard let end else { return nil }
        var response = ClientResponse()
        response.head = String(decoding: received[..<end], as: UTF8.self)
        response.status = Int(response.head.dropFirst(9).prefix(3)) ?? 0
        let length = hasBody ? Int(response.field("content-length") ?? "0") ?? 0 : 0
        while received.count < end + length { guard readMore() else { return nil } }
        response.body = Array(received[end..<end + length])
        received.removeFirst(end + length)
        return response
    }

    /// Reads until the server ends the connection; nil if it does not.
    func rest() -> [UInt8]? {
        while !hasEnded { guard readMore() || hasEnded else { return nil } }
        return received
    }

    private func headEnd(from start: Int) -> Int? {
        let mark = raw("\r\n\r\n")
        guard received.count >= 4 else { return nil }
        for index in start...max(start, received.count - 4)
        where index + 4 <= received.count && received[index..<index + 4].elementsEqual(mark) {
            return index + 4
        }
        return nil
    }

    private func readMore() -> Bool {
        guard !hasEnded, poll(POLLIN, Self.timeout) else { return false }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = unsafe recv(descriptor.raw, &buffer, buffer.count, 0)
        guard count > 0 else {
            hasEnded = true
            return false
        }
        received += buffer[..<count]
        return true
    }

    private func poll(_ events: Int32, _ milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor.raw, events: Int16(events), revents: 0)
        return unsafe Glibc.poll(&entry, 1, milliseconds) > 0
    }
}
