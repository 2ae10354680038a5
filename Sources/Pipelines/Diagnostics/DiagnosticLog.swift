/// Where checks write what they find in one file.
struct DiagnosticLog {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []

    init(file: String) {
        self.file = file
    }

    mutating func error(_ location: SourceLocation, _ message: String, hint: String? = nil) {
        add(.error, location, message, hint)
    }

    mutating func warning(_ location: SourceLocation, _ message: String, hint: String? = nil) {
        add(.warning, location, message, hint)
    }

    private mutating func add(
        _ severity: Diagnostic.Severity,
        _ location: SourceLocation,
        _ message: String,
        _ hint: String?
    ) {
        diagnostics.append(
            Diagnostic(severity: severity, file: file, location: location, message: message, hint: hint)
        )
    }
}
