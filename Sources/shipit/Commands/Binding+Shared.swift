import CommandLine

/// Options that several commands take in the same words.
extension Binding {
    /// `-v VERSION`, which has to be given.
    static func version(
        _ path: Property<VersionArgument>,
        help: String = "The version, which becomes the image's tag"
    ) -> Self {
        .option(path, "version", short: "v", value: "VERSION", isRequired: true, help: help)
    }

    /// `-e ENV`, which may be left out.
    static func environment(_ path: Property<String?>, help: String) -> Self {
        .option(
            path,
            "environment",
            short: "e",
            value: "ENV",
            completion: .dynamic(PipelineWords.environments),
            help: help
        )
    }

    /// `-s SERVICE`, as often as wanted.
    static func services(_ path: Property<[String]>, help: String) -> Self {
        .option(
            path,
            "service",
            short: "s",
            value: "SERVICE",
            completion: .dynamic(PipelineWords.services),
            help: help
        )
    }
}
