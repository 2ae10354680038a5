/// What a container's exit code usually means.
package enum ExitCode {
    /// A short sentence; nil for a code that only the application knows.
    package static func meaning(_ code: Int) -> String? {
        switch code {
        case 0: "the program ended by itself, without an error; a service's container must keep running"
        case 1: "the program ended with an error"
        case 2: "the program was used wrongly, or its shell script has a mistake"
        case 125: "the container could not be created"
        case 126: "the command is there and cannot be executed"
        case 127: "the command was not found"
        case 132: "illegal instruction (SIGILL): built for another processor"
        case 134: "the program aborted itself (SIGABRT)"
        case 135: "bus error (SIGBUS)"
        case 136: "arithmetic error (SIGFPE)"
        case 137: "killed (SIGKILL): out of memory, or it did not stop within stopTimeout"
        case 139: "segmentation fault (SIGSEGV)"
        case 143: "ended on request (SIGTERM)"
        case 255: "the program ended with -1, or the command was not found"
        case 129...192: "ended by signal \(code - 128)"
        default: nil
        }
    }
}
