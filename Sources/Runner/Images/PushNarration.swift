import Images
import Registry

/// What is told of a push while it goes on.
enum PushNarration {
    /// - Parameter size: The image's size in bytes, as the engine says it.
    static func tell(_ progress: PushProgress, of size: Int, to reporter: StepReporter) {
        switch progress {
        case .checking: reporter.progress("asking what is there")
        case .exported(let bytes):
            reporter.progress("exported", done: Int64(bytes), total: Int64(max(size, bytes)), unit: .bytes)
        case .sent: break
        case .stored(let digest, let size, let isNew):
            reporter.log("\(digest.short), \(size) bytes\(isNew ? "" : ", was there")")
        case .repeating(let cause, let rest):
            reporter.warn("\(cause.headline); again in \(max(1, rest.components.seconds)) s")
        case .note(let text): reporter.warn(text)
        }
    }
}
