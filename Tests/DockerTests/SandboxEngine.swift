import Docker
import FoundationEssentials
import HTTP
import Images
import TestSupport
import Testing

/// The sandbox's engine, and what the tests make in it: images of a name that no other run uses.
struct SandboxEngine {
    let client = HTTPClient()
    let engine: DockerEngine
    let name: ImageReference
    let baseImage: String
    private let socket: String

    init() throws {
        let address = try #require(Sandbox.engine)
        self.socket = String(address.dropFirst("unix://".count))
        self.engine = DockerEngine(endpoint: .unix(path: socket), client: client)
        self.baseImage = Sandbox.baseImage ?? ""
        let run = String(UInt32.random(in: .min ... .max), radix: 36)
        self.name = try ImageReference(parsing: "shipit-tests/docker:\(run)")
    }

    /// Builds a context of these files.
    func build(
        _ files: [(path: String, content: String)],
        credential: RegistryCredential? = nil,
        progress: ProgressRecorder = ProgressRecorder(),
        _ change: (inout BuildRequest) -> Void = { _ in }
    ) async throws -> BuildResult {
        let tar = TarFixture.archive(files)
        var request = BuildRequest(
            context: {
                try $0(tar); return []
            },
            tags: [name]
        )
        change(&request)
        return try await engine.build(request, credentials: { _ in credential }) { progress.record($0) }
    }

    /// The labels of the image that was built.
    func labels() async throws -> [String: String]? {
        struct Answer: Decodable {
            struct Configuration: Decodable { let Labels: [String: String]? }
            let Config: Configuration
        }
        let url = try #require(URL(string: "http://docker/images/\(name)/json"))
        let response = try await client.send(HTTPRequest(.get, url, unixSocket: socket))
        return try JSONDecoder().decode(Answer.self, from: Data(try await response.body.collect())).Config.Labels
    }

    /// Has the engine push an image to a registry that asks for a password.
    func push(_ image: ImageReference, user: String, password: String) async throws {
        let login = #"{"username":"\#(user)","password":"\#(password)"}"#
        let header = Data(login.utf8).base64EncodedString()
        let url = try #require(
            URL(
                string:
                    "http://docker/images/\(image.registry)/\(image.repository)/push?tag=\(image.tag?.description ?? "latest")"
            )
        )
        let request = HTTPRequest(.post, url, headers: ["X-Registry-Auth": header], unixSocket: socket)
        let answer = String(decoding: try await client.send(request).body.collect(), as: UTF8.self)
        try #require(answer.contains("digest: sha256:"), "\(answer)")
    }

    /// Removes the image that the test built, where it did.
    func removeImage() async {
        try? await engine.removeTag(name)
    }
}
