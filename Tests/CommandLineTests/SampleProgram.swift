import CommandLine

/// A program like the real one, small enough to be read beside its help pages.
enum SampleVerb: Sendable, Equatable {
    case deploy(Deploy)
    case status(Status)
    case pushImage(PushImage)
    case remove(Remove)
    case secret(Secret)
}

enum Format: String, Sendable, CaseIterable, ArgumentValue {
    case text, json
}

struct SampleGlobals: OptionGroup, Equatable {
    var pipeline: String?
    var format = Format.text
    var assumesYes = false

    static var bindings: [Binding<Self>] {
        [
            .option(\.pipeline, "pipeline", short: "f", value: "FILE", completion: .files, help: "The pipeline file"),
            .option(\.format, "format", value: "FORMAT", help: "How results are written"),
            .flag(\.assumesYes, "yes", help: "Ask nothing"),
        ]
    }
}

/// Where to: shared by several commands.
struct Target: OptionGroup, Equatable {
    var environment = ""
    var services: [String] = []

    static var bindings: [Binding<Self>] {
        [
            .option(
                \.environment,
                "environment",
                short: "e",
                value: "ENV",
                isRequired: true,
                completion: .dynamic { context in
                    let file = context.options["pipeline"]?.last ?? "none"
                    return [HelpTerm("prod", "from " + file), HelpTerm("stage", "from " + file)]
                },
                help: "The environment"
            ),
            .option(\.services, "service", short: "s", value: "SERVICE", help: "A service; all without it"),
        ]
    }
}

struct Deploy: Command, Equatable {
    var target = Target()
    var version = ""
    var timeout = Duration.seconds(1800)
    var retries: Int?
    var waits = true

    static var usage: Usage<Self> {
        Usage(
            "deploy",
            summary: "Build, push and roll out services, and wait until they are healthy",
            section: "Release",
            discussion: """
                Services are taken in the order of their dependencies. When one fails, it goes back to
                what ran before.

                Nothing is changed before every check has passed.
                """,
            [
                .group(\.target),
                .option(
                    \.version,
                    "version",
                    short: "v",
                    value: "VERSION",
                    isRequired: true,
                    help: "The version's name"
                ),
                .option(\.timeout, "timeout", value: "DURATION", help: "How long to wait for a service"),
                .option(\.retries, "retries", value: "COUNT", help: "Attempts"),
                .flag(\.waits, "wait", help: "Leave as soon as ECS has accepted the change"),
            ],
            environment: [HelpTerm("AWS_PROFILE", "The profile of the credentials")],
            examples: [
                HelpTerm("shipit deploy -e prod -v 1.0.0", "Everything in the pipeline"),
                HelpTerm("shipit deploy -e prod -s auth-service -v 1.0.0", "One service"),
            ]
        )
    }
}

struct Status: Command, Equatable {
    var watches = false

    static var usage: Usage<Self> {
        Usage(
            "status",
            summary: "Show what runs",
            section: "Look",
            [.flag(\.watches, "watch", short: "w", isNegatable: true, help: "Go on showing it")]
        )
    }
}

struct PushImage: Command, Equatable {
    var image = ""
    var reference = ""
    var platform: String?

    static var usage: Usage<Self> {
        Usage(
            "push",
            summary: "Push an image of the engine to a registry",
            [
                .positional(\.image, "IMAGE", help: "The image's name or id"),
                .positional(\.reference, "REFERENCE", help: "Where it goes"),
                .option(\.platform, "platform", value: "PLATFORM", help: "Which of its platforms"),
            ]
        )
    }
}

struct Remove: Command, Equatable {
    var shell: Format?
    var files: [String] = []

    static var usage: Usage<Self> {
        Usage(
            "rm",
            summary: "Remove images",
            [
                .positional(\.shell, "FORMAT", help: "Which"),
                .positional(\.files, "FILE", completion: .files, help: "More"),
            ]
        )
    }
}

struct Secret: Command, Equatable {
    static var usage: Usage<Self> { Usage("secret", summary: "Not for people", isHidden: true) }
}

let sample = CommandTree(
    root: CommandNode(
        group: "shipit",
        summary: "From a Dockerfile to healthy tasks on Amazon ECS, and back.",
        environment: [HelpTerm("SHIPIT_PIPELINE", "The pipeline file")],
        [
            CommandNode(Deploy.self) { SampleVerb.deploy($0) },
            CommandNode(Status.self) { SampleVerb.status($0) },
            CommandNode(
                group: "image",
                summary: "Work on images without a pipeline",
                section: "More",
                [
                    CommandNode(PushImage.self) { SampleVerb.pushImage($0) },
                    CommandNode(Remove.self) { SampleVerb.remove($0) },
                ]
            ),
            CommandNode(Secret.self) { SampleVerb.secret($0) },
        ]
    ),
    globals: SampleGlobals.self,
    topics: [
        HelpTopic(
            "exit-codes",
            summary: "What the exit codes mean",
            [.init("", .terms([HelpTerm("0", "done"), HelpTerm("64", "a command line that means nothing")]))]
        )
    ]
)

func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }
