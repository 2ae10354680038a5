import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Brings the cursor back when the process exits in the middle of a live view, by whatever path leads through `exit`.
enum CursorGuard {
    /// The descriptor of the terminal whose cursor is hidden; -1 for none.
    private static let hidden = Atomic<Int32>(-1)

    /// To be called before the cursor is hidden.
    static func arm(_ descriptor: Int32) {
        _ = registration
        hidden.store(descriptor, ordering: .relaxed)
    }

    /// To be called once the cursor is back.
    static func disarm() { hidden.store(-1, ordering: .relaxed) }

    /// Brings the cursor back if it is hidden; safe in a signal handler.
    static func restore() {
        let descriptor = hidden.exchange(-1, ordering: .relaxed)
        guard descriptor >= 0 else { return }
        let show: StaticString = "\u{1B}[?25h"
        // The process is about to end: there is nobody to tell of a failure.
        _ = write(descriptor, show.utf8Start, show.utf8CodeUnitCount)
    }

    private static let registration: Void = {
        _ = atexit { CursorGuard.restore() }
    }()
}
