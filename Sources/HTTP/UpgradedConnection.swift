import Dispatch
import Synchronization

/// A connection that has switched protocols: raw bytes both ways, in the order they are written.
package final class UpgradedConnection: Sendable {
    /// What arrives from the peer, beginning with the first byte after the 101 response's head.
    package let received = ByteChannel(capacity: 1 << 20)
    /// What is sent to the peer. Finishing it does not close the connection.
    package let sent = ByteChannel(capacity: 1 << 20)

    private let signal: WakeupPipe
    private let isClosed = Mutex(false)

    private init(signal: WakeupPipe) {
        self.signal = signal
    }

    deinit {
        close()
    }

    /// Closes the connection; waiting readers see its end, writers fail.
    package func close() {
        isClosed.withLock { $0 = true }
        signal.wake()
        sent.abandon()
        received.finish()
    }

    /// Connects, asks for the upgrade, and leaves a thread of its own moving the bytes.
    static func open(_ request: HTTPRequest) async throws -> UpgradedConnection {
        let signal = try WakeupPipe()
        let connection = UpgradedConnection(signal: signal)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let mover = Mover(received: connection.received, sent: connection.sent, signal: signal)
                DispatchQueue(label: "shipit.http.upgraded").async { [weak connection] in
                    do {
                        let socket = try RawSocket(connecting: request)
                        let rest = try UpgradeHandshake.perform(request, on: socket, signal: signal) {
                            connection?.isClosed.withLock { $0 } ?? true
                        }
                        continuation.resume()
                        mover.run(socket, firstBytes: rest) { connection?.isClosed.withLock { $0 } ?? true }
                    } catch {
                        continuation.resume(throwing: error)
                    }
                }
            }
        } onCancel: {
            connection.close()
        }
        return connection
    }

    /// Moves bytes between the socket and the channels until either side ends.
    private struct Mover: Sendable {
        let received: ByteChannel
        let sent: ByteChannel
        let signal: WakeupPipe

        func run(_ socket: RawSocket, firstBytes: [UInt8], isClosed: () -> Bool) {
            var incoming = firstBytes
            var outgoing: ArraySlice<UInt8> = []
            var error: (any Error)?
            let wake: @Sendable () -> Void = { [signal] in signal.wake() }
            do {
                while !isClosed() {
                    if !incoming.isEmpty {
                        switch received.tryWrite(incoming, waker: wake) {
                        case .taken: incoming = []
                        case .full: break
                        case .readerGone: return finish(nil)
                        }
                    }
                    if outgoing.isEmpty, case .chunk(let chunk) = sent.tryRead(upTo: 64 << 10, waker: wake) {
                        outgoing = chunk[...]
                    }
                    if !outgoing.isEmpty { outgoing = outgoing.dropFirst(try socket.send(outgoing)) }
                    if incoming.isEmpty {
                        switch try socket.receive() {
                        case .bytes(let bytes):
                            incoming = bytes
                            continue
                        case .nothingYet: break
                        case .end: return finish(nil)
                        }
                    }
                    signal.wait(for: socket, reading: incoming.isEmpty, writing: !outgoing.isEmpty)
                }
            } catch let failure {
                error = failure
            }
            finish(error)
        }

        private func finish(_ error: (any Error)?) {
            received.finish(throwing: error)
            sent.abandon()
        }
    }
}
