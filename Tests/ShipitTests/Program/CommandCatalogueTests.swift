import CommandLine
import Testing

@testable import shipit

/// What a command line comes to: the command, as Swift describes it, or what is wrong.
private struct Line: Sendable, CustomTestStringConvertible {
    let words: String
    let verb: any Verb & Equatable & Sendable
    var globals = GlobalOptions()

    init(_ words: String, _ verb: any Verb & Equatable & Sendable, globals: GlobalOptions = GlobalOptions()) {
        self.words = words
        self.verb = verb
        self.globals = globals
    }

    var testDescription: String { words }
}

private func version(_ text: String) -> VersionArgument { VersionArgument(argument: text) ?? .blank }

private func selection(_ services: String...) -> ServiceSelection {
    ServiceSelection(environment: "prod", services: services)
}

private let plain = DeployCommand(selection: selection(), version: version("1.0.0"))

private let commandLines: [Line] = [
    Line("deploy -e prod -v 1.0.0", plain),
    Line("deploy --environment=prod --version 1.0.0 --wait", plain),
    Line(
        "deploy -e prod -s web -s auth -v 1.0.0 --timeout 1h30m --no-wait --dry-run --force --supersede"
            + " --desired-count 0 --no-cache",
        DeployCommand(
            selection: selection("web", "auth"),
            version: version("1.0.0"),
            timeout: .seconds(5400),
            waits: false,
            isDryRun: true,
            forces: true,
            supersedes: true,
            desiredCount: 0,
            ignoresCache: true
        )
    ),
    Line("rollback", RollbackCommand()),
    Line(
        "rollback -e prod -s web --to web:7 --timeout 90s --no-wait --dry-run",
        RollbackCommand(
            environment: "prod",
            services: ["web"],
            target: "web:7",
            timeout: .seconds(90),
            waits: false,
            isDryRun: true
        )
    ),
    Line("plan -e prod -v 1.0.0", PlanCommand(selection: selection(), version: version("1.0.0"))),
    Line(
        "build -e prod -s web -v 1.0.0 --no-cache",
        BuildCommand(selection: selection("web"), version: version("1.0.0"), ignoresCache: true)
    ),
    Line("push -e prod -v 1.0.0", PushCommand(selection: selection(), version: version("1.0.0"))),
    Line(
        "image push web:dev registry.example.com/team/web:1.0 --profile ci",
        ImagePushCommand(
            image: "web:dev",
            reference: ReferenceArgument(argument: "registry.example.com/team/web:1.0") ?? .blank,
            profile: "ci"
        )
    ),
    Line("status -e prod -s web", StatusCommand(selection: selection("web"))),
    Line("history -e prod", HistoryCommand(selection: selection(), limit: 10)),
    Line("history -e prod -n 3", HistoryCommand(selection: selection(), limit: 3)),
    Line("validate", ValidateCommand()),
    Line("validate -e prod", ValidateCommand(environment: "prod")),
    Line("doctor", DoctorCommand()),
    Line("doctor -e prod", DoctorCommand(environment: "prod")),
    Line("completions zsh", CompletionsCommand(shell: .zsh)),
    Line(
        "-f a.yaml --format json status -e prod --progress plain --color never --yes",
        StatusCommand(selection: selection()),
        globals: GlobalOptions(pipeline: "a.yaml", format: .json, progress: .plain, color: .never, assumesYes: true)
    ),
    Line(
        "status -e prod -f a.yaml --format=json",
        StatusCommand(selection: selection()),
        globals: GlobalOptions(pipeline: "a.yaml", format: .json)
    ),
]

private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

private func isEqual<Value: Equatable>(_ left: Value, _ right: Any) -> Bool { left == right as? Value }

@Suite("The program's command line")
struct CommandCatalogueTests {
    @Test func hasNoFlaw() {
        #expect(CommandCatalogue.tree.flaws == [])
    }

    @Test(arguments: commandLines)
    fileprivate func everyCommandIsUnderstood(_ line: Line) throws {
        guard case .run(let verb, let globals) = try CommandCatalogue.tree.resolve(words(line.words)) else {
            Issue.record("no command")
            return
        }
        let isSame = isEqual(line.verb, verb)
        #expect(isSame, "\(verb)")
        #expect(globals == line.globals)
    }

