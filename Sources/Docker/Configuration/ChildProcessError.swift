/// Why a child process gave no outcome.
enum ChildProcessError: Error, Hashable, CustomStringConvertible {
    /// The program cannot be started, with the system's error number.
    case cannotStart(code: Int32, reason: String)
    /// It ran longer than it may, and was killed.
    case timeLimit(Duration)
    /// It wrote more than it may, and was killed.
    case outputTooLarge(limit: Int)
    /// What it was to read does not fit a pipe.
    case inputTooLarge(limit: Int)
    /// A call that has no reason to fail did.
    case system(reason: String)

    var description: String {
        switch self {
        case .cannotStart(_, let reason): "it cannot be started: \(reason)"
        case .timeLimit(let limit): "it did not end within \(limit.components.seconds) s and was killed"
        case .outputTooLarge(let limit): "it wrote more than \(limit) bytes and was killed"
        case .inputTooLarge(let limit): "more than \(limit) bytes cannot be passed to it"
        case .system(let reason): reason
        }
    }
}
