import Dispatch
import FoundationEssentials

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A program run once, without a shell: short input, bounded output, a time limit.
///
/// The child is never left behind: it is killed when the time is up, when it writes too much and when
/// the task is cancelled, and its status is always collected.
struct ChildProcess: Sendable {
    /// What fits into a pipe at once everywhere, so that nobody has to wait for the child to read it.
    static let inputLimit = 4096

    /// The program's absolute path.
    var executable: String
    var arguments: [String]
    /// The whole environment; nothing is inherited.
    var environment: [String: String]
    var input: [UInt8] = []
    /// How much it may write to each of its outputs, in bytes.
    var outputLimit = 1 << 20
    var timeLimit: Duration

    struct Outcome: Sendable {
        enum Exit: Sendable, Hashable, CustomStringConvertible {
            case code(Int32)
            case signal(Int32)

            var description: String {
                switch self {
                case .code(let code): "it ended with exit code \(code)"
                case .signal(let signal): "it was ended by signal \(signal)"
                }
            }
        }

        let exit: Exit
        let output: [UInt8]
        let errorOutput: [UInt8]
    }

    /// Runs the program on a thread of its own and waits for its end.
    ///
    /// A process that the child leaves behind is not waited for, even when it holds the outputs open.
    ///
    /// - Throws: `ChildProcessError`, or `CancellationError`.
    func run() async throws -> Outcome {
        try Task.checkCancellation()
        guard input.count <= Self.inputLimit else { throw ChildProcessError.inputTooLarge(limit: Self.inputLimit) }
        let signals = try ChildSignals()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Self.onOwnThread {
                    continuation.resume(with: Result { try runBlocking(signals) })
                }
            }
        } onCancel: {
            signals.send(.cancelled)
        }
    }

    private func runBlocking(_ signals: ChildSignals) throws -> Outcome {
        let deadline = ContinuousClock.now + timeLimit
        var spawned = try SpawnedProcess.start(self)
        let id = spawned.id
        Self.onOwnThread {
            ChildProcess.awaitEnd(of: id)
            signals.send(.ended)
        }
        let failure = spawned.watch(signals, until: deadline, timeLimit: timeLimit, outputLimit: outputLimit)
        let exit = spawned.collectStatus()
        if let failure { throw failure }
        return Outcome(exit: exit, output: spawned.output.bytes, errorOutput: spawned.errorOutput.bytes)
    }

    /// Runs what blocks. A serial queue gets a thread at once; a concurrent one waits for the pool, which these fill.
    private static func onOwnThread(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "shipit.docker.child").async(execute: body)
    }

    /// Returns when the child has ended, and leaves its status to be collected, so that its number
    /// cannot pass to another process while it may still be sent a signal.
    private static func awaitEnd(of id: pid_t) {
        var information = siginfo_t()
        while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }

    /// Finds a program in a search path; relative directories are passed over.
    static func find(_ name: String, in path: String?) -> String? {
        (path ?? "").split(separator: ":").lazy
            .filter { $0.hasPrefix("/") }
            .map { "\($0)/\(name)" }
            .first { isExecutable($0) }
    }

    private static func isExecutable(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
            && access(path, X_OK) == 0
    }
}
