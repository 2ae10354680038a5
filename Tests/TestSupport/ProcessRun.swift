import Dispatch
import FoundationEssentials
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that was run to its end, and what it printed.
public struct ProcessRun: Sendable {
    /// How it ended: an exit code, or the signal that ended it as a negative number.
    public let status: Int32
    /// What it wrote to stdout.
    public let output: String
    /// What it wrote to stderr.
    public let error: String

    /// Both streams, for checks that do not care which one.
    public var everything: String { output + error }

    /// Why a program could not be run.
    public struct CannotSpawn: Error {
        /// Its path.
        public let program: String
        /// The error number.
        public let code: Int32
    }

    /// Runs a program without a shell and waits for it; cancelling the task kills it.
    ///
    /// - Parameters:
    ///   - program: Its path.
    ///   - environment: All of its environment.
    ///   - directory: Its working directory.
    ///   - onErrorLine: Called with each line of stderr as it comes and the process's id, on a thread of its own.
    public static func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        directory: String,
        onErrorLine: @escaping @Sendable (_ line: String, _ process: pid_t) -> Void = { _, _ in }
    ) async throws -> ProcessRun {
        let (output, error) = (try Pipe(), try Pipe())
        let process = try spawn(program, arguments, environment, directory, output, error)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let group = DispatchGroup()
                let texts = Mutex((output: "", error: ""))
                DispatchQueue(label: "run.stdout").async(group: group) {
                    let text = output.readAll { _ in }
                    texts.withLock { $0.output = text }
                }
                DispatchQueue(label: "run.stderr").async(group: group) {
                    let text = error.readAll { onErrorLine($0, process) }
                    texts.withLock { $0.error = text }
                }
                DispatchQueue(label: "run.wait").async {
                    group.wait()
                    var status: Int32 = 0
                    while waitpid(process, &status, 0) < 0, errno == EINTR {}
                    let signal = status & 0x7f
                    let (output, error) = texts.withLock { $0 }
                    continuation.resume(
                        returning: ProcessRun(
                            status: signal == 0 ? (status >> 8) & 0xff : -signal,
                            output: output,
                            error: error
                        )
                    )
                }
            }
        } onCancel: {
            kill(process, SIGKILL)
        }
    }

    private static func spawn(
        _ program: String,
        _ arguments: [String],
        _ environment: [String: String],
        _ directory: String,
        _ output: Pipe,
        _ error: Pipe
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writeEnd, 1)
        posix_spawn_file_actions_adddup2(&actions, error.writeEnd, 2)
        // env changes the directory and then becomes the program, so that the process's id is the program's.
        let env = "/usr/bin/env"
        let words = ([env, "-C", directory, program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, env, &actions, nil, words, variables)
        output.closeWriteEnd()
        error.closeWriteEnd()
        guard code == 0 else { throw CannotSpawn(program: program, code: code) }
        return process
    }

    /// A pipe from a child.
    private struct Pipe: Sendable {
        let readEnd: Int32
        let writeEnd: Int32

        init() throws {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw CannotSpawn(program: "pipe", code: errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (readEnd, writeEnd) = (ends[0], ends[1])
        }

        func closeWriteEnd() { close(writeEnd) }

        /// Everything up to the end, told line by line; closes the pipe.
        func readAll(onLine: (String) -> Void) -> String {
            var all: [UInt8] = []
            var lineStart = 0
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while true {
                let count = read(readEnd, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                all += buffer[..<count]
                while let end = all[lineStart...].firstIndex(of: 10) {
                    onLine(String(decoding: all[lineStart..<end], as: UTF8.self))
                    lineStart = end + 1
                }
            }
            close(readEnd)
            return String(decoding: all, as: UTF8.self)
        }
    }
}
