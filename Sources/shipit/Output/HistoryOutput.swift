import AWS
import FoundationEssentials
import Rollouts

/// What `history` prints.
struct HistoryOutput: Sendable {
    let histories: [(service: String, entries: [HistoryEntry])]

    func text(width: Int?, style: Style) -> String {
        var table = Table(columns: [
            .init(title: "SERVICE"), .init(title: "WHEN"), .init(title: "VERSION"), .init(title: "REVISION"),
            .init(title: "RESULT"), .init(title: "DIGEST"), .init(title: "COMMIT"),
            .init(title: "BY", isFlexible: true),
        ])
        table.rows = histories.flatMap { service, entries in
            entries.map { entry -> [Table.Cell] in
                [
                    .init(service),
                    .init(entry.date.map(\.timestamp) ?? "-"),
                    .init(entry.release?.version ?? "-"),
                    .init(entry.revision.short),
                    .init((entry.isLive ? "live" : entry.result ?? "-"), entry.isLive ? .success : nil),
                    .init(entry.release?.digest.map { String($0.dropFirst("sha256:".count).prefix(12)) } ?? "-"),
                    .init(entry.release?.commit.map { String($0.prefix(8)) } ?? "-"),
                    .init(entry.registeredBy ?? entry.release?.run ?? "-"),
                ]
            }
        }
        return table.text(width: width, style: style)
    }

    var json: JSON {
        let services = histories.map { service, entries -> JSON in
            ["name": .string(service), "history": .array(entries.map(json))]
        }
        return ["services": .array(services)]
    }

    private func json(_ entry: HistoryEntry) -> JSON {
        var object: JSON = ["revision": .string(entry.revision.short), "live": .bool(entry.isLive)]
        object["at"] = entry.date.map { .string($0.timestamp) }
        object["version"] = entry.release.map { .string($0.version) }
        object["digest"] = entry.release?.digest.map { .string($0) }
        object["commit"] = entry.release?.commit.map { .string($0) }
        object["run"] = entry.release?.run.map { .string($0) }
        object["result"] = entry.result.map { .string($0) }
        object["reason"] = entry.reason.map { .string($0) }
        object["registeredBy"] = entry.registeredBy.map { .string($0) }
        return object
    }
}
