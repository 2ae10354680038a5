import AWS
import Pipelines

/// What `validate` prints.
struct ValidationOutput: Sendable {
    let file: PipelineFile
    let diagnostics: [Diagnostic]

    var hasErrors: Bool { diagnostics.hasErrors }

    func text(style: Style) -> String {
        guard !diagnostics.isEmpty else { return "\(DisplayText.line(file.path)): no mistakes\n" }
        let screens = DisplayText.lines(diagnostics.rendered(in: file.text)).joined(separator: "\n")
        return screens + "\n\n" + Self.count(diagnostics) + "\n"
    }

    /// `3 errors, 1 warning`.
    static func count(_ diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
        return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
    }

    var json: JSON {
        let list = diagnostics.map { diagnostic -> JSON in
            var object: JSON = [
                "severity": .string(diagnostic.severity.rawValue),
                "file": .string(diagnostic.file),
                "line": .integer(Int64(diagnostic.location.line)),
                "column": .integer(Int64(diagnostic.location.column)),
                "message": .string(diagnostic.message),
            ]
            object["hint"] = diagnostic.hint.map { .string($0) }
            return object
        }
        return ["valid": .bool(!hasErrors), "diagnostics": .array(list)]
    }
}
