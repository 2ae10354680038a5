import AWS
import FoundationEssentials
import TestSupport
import Testing

@Suite("Secrets are in nothing that shipit writes", .enabled(if: Stage.isPossible), .stage, .timeLimit(.minutes(5)))
struct SecrecyTests {
    /// Searched for in the output of the whole suite too.
    private static let secret = Sandbox.secret ?? "marker-" + UUID().uuidString

    /// A value of an environment variable, an AWS secret key and a registry's password, all the same marker.
    private static let environment = [
        "DB_PASSWORD": secret, "AWS_SECRET_ACCESS_KEY": secret,
        "DOCKER_AUTH_CONFIG": #"{"auths":{"registry.invalid":{"username":"me","password":"\#(secret)"}}}"#,
    ]

    private static let service = SampleService(
        name: "auth",
        container: #"environment: [{name: DB_PASSWORD, value: "${env:DB_PASSWORD}"}]"#
    )

    @Test func whateverComesOfARun() async throws {
        let stage = try #require(Stage.current)
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([Self.service])
        var runs: [ProcessRun] = []
        func run(_ arguments: String..., code: Int32) async throws {
            let run = try await stage.shipit(arguments, environment: Self.environment)
            #expect(run.status == code)
            runs.append(run)
        }
        try await run("validate", "-e", "test", code: 0)
        try await run("plan", "-e", "test", "-v", "1", code: 0)
        try await run("deploy", "-e", "test", "-v", "1", code: 0)
        // The marker has really been where it must not be seen.
        let live = try #require(try await stage.service("auth")?.taskDefinition)
        let document = try await ECS(stage.client).describeTaskDefinition(live.text).document
        #expect(String(decoding: document.serialized(), as: UTF8.self).contains(Self.secret))

        try await run("doctor", "-e", "test", code: 0)
        try await run("plan", "-e", "test", "-v", "2", "--format", "json", code: 0)
        try await run("deploy", "-e", "test", "-v", "2", "--format", "json", code: 0)
        try stage.writeSource("auth", command: "echo starting; exit 3")
        try await run("deploy", "-e", "test", "-v", "3", code: 2)
        try await run("rollback", "-e", "test", "-s", "auth", code: 0)
        try await run("status", "-e", "test", "--format", "json", code: 0)
        try await run("history", "-e", "test", code: 0)
        try await run("image", "push", "no-such-image", "registry.invalid/a/b:1", code: 8)

        for run in runs { #expect(!run.everything.contains(Self.secret)) }
        let files = try stage.files(below: "state")
        #expect(!files.isEmpty)
        for (path, text) in files { #expect(!text.contains(Self.secret), "in \(path)") }
    }
}

extension Stage {
    /// The files below a folder, with their content as text.
    func files(below path: String) throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder + "/" + path) {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)/\(name)") else { continue }
            files[name] = String(decoding: bytes, as: UTF8.self)
        }
        return files
    }
}
