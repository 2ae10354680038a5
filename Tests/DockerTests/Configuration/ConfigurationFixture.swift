import FoundationEssentials

@testable import Docker

/// A home directory with docker's configuration and programs of its own, removed when the test is done.
final class ConfigurationFixture: Sendable {
    let home: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "docker-\(UUID().uuidString)")
        home = url.path
        try FileManager.default.createDirectory(atPath: home + "/bin", withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: home)
    }

    func write(_ name: String, _ content: String) throws {
        let path = home + "/" + name
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(filePath: path))
    }

    /// Writes a shell script into the search path.
    ///
    /// A child does the writing: a file that this process has open for writing while another test starts a
    /// child is open in that child too for a moment, in which nobody can run it.
    func program(_ name: String, _ script: String) async throws {
        let writer = ChildProcess(
            executable: "/bin/sh",
            arguments: ["-c", #"cat > "$1" && chmod 700 "$1""#, "sh", home + "/bin/" + name],
            environment: ["PATH": "/usr/bin:/bin"],
            input: Array("#!/bin/sh\n\(script)\n".utf8),
            timeLimit: .seconds(60)
        )
        guard try await writer.run().exit == .code(0) else { throw CocoaError(.fileWriteUnknown) }
    }

    func environment(_ variables: [String: String] = [:]) -> DockerEnvironment {
        DockerEnvironment(
            variables: ["PATH": home + "/bin:/usr/bin:/bin", "HOME": home].merging(variables) { $1 },
            home: home,
            systemSocket: home + "/run/docker.sock"
        )
    }

    func configuration(_ variables: [String: String] = [:]) throws -> DockerConfiguration {
        try DockerConfiguration(reading: environment(variables))
    }

    func config(_ json: String) throws {
        try write(".docker/config.json", json)
    }
}
