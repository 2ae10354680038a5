import FoundationEssentials
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A Python with botocore: the oracle of the differential tests.
enum Python {
    struct Failed: Error {
        let status: Int32
    }

    static let executable = Sandbox.python

    /// Runs a script with an input and an environment of exactly these variables, and returns what it printed.
    static func run(_ script: String, input: String, environment: [String: String] = [:]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shipit-python-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = ["script.py", "input.json", "output.json"].map { folder.appending(path: $0).path }
        try Data(script.utf8).write(to: URL(filePath: paths[0]))
        try Data(input.utf8).write(to: URL(filePath: paths[1]))
        let arguments = [try #require(executable), paths[0], paths[1], paths[2]]
        let status = try spawn(arguments, environment.map { "\($0.key)=\($0.value)" })
        guard status == 0 else { throw Failed(status: status) }
        return Array(try Data(contentsOf: URL(filePath: paths[2])))
    }

    private static func spawn(_ arguments: [String], _ environment: [String]) throws -> Int32 {
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid = pid_t()
        guard posix_spawnp(&pid, arguments[0], nil, nil, &argv, &envp) == 0 else { throw Failed(status: -1) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status
    }
}
