import CommandLine
import Pipelines
import Runner

/// `-e ENV` and `-s SERVICE`, as most commands take them.
struct ServiceSelection: OptionGroup, Equatable {
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
                completion: .dynamic(PipelineWords.environments),
                help: "The environment, by its name in the pipeline"
            ),
            .services(\.services, help: "A service, as often as wanted; without it all of the pipeline"),
        ]
    }
}

/// Words of the pipeline file, for completion.
enum PipelineWords {
    @Sendable static func environments(_ context: CompletionContext) -> [HelpTerm] {
        pipeline(context)?.environmentNames.map { HelpTerm($0, "") } ?? []
    }

    @Sendable static func services(_ context: CompletionContext) -> [HelpTerm] {
        pipeline(context)?.serviceNames.map { HelpTerm($0, "") } ?? []
    }

    /// Silent about what is wrong: a person waits in the middle of a word.
    private static func pipeline(_ context: CompletionContext) -> Pipeline? {
        let name = context.options["pipeline"]?.last
        guard let file = try? PipelineLocator.read(named: name, in: .current) else { return nil }
        return try? Pipeline(file)
    }
}
