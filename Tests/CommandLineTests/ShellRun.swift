import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A shell script run to its end.
struct ShellRun {
    let output: String
    let status: Int32

    /// Runs `shell -c script arguments…` and waits; output is what it wrote to stdout and stderr.
    init(_ shell: String, _ script: String, _ arguments: [String] = [], in folder: URL) throws {
        let log = folder.appending(path: "output")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log.path(), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let environment = ["PATH=\(folder.path()):/usr/bin:/bin", "HOME=\(folder.path())"]
        var words = ([shell, "-c", script] + arguments).map { (word: String) in strdup(word) } + [nil]
        var variables = environment.map { (line: String) in strdup(line) } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, shell, &actions, nil, &words, &variables) == 0 else { throw Failure.notStarted }
        var status: Int32 = 0
        guard waitpid(process, &status, 0) == process else { throw Failure.notStarted }
        self.status = status
        self.output = try String(contentsOf: log, encoding: .utf8)
    }

    enum Failure: Error {
        case notStarted
    }

    /// Where a shell is; nil when it is not installed.
    static func find(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
