import FoundationEssentials

@testable import Docker

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

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
    func program(_ name: String, _ script: String) throws {
        try write("bin/" + name, "#!/bin/sh\n" + script + "\n")
        chmod(home + "/bin/" + name, 0o700)
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
