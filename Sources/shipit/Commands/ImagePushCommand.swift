import CommandLine
import Images
import Runner

/// `shipit image push`.
struct ImagePushCommand: Verb, Equatable {
    var image = ""
    var reference = ReferenceArgument.blank
    var profile: String?

    static var usage: Usage<Self> {
        Usage(
            "push",
            summary: "Push any image of the engine to any registry, without a pipeline file",
            section: "Images",
            discussion: """
                Credentials come from docker's configuration and its helpers; for an ECR registry from AWS.
                """,
            [
                .positional(\.image, "IMAGE", help: "The image's name or id in the engine"),
                .positional(\.reference, "REFERENCE", help: "Where it goes: registry/repository:tag"),
                .option(\.profile, "profile", value: "NAME", help: "The AWS profile, for an ECR registry"),
            ],
            environment: HelpText.environment,
            examples: [
                HelpTerm("shipit image push auth:dev registry.example.com/team/auth:1.0.0", "To any registry")
            ]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        guard let reference = reference.reference else { throw RunFailure("REFERENCE is missing", verdict: .usage) }
        let stage = try RunStage(
            "image push",
            environment: nil,
            version: nil,
            services: [],
            journaling: nil,
            in: program
        )
        defer { stage.end() }
        let run = ImagePushRun(session: stage.session, workspace: program.workspace, http: program.http)
        let output = PushOutput(image: try await run.push(image, to: reference, profile: profile))
        stage.end()
        try program.print(text: output.text, json: output.json)
        return .done
    }
}
