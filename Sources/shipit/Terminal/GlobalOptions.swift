import CommandLine

/// The options that every command takes, before or after its name.
struct GlobalOptions: OptionGroup, Hashable {
    /// Nil: `$SHIPIT_PIPELINE`, `./shipit.yaml`, or the only file in `./pipelines/`.
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
            .option(\.progress, "progress", value: "KIND", help: "How a run is shown on stderr"),
            .option(\.color, "color", value: "WHEN", help: "When output is coloured"),
            .flag(\.assumesYes, "yes", help: "Answer yes where a terminal would be asked"),
        ]
    }
}
