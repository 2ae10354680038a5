import CommandLine
import Testing

/// What a command line comes to.
private struct Line: Sendable, CustomTestStringConvertible {
    let words: [String]
    let verb: SampleVerb
    var globals = SampleGlobals()

    var testDescription: String { words.joined(separator: " ") }
}

private let prod = Deploy(target: Target(environment: "prod"), version: "1.0")

private let lines: [Line] = [
    Line(words: words("deploy -e prod -v 1.0"), verb: .deploy(prod)),
    Line(words: words("deploy --environment prod --version 1.0"), verb: .deploy(prod)),
    Line(words: words("deploy --environment=prod --version=1.0"), verb: .deploy(prod)),
    Line(words: words("deploy -eprod -v1.0"), verb: .deploy(prod)),
    Line(words: words("deploy -e=prod -v=1.0"), verb: .deploy(prod)),
    Line(
        words: words("-f a.yaml deploy -e prod --format json -v 1.0 --yes"),
        verb: .deploy(prod),
        globals: SampleGlobals(pipeline: "a.yaml", format: .json, assumesYes: true)
    ),
    Line(
        words: words("deploy -e prod -s web -sauth --service=jobs -v 1.0"),
        verb: .deploy(Deploy(target: Target(environment: "prod", services: ["web", "auth", "jobs"]), version: "1.0"))
    ),
    Line(
        words: words("deploy -e prod -v 1.0 --timeout 1h30m --retries=3 --no-wait"),
        verb: .deploy(
            Deploy(
                target: Target(environment: "prod"),
                version: "1.0",
                timeout: .seconds(5400),
                retries: 3,
                waits: false
            )
        )
    ),
    Line(words: words("deploy -e prod -v 1.0 --no-wait --wait"), verb: .deploy(prod)),
    Line(
        words: words("deploy -e prod --version=-1=a"),
        verb: .deploy(Deploy(target: Target(environment: "prod"), version: "-1=a"))
    ),
    Line(words: words("status --watch"), verb: .status(Status(watches: true))),
    Line(words: words("status -w --no-watch"), verb: .status(Status(watches: false))),
    Line(words: words("image push a:1 b/c:2"), verb: .pushImage(PushImage(image: "a:1", reference: "b/c:2"))),
    Line(
        words: words("image --yes push a:1 --platform linux/arm64 b/c:2"),
        verb: .pushImage(PushImage(image: "a:1", reference: "b/c:2", platform: "linux/arm64")),
        globals: SampleGlobals(assumesYes: true)
    ),
    Line(words: words("image push -- -a --help"), verb: .pushImage(PushImage(image: "-a", reference: "--help"))),
    Line(words: words("image push - b"), verb: .pushImage(PushImage(image: "-", reference: "b"))),
    Line(words: words("image rm"), verb: .remove(Remove())),
    Line(words: words("image rm json a b"), verb: .remove(Remove(shell: .json, files: ["a", "b"]))),
    Line(words: words("secret"), verb: .secret(Secret())),
]

@Test("A command line becomes its command and the global options", arguments: lines)
private func parse(_ line: Line) throws {
    guard case .run(let verb, let globals) = try sample.resolve(line.words) else {
        Issue.record("no command to run")
        return
    }
    #expect(verb == line.verb)
    #expect(globals == line.globals)
}

@Test("The version is asked for only before a command, where a command may have a --version of its own")
func version() throws {
    guard case .version = try sample.resolve(["--yes", "--version"]) else {
        Issue.record("not the version")
        return
    }
    guard case .run = try sample.resolve(words("deploy -e prod --version 2")) else {
        Issue.record("not a command")
        return
    }
}

@Test(
    "A group without a command, and help in any place, give the page of the deepest command",
    arguments: [
        ("", "shipit COMMAND [options]"),
        ("image", "shipit image COMMAND [options]"),
        ("help", "shipit COMMAND [options]"),
        ("help image push", "shipit image push [options] IMAGE REFERENCE"),
        ("--yes help deploy", "shipit deploy -e ENV -v VERSION [options]"),
        ("-h", "shipit COMMAND [options]"),
        ("--help deploy", "shipit deploy -e ENV -v VERSION [options]"),
        ("deploy -e -h", "shipit deploy -e ENV -v VERSION [options]"),
        ("deploy --bogus --format nonsense --help", "shipit deploy -e ENV -v VERSION [options]"),
        ("-f image deploy --help", "shipit deploy -e ENV -v VERSION [options]"),
        ("image rm x y --help", "shipit image rm [options] [FORMAT] [FILE...]"),
    ]
)
func help(_ line: String, _ usage: String) throws {
    guard case .help(let page) = try sample.resolve(words(line)) else {
        Issue.record("no help")
        return
    }
    #expect(page.usage == usage)
}

@Test("A call by the shell is told from a command line")
func completionCall() throws {
    guard case .complete(let request) = try sample.resolve(words("__complete -- deploy --help -e") + [""]) else {
        Issue.record("no completion")
        return
    }
    #expect(request.words == ["deploy", "--help", "-e"])
    #expect(request.partial == "")
}
