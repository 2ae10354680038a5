import Docker
import FoundationEssentials

/// The process a run belongs to, as values: its environment variables, its directory, its clock.
package struct Workspace: Sendable {
    /// The process's environment variables; some hold secrets.
    package let environment: [String: String]
    /// The working directory, absolute.
    package let directory: String
    /// Where journals and caches are kept.
    package let state: StateDirectory
    /// The clock.
    package let now: @Sendable () -> Date

    package init(
        environment: [String: String],
        directory: String,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.environment = environment
        self.directory = directory
        self.state = StateDirectory(environment: environment)
        self.now = now
    }

    /// The workspace of this process.
    package static var current: Workspace {
        Workspace(
            environment: ProcessInfo.processInfo.environment,
            directory: FileManager.default.currentDirectoryPath
        )
    }

    /// What docker's configuration is found by.
    package var docker: DockerEnvironment {
        DockerEnvironment(variables: environment, home: environment["HOME"])
    }

    /// A path as it is seen from the root.
    package func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + "/" + path
    }
}
