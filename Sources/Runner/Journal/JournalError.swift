#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A journal that cannot be written.
package struct JournalError: Error, CustomStringConvertible {
    /// The file or directory.
    package let path: String
    /// The system's error number.
    package let code: Int32

    package var description: String {
        "cannot write the run's journal \(path): \(String(cString: strerror(code)))"
    }
}
