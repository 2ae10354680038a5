import FoundationEssentials
import HTTP
import Images
@testable import Registry
import Testing

@Suite("An upload's decisions")
struct UploadMachineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var checks = true
        let observations: [UploadMachine.Observation]
        /// The first action and the one after each observation.
        let actions: [String]
        var testDescription: String { name }
    }

    private static let session = URL(filePath: "/session")
    private static let next = URL(filePath: "/next")
    private static let busy = UploadMachine.Observation.refused(.init(status: 503))
    private static let silence = UploadMachine.Observation.unanswered(isTemporary: true)

    private static func opened(_ isComplete: Bool) -> UploadMachine.Observation {
        .opened(session, isComplete: isComplete)
    }

    private static func refused(_ status: Int, _ codes: String...) -> UploadMachine.Observation {
        .refused(.init(status: status, codes: codes))
    }

    @Test(
        "follow what was observed",
        arguments: [
            Case(name: "a blob that is there", observations: [.exists], actions: ["check", "existed"]),
            Case(
                name: "a complete blob",
                observations: [.missing, opened(true), .stored],
                actions: ["check", "open", "put /session", "uploaded"]
            ),
            Case(
                name: "a growing blob",
                checks: false,
                observations: [opened(false), .streamed(next: next), .stored],
                actions: ["open", "stream /session", "commit /next", "uploaded"]
            ),
            Case(name: "mounted", observations: [.missing, .mounted], actions: ["check", "open", "mounted"]),
            Case(name: "may not ask", observations: [refused(403)], actions: ["check", "open"]),
            Case(name: "asking fails", observations: [refused(400)], actions: ["check", "fail"]),
            Case(
                name: "busy at the question",
                observations: [busy, .rested, .exists],
                actions: ["check", "rest, check", "check", "existed"]
            ),
            Case(
                name: "busy at the session",
                checks: false,
                observations: [busy, .rested, opened(true)],
                actions: ["open", "rest, open", "open", "put /session"]
            ),
            Case(
                name: "a stream breaks: a new session, never the old one",
                checks: false,
                observations: [opened(false), silence, .rested],
                actions: ["open", "stream /session", "rest, open", "open"]
            ),
            Case(
                name: "an answer is lost: the registry has the blob",
                observations: [.missing, opened(true), silence, .rested, .exists],
                actions: ["check", "open", "put /session", "rest, check", "check", "uploaded"]
            ),
            Case(
                name: "an answer is lost: the registry has nothing",
                observations: [.missing, opened(true), silence, .rested, .missing],
                actions: ["check", "open", "put /session", "rest, check", "check", "open"]
            ),
            Case(
                name: "an answer is lost and the question is refused",
                checks: false,
                observations: [opened(true), silence, .rested, refused(403)],
                actions: ["open", "put /session", "rest, check", "check", "open"]
            ),
            Case(
                name: "ECR's 416",
                checks: false,
                observations: [opened(false), refused(416, "BLOB_UPLOAD_INVALID"), .rested],
                actions: ["open", "stream /session", "rest, open", "open"]
            ),
            Case(
                name: "the session is lost at its end",
                checks: false,
                observations: [opened(false), .streamed(next: next), refused(404, "BLOB_UPLOAD_UNKNOWN"), .rested],
                actions: ["open", "stream /session", "commit /next", "rest, check", "check"]
            ),
            Case(
                name: "no repository",
                checks: false,
                observations: [refused(404, "NAME_UNKNOWN")],
                actions: ["open", "fail"]
            ),
            Case(
                name: "no repository after all",
                checks: false,
                observations: [opened(true), refused(404, "NAME_UNKNOWN")],
                actions: ["open", "put /session", "fail"]
            ),
            Case(name: "denied", checks: false, observations: [refused(403, "DENIED")], actions: ["open", "fail"]),
            Case(
                name: "TLS",
                checks: false,
                observations: [.unanswered(isTemporary: false)],
                actions: ["open", "fail"]
            ),
        ]
    )
    func decisions(_ test: Case) {
        var machine = UploadMachine(checks: test.checks, timing: TestClock().timing)
        var actions = [words(machine.start)]
        for observation in test.observations { actions.append(words(machine.observe(observation))) }
        #expect(actions == test.actions)
    }

    @Test("give up after some lost sessions in a row")
    func sessions() {
        let clock = TestClock()
        var machine = UploadMachine(checks: false, timing: clock.timing)
        var count = 0
        var action = machine.start
        while action != .fail, count < 100 {
            switch action {
            case .open: action = machine.observe(Self.opened(false))
            case .rest: action = machine.observe(.rested)
            default:
                count += 1
                action = machine.observe(Self.refused(416))
            }
        }
        #expect(count == 5)
    }

    @Test("abandon a session that broke")
    func abandoning() {
        var machine = UploadMachine(checks: false, timing: TestClock().timing)
        _ = machine.observe(Self.opened(false))
        _ = machine.observe(Self.silence)
        #expect(machine.takeAbandoned() == Self.session)
        #expect(machine.takeAbandoned() == nil)
        #expect(machine.session == nil)
    }

    @Test("rests double, are random, wait as long as they are told, and end by time without progress")
    func rests() async throws {
        let clock = TestClock()
        var timing = clock.timing
        timing.patience = .seconds(100)
        var backoff = Backoff(timing)
        #expect(backoff.next() == .milliseconds(100))
        #expect(backoff.next() == .milliseconds(200))
        #expect(backoff.next(retryAfter: .seconds(30)) == .milliseconds(30_400))
        backoff.progressed()
        #expect(backoff.next() == .milliseconds(100))
        try await timing.sleep(.seconds(90))
        #expect(backoff.next(retryAfter: .seconds(30)) == nil)
        #expect(backoff.next() != nil)
        try await timing.sleep(.seconds(11))
        #expect(backoff.next() == nil)
    }

    private func words(_ action: UploadMachine.Action) -> String {
        switch action {
        case .check: "check"
        case .open: "open"
        case .stream(let url): "stream \(url.path)"
        case .put(let url): "put \(url.path)"
        case .commit(let url): "commit \(url.path)"
        case .rest(_, let then): "rest, \(then)"
        case .done(let outcome): "\(outcome)"
        case .fail: "fail"
        }
    }
}
