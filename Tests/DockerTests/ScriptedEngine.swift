import Docker
import HTTP
import TestSupport

/// An engine that a loopback server plays.
struct ScriptedEngine {
    let server: LoopbackServer
    let engine: DockerEngine

    static let ping = [("Api-Version", "1.41"), ("Ostype", "linux")]

    /// - Parameters:
    ///   - ping: The header fields of the answer to `/_ping`.
    ///   - buildLimit: How much of a build's context is read before it is answered.
    ///   - answer: The answer to every other request.
    init(
        ping: [(String, String)] = ScriptedEngine.ping,
        pinned: APIVersion? = nil,
        headers: HTTPHeaders = [:],
        buildLimit: LoopbackServer.BodyLimit = .whole,
        answer: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Answer = { _ in .text(404, "") }
    ) throws {
        self.server = try LoopbackServer(
            bodyLimit: { _, target in target.contains("/build") ? buildLimit : .whole }
        ) { request in
            request.path == "/_ping" ? .text(200, "OK", headers: ping) : answer(request)
        }
        self.engine = DockerEngine(
            endpoint: .tcp(server.url, TLSSettings()),
            client: HTTPClient(),
            apiVersion: pinned,
            headers: headers
        )
    }
}
