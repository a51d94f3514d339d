import Synchronization

/// How many connections each client has.
final class ClientTable: Sendable {
    private let most: Int
    private let counts = Mutex<[RemoteAddress: Int]>([:])

    init(most: Int) {
        self.most = most
    }

    /// Counts one more connection of the client, unless it has the most it may have.
    func enter(_ address: RemoteAddress) -> Bool {
        counts.withLock { counts in
            let count = counts[address.client, default: 0]
            guard count < most else { return false }
            counts[address.client] = count + 1
            return true
        }
    }

    /// Counts one connection less.
    func leave(_ address: RemoteAddress) {
        counts.withLock { counts in
            let count = counts[address.client, default: 0]
            counts[address.client] = count > 1 ? count - 1 : nil
        }
    }
}
