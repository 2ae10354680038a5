import AWS
import FoundationEssentials
import TestSupport
import Testing

@Suite(
    "Bad input: one clear line, the right exit code, nothing changed",
    .enabled(if: Stage.isPossible),
    .stage,
    .timeLimit(.minutes(2))
)
struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        var arguments = ["deploy", "-e", "test", "-v", "1.0.0"]
        var environment: [String: String] = [:]
        var prepare: @Sendable (Stage) throws -> Void = { _ in }
        let code: Int32
        let tells: String
        var testDescription: String { what }
    }

    private static let cases = [
        Case(
            what: "a missing Dockerfile",
            prepare: { try FileManager.default.removeItem(atPath: $0.folder + "/auth/Dockerfile") },
            code: 8,
            tells: "Dockerfile"
        ),
        Case(
            what: "a missing build context",
            prepare: { try FileManager.default.removeItem(atPath: $0.folder + "/auth") },
            code: 8,
            tells: "does not exist"
        ),
        Case(
            what: "an engine that is not running",
            environment: ["DOCKER_HOST": "unix:///nonexistent/docker.sock"],
            code: 8,
            tells: "the engine is not running"
        ),
        Case(
            what: "a docker host that is none",
            environment: ["DOCKER_HOST": "docker.example"],
            code: 8,
            tells: "docker.example"
        ),
        Case(
            what: "a profile that does not exist",
            environment: ["AWS_PROFILE": "prood"],
            prepare: { try $0.write(".aws/config", "[profile prod]\nregion = eu-west-1\n") },
            code: 7,
            tells: "prod"
        ),
        Case(
            what: "no credentials",
            environment: [
                "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true",
            ],
            code: 7,
            tells: "credentials"
        ),
        Case(
            what: "credentials of another account",
            environment: ["AWS_ACCESS_KEY_ID": "111122223333"],
            code: 7,
            tells: "111122223333"
        ),
        Case(
            what: "a version that is no tag",
            arguments: ["deploy", "-e", "test", "-v", "one dot zero"],
            code: 64,
            tells: "version"
        ),
        Case(
            what: "a service that is unknown",
            arguments: ["deploy", "-e", "test", "-s", "auht", "-v", "1"],
            code: 64,
            tells: "did you mean 'auth'?"
        ),
        Case(
            what: "an environment that is unknown",
            arguments: ["deploy", "-e", "tset", "-v", "1"],
            code: 64,
            tells: "did you mean 'test'?"
        ),
        Case(
            what: "an option that is unknown",
            arguments: ["deploy", "-e", "test", "--verison", "1"],
            code: 64,
            tells: "did you mean '--version'?"
        ),
        Case(
            what: "a cluster that is not there",
            prepare: { try $0.edit("shipit.yaml") { $0.replacing("cluster: e2e", with: "cluster: no-e2e") } },
            code: 8,
            tells: "no cluster"
        ),
        Case(
            what: "a repository that is not there",
            prepare: { try $0.edit("shipit.yaml") { $0.replacing("createRepositories: true", with: "") } },
            code: 8,
            tells: "no repository"
        ),
        Case(
            what: "a name that AWS does not know",
            prepare: { try $0.edit("shipit.yaml") { $0.replacing("subnet-00000001", with: "no-such-subnet") } },
            code: 8,
            tells: "no-such-subnet"
        ),
        Case(
            what: "a pipeline file that is none",
            prepare: { try $0.write("shipit.yaml", "services: [") },
            code: 65,
            tells: "shipit.yaml:"
        ),
        Case(
            what: "a pipeline file that is not there",
            arguments: ["deploy", "-f", "nowhere.yaml", "-e", "test", "-v", "1"],
            code: 8,
            tells: "nowhere.yaml"
        ),
        Case(
            what: "a rollback of what was never deployed",
            arguments: ["rollback"],
            code: 8,
            tells: "no deploy from shipit.yaml"
        ),
    ]

    @Test(arguments: cases)
    func isRefused(_ bad: Case) async throws {
        let stage = try #require(Stage.current)
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([SampleService(name: "auth")])
        try bad.prepare(stage)
        let run = try await stage.shipit(bad.arguments, environment: bad.environment)
        #expect(run.status == bad.code, "\(run.everything)")
        #expect(run.error.contains(bad.tells), "\(run.everything)")
        #expect(run.error.contains("error: "))
        for word in ["Swift", "fatal", "Optional(", "nil)"] { #expect(!run.error.contains(word)) }
        #expect(try await stage.service("auth") == nil)
    }

    @Test func tenMistakesAreAllNamed() async throws {
        let stage = try #require(Stage.current)
        try stage.write(
            "shipit.yaml",
            """
            nmae: shop
            environments:
              test:
                acount: "123"
                region: 7 seas
                cluster: [a]
              "bad name!": {}
            services:
              auth:
                dependsOn: [usr, auth]
                biuld: {context: auth}
                deploy: {timeout: soon}
                service: {desiredCount: -1}
              user:
                dependsOn: [auth]
                build: {contxt: user}
            """
        )
        let run = try await stage.shipit("validate")
        #expect(run.status == 65)
        let places = run.output.split(separator: "\n").filter {
            $0.hasPrefix("shipit.yaml:") && $0.contains(": error: ")
        }
        #expect(places.count >= 10, "\(run.output)")
    }
}

extension Stage {
    /// Changes a file's text.
    func edit(_ path: String, _ change: (String) -> String) throws {
        let bytes = try #require(FileManager.default.contents(atPath: folder + "/" + path))
        try write(path, change(String(decoding: bytes, as: UTF8.self)))
    }
}
