import FoundationEssentials
import Runner
import TestSupport
import Testing

@Suite("A run's journal survives the run")
struct JournalTests {
    private let directory = StateDirectory(
        path: FileManager.default.temporaryDirectory.path + "/shipit-journal-\(UUID().uuidString)",
        cachePath: "/nonexistent"
    )

    private func start(_ id: RunID, verb: String = "deploy", environment: String = "test") -> JournalEntry {
        .started(
            .init(
                id: id.description,
                verb: verb,
                pipeline: "/p/shipit.yaml",
                environment: environment,
                version: "1.0.0",
                services: ["auth", "user"],
                at: Date(timeIntervalSince1970: 0)
            )
        )
    }

    private func cleanUp() { try? FileManager.default.removeItem(atPath: directory.path) }

    @Test func anIDSortsByTimeAndIsSafeInTagsAndFiles() throws {
        let early = RunID(startingAt: Date(timeIntervalSince1970: 1_763_719_200), random: 0xff_0000_0a)
        #expect(early.description == "20251121T100000Z-00000a")
        let late = RunID(startingAt: Date(timeIntervalSince1970: 1_763_719_201), random: 0)
        #expect(early.description < late.description)
        #expect(late.description.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    }

    @Test func theLastDeployTellsWhatItChangedEvenWhenItWasKilled() throws {
        defer { cleanUp() }
        let first = RunID(startingAt: Date(timeIntervalSince1970: 100), random: 1)
        let second = RunID(startingAt: Date(timeIntervalSince1970: 200), random: 2)
        for id in [first, second] {
            let journal = try Journal(in: directory, for: id)
            try journal.append(start(id))
            try journal.append(.deploying(.init(service: "auth", cluster: "c", from: "a:1")))
            try journal.append(.finished(service: "auth", verdict: .done, detail: ""))
            try journal.append(.deploying(.init(service: "user", cluster: "c", from: "u:1")))
            // The second run is killed here: no verdict for `user`, no end.
            if id == first {
                try journal.append(.finished(service: "user", verdict: .rolledBack, detail: ""))
                try journal.append(.ended(verdict: "rolledBack", at: Date(timeIntervalSince1970: 1)))
            }
        }
        let store = JournalStore(directory)
        let last = try #require(store.lastDeploy(from: "/p/shipit.yaml", environment: nil))
        #expect(last.start.id == second.description)
        #expect(last.changedServices == ["auth", "user"])
        #expect(!last.hasEnded)
        let before = try #require(store.newest { $0.start.id == first.description })
        #expect(before.changedServices == ["auth"])
        #expect(before.hasEnded)
        #expect(store.lastDeploy(from: "/p/other.yaml", environment: nil) == nil)
        #expect(store.lastDeploy(from: "/p/shipit.yaml", environment: "prod") == nil)
    }

    @Test func aLineCutShortAndForeignFilesAreNoObstacle() throws {
        defer { cleanUp() }
        let id = RunID(startingAt: Date(timeIntervalSince1970: 100), random: 1)
        let journal = try Journal(in: directory, for: id)
        try journal.append(start(id))
        try journal.append(.deploying(.init(service: "auth", cluster: "c", from: nil)))
        var bytes = Array(try #require(FileManager.default.contents(atPath: journal.path)))
        bytes += Array("{\"deploying\":{\"_0\":{\"ser".utf8)
        #expect(RunRecord(text: bytes)?.changedServices == ["auth"])
        #expect(RunRecord(text: Array("not json\n".utf8)) == nil)
        let junk = directory.path + "/runs/zzz.jsonl"
        #expect(FileManager.default.createFile(atPath: junk, contents: Data("junk".utf8)))
        #expect(JournalStore(directory).lastDeploy(from: "/p/shipit.yaml", environment: "test") != nil)
    }

    @Test func aJournalThatCannotBeMadeIsAnError() throws {
        #expect(throws: JournalError.self) {
            _ = try Journal(
                in: StateDirectory(path: "/proc/shipit", cachePath: "/proc"),
                for: RunID(startingAt: Date(timeIntervalSince1970: 0), random: 0)
            )
        }
    }

    @Test(arguments: [
        (["SHIPIT_STATE_DIR": "/s", "HOME": "/h"], "/s", "/s/cache"),
        (["XDG_STATE_HOME": "/x", "XDG_CACHE_HOME": "/c", "HOME": "/h"], "/x/shipit", "/c/shipit"),
        (["HOME": "/h"], "/h/.local/state/shipit", "/h/.cache/shipit"),
        (["SHIPIT_STATE_DIR": "relative", "HOME": "/h"], "/h/.local/state/shipit", "/h/.cache/shipit"),
    ])
    func theStateDirectoryFollowsTheEnvironment(_ environment: [String: String], _ path: String, _ cache: String) {
        #expect(StateDirectory(environment: environment) == StateDirectory(path: path, cachePath: cache))
    }
}
