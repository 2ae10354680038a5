import AWS
import Runner

/// What a run prints at its end.
struct ReportOutput: Sendable {
    let report: RunReport

    /// A table of the services; empty for a run that failed before it knew any.
    func text(width: Int?, style: Style) -> String {
        guard report.failure == nil || report.services.contains(where: { $0.verdict != .notStarted }) else { return "" }
        var table = Table(columns: [
            .init(title: "SERVICE"), .init(title: "RESULT"), .init(title: "VERSION"), .init(title: "REVISION"),
            .init(title: "DETAIL", isFlexible: true),
        ])
        table.rows = report.services.map { service in
            [
                .init(service.name),
                .init(RunPhrases.verdict(service.verdict), RunPhrases.role(service.verdict)),
                .init(service.version ?? "-"),
                .init(service.revision ?? "-"),
                .init(service.detail),
            ]
        }
        return table.text(width: width, style: style)
    }

    /// What is to be shown as errors: each once.
    var failures: [RunFailure] {
        report.services.compactMap(\.failure) + (report.failure.map { [$0] } ?? [])
    }

    var json: JSON {
        var object: JSON = [
            "run": .string(report.header.id),
            "command": .string(report.header.verb),
            "exitCode": .integer(Int64(ExitCode(report.verdicts).rawValue)),
            "seconds": .number(report.duration.seconds),
            "services": .array(report.services.map(\.json)),
        ]
        object["environment"] = report.header.environment.map { .string($0) }
        object["version"] = report.header.version.map { .string($0) }
        object["failure"] = report.failure?.json
        return object
    }
}

extension ServiceReport {
    fileprivate var json: JSON {
        var object: JSON = ["name": .string(name), "verdict": .string(verdict.rawValue), "detail": .string(detail)]
        object["version"] = version.map { .string($0) }
        object["revision"] = revision.map { .string($0) }
        object["previousRevision"] = previous.map { .string($0) }
        object["image"] = image.map { .string($0) }
        object["failure"] = failure?.json
        return object
    }
}

extension RunFailure {
    /// The failure for programs.
    var json: JSON {
        var object: JSON = ["what": .string(what), "verdict": .string(verdict.rawValue)]
        object["cause"] = cause.map { .string($0) }
        object["hint"] = hint.map { .string($0) }
        if !details.isEmpty { object["details"] = .array(details.map { .string($0) }) }
        return object
    }
}

extension Duration {
    /// Seconds, to the millisecond.
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + (Double(attoseconds) / 1e15).rounded() / 1000
    }
}
