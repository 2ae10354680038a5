import HTTP
import Synchronization

/// The connection on which the engine asks back during a build.
///
/// It is opened before the build, for an engine that waits for one stalls for seconds, and closed after it.
final class BuildSession: Sendable {
    let id: String
    let services: SessionServices
    private let connection: UpgradedConnection
    private let server: SessionServer
    private let state = Mutex<(isClosing: Bool, failure: (any Error)?)>((false, nil))

    init(id: String, _ services: SessionServices, on connection: UpgradedConnection) throws {
        self.id = id
        self.services = services
        self.connection = connection
        self.server = try SessionServer(services, received: connection.received, sent: connection.sent)
    }

    /// What ended the session before its time.
    var failure: (any Error)? { state.withLock { $0.failure } }

    /// Serves until the session is closed, by either side.
    func serve() async {
        do {
            try await server.run()
        } catch {
            state.withLock { if !$0.isClosing { $0.failure = error } }
        }
        // An engine whose questions nobody answers any more is told so at once.
        connection.close()
    }

    func close() {
        state.withLock { $0.isClosing = true }
        connection.close()
    }

    /// An id that no other session has.
    static func makeID() -> String {
        let words = (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }
        return "shipit-" + words.joined()
    }
}