    @Test(arguments: [
        ("deploy", "'shipit deploy' needs --environment ENV and --version VERSION"),
        ("deploy -e prod", "'shipit deploy' needs --version VERSION"),
        ("plan -v 1", "'shipit plan' needs --environment ENV"),
        ("build -e prod", "'shipit build' needs --version VERSION"),
        ("push -e prod", "'shipit push' needs --version VERSION"),
        ("image push web:dev", "'shipit image push' needs REFERENCE"),
        ("status", "'shipit status' needs --environment ENV"),
        ("history", "'shipit history' needs --environment ENV"),
        ("completions", "'shipit completions' needs SHELL"),
        (
            "deploy -e prod -v 1.0.0 --timeout 90",
            "'--timeout' takes a duration such as 90s, 15m or 1h30m, which '90' is not"
        ),
        (
            "deploy -e prod -v a/b",
            "'--version' takes a version that can be an image's tag (letters, digits, '_', '.', '-'; at most 128),"
                + " which 'a/b' is not"
        ),
        ("deploy -e prod -v 1 --desired-count two", "'--desired-count' takes a whole number, which 'two' is not"),
        (
            "image push web:dev a@b",
            "'REFERENCE' takes an image reference with a tag, such as registry.example.com/team/auth:1.0.0,"
                + " which 'a@b' is not"
        ),
        ("deploy -e prod -v 1 --evnironment test", "unknown option '--evnironment'"),
        ("depoly", "unknown command 'shipit depoly'"),
        ("status -e prod web", "unexpected argument 'web'"),
        ("rollback --to 1 --to 2", "'--to' is given twice"),
        ("validate --format xml", "'--format' takes one of text, json, which 'xml' is not"),
    ])
    func whatMeansNothingIsToldApart(_ line: String, _ message: String) {
        let error = #expect(throws: UsageError.self) { try CommandCatalogue.tree.resolve(words(line)) }
        #expect(error?.message == message)
    }

    @Test func aReferenceWithoutATagIsTheLatest() throws {
        let argument = try #require(ReferenceArgument(argument: "registry.example.com/team/web"))
        #expect(argument.reference.map { "\($0)" } == "registry.example.com/team/web:latest")
    }

    @Test func theHelpPageOfDeploy() throws {
        guard case .help(let page) = try CommandCatalogue.tree.resolve(["deploy", "--help"]) else {
            Issue.record("no page")
            return
        }
        #expect(page.text(width: 80) == deployPage)
    }
}

private let deployPage = """
    Build, push, register and roll out services, and watch them become healthy

    Usage: shipit deploy -e ENV -v VERSION [options]

    Everything is checked before anything changes, and every image is in the
    registry before any service changes. Services that depend on each other wait for
    each other.

    When a deployment fails, what served before serves again, and the cause is
    shown. Running the same command again after a crash finishes the job.

    Options:
      -e, --environment ENV        The environment, by its name in the pipeline
                                   (required)
      -s, --service SERVICE        A service, as often as wanted; without it all of
                                   the pipeline (may be repeated)
      -v, --version VERSION        The version, which becomes the image's tag
                                   (required)
          --timeout DURATION       How long ECS may take for one service
          --no-wait                Return once the deployments have begun (exit code
                                   5)
          --dry-run                Show what would change, and change nothing
          --force                  Start a deployment even where nothing changed
          --supersede              Replace a deployment that somebody else has under
                                   way
          --desired-count COUNT    How many tasks; without it the count stays as it
                                   is
          --no-cache               Build without the engine's cache

    Global options:
      -f, --pipeline FILE          The pipeline file; else $SHIPIT_PIPELINE,
                                   ./shipit.yaml, or the only file in ./pipelines
          --format FORMAT          How results are written to stdout (one of text,
                                   json; default: text)
          --progress KIND          How a run is shown on stderr (one of auto, live,
                                   plain, none; default: auto)
          --color WHEN             When output is coloured (one of auto, always,
                                   never; default: auto)
          --yes                    Answer yes where a terminal would be asked
      -h, --help                   Show this page

    Environment:
      SHIPIT_PIPELINE              The pipeline file
      SHIPIT_STATE_DIR             Where journals and caches are kept
      AWS_PROFILE, AWS_REGION, …   As the AWS CLI takes them
      DOCKER_HOST, DOCKER_CONTEXT  The Docker Engine, as docker takes them

    Examples:
      # Everything in the pipeline, in order
      shipit deploy -e prod -v 1.0.0

      # One service
      shipit deploy -e prod -s auth-service -v 1.0.0

    """
