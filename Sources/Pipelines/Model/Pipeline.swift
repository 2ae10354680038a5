/// A pipeline file that stands: services, environments, and how they lie over each other.
///
/// A file is YAML (JSON is YAML) and holds, at its top:
///
///     name: microservices             # the file's name without extension where it is left out
///     defaults: {…}                   # under every service in every environment
///     environments: {test: {…}, …}    # names are the user's
///     services: {auth-service: {…}, …}
///     x-anything: …                   # keys that begin with x- only hold anchors
///
/// An environment: `cluster` and `region` (required), `account`, `endpoint`, `registry`, `profile`, `role`,
/// `createRepositories`, `confirm`, `values`, `defaults`, `services`. A service: `build` or `image`, `repository`,
/// `container`, `dependsOn`, `taskDefinition`, `service`, `deploy`.
///
/// **One rule merges** what is said about a service: `defaults`, `environments.E.defaults`, `services.S`,
/// `environments.E.services.S`, the later over the earlier. Mappings merge member by member, all else is replaced,
/// lists too, and `null` takes a member away; `environments.E.services.S: null` takes the service out of that
/// environment.
///
/// **`${…}` in any value**: `version`, `image` (in `taskDefinition`), `service`, `environment`, `account`, `region`,
/// `values.NAME`, `env:NAME`, `env:NAME:-default`; `$${` is a literal `${`. A plain scalar is read again after it was
/// filled in, so that `desiredCount: ${env:COUNT}` is a number; a quoted one stays a string.
package struct Pipeline: Sendable {
    package let name: String
    /// In the order of the file.
    package let environmentNames: [String]
    /// In the order of the file.
    package let serviceNames: [String]
    /// What is doubtful about the file, by position.
    package let warnings: [Diagnostic]

    let layers: PipelineLayers

    /// Reads a file and checks all that can be known without an environment's variables and a version.
    ///
    /// - Throws: every mistake in the file at once.
    package init(_ file: PipelineFile) throws(PipelineError) {
        var check = PipelineCheck(file)
        let layers = check.run()
        let diagnostics = check.diagnostics
        guard let layers, !diagnostics.hasErrors else { throw PipelineError(diagnostics: diagnostics) }
        self.layers = layers
        name = layers.name
        environmentNames = layers.environments.map(\.key)
        serviceNames = layers.services.map(\.key)
        warnings = diagnostics
    }
}
