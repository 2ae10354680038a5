import CommandLine

/// The options that every command takes, before or after it.
struct GlobalOptions: OptionGroup, Equatable {
    var pipeline: String?
    var format = OutputFormat.text
    var progress = ProgressChoice.auto
    var color = ColorChoice.auto
    var assumesYes = false

    static var bindings: [Binding<Self>] {
        [
            .option(
                \.pipeline,
                "pipeline",
                short: "f",
                value: "FILE",
                completion: .files,
                help: "The pipeline file; else $SHIPIT_PIPELINE, ./shipit.yaml, or the only file in ./pipelines"
            ),
            .option(\.format, "format", value: "FORMAT", help: "How results are written to stdout"),
            .option(\.progress, "progress", value: "STYLE", help: "How progress is shown on stderr"),
            .option(\.color, "color", value: "WHEN", help: "Whether output is coloured"),
            .flag(\.assumesYes, "yes", short: "y", help: "Ask nothing: go on where a terminal would be asked"),
        ]
    }
}
