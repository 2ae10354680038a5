import AWS
import Testing

@testable import Rollouts

@Suite struct RollbackTargetTests {
    static func revision(
        _ number: Int,
        version: String? = nil,
        state: ReleaseState = .good,
        previous: String? = nil,
        isActive: Bool = true
    ) -> RollbackFacts.Revision {
        RollbackFacts.Revision(
            arn: Fixture.arn(number),
            isActive: isActive,
            release: Release(
                service: "auth",
                environment: "prod",
                version: version ?? "1.\(number)",
                previous: previous,
                state: state
            )
        )
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let facts: RollbackFacts
        let target: RollbackTarget?
        var testDescription: String { name }

        init(
            _ name: String,
            live: Int,
            successes: [Int] = [],
            serving: Int? = nil,
            _ revisions: [RollbackFacts.Revision],
            _ target: (Int, RollbackTarget.Reason)?
        ) {
            self.name = name
            facts = RollbackFacts(
                leaving: Fixture.arn(live),
                successes: successes.map { Fixture.arn($0) },
                serving: serving.map { Fixture.arn($0) },
                revisions: revisions
            )
            self.target = target.map { RollbackTarget(revision: Fixture.arn($0.0), reason: $0.1) }
        }
    }

    @Test(arguments: [
        Row(
            "the newest success that is not live",
            live: 9,
            successes: [9, 7, 5],
            [revision(9), revision(8), revision(7), revision(5)],
            (7, .lastSuccessfulDeployment)
        ),
        Row(
            "a success that failed later is passed over",
            live: 9,
            successes: [9, 7, 5],
            [revision(9), revision(7, state: .rolledBack), revision(5)],
            (5, .lastSuccessfulDeployment)
        ),
        Row(
            "after a rollback: not forth to what was left",
            live: 5,
            successes: [5, 9, 5, 3],
            [revision(5), revision(9, state: .rolledBack), revision(3)],
            (3, .lastSuccessfulDeployment)
        ),
        Row(
            "an inactive success is passed over",
            live: 9,
            successes: [7, 5],
            [revision(9), revision(7, isActive: false), revision(5)],
            (5, .lastSuccessfulDeployment)
        ),
        Row(
            "history of a forced redeploy of the same revision",
            live: 9,
            successes: [9, 9, 9, 4],
            [revision(9), revision(4)],
            (4, .lastSuccessfulDeployment)
        ),
        Row(
            "no history, another one on its way: what still serves",
            live: 9,
            serving: 6,
            [revision(9, state: .pending), revision(6)],
            (6, .stillServing)
        ),
        Row(
            "no history: the live revision's tag, not the number before",
            live: 9,
            [revision(9, previous: "auth:6"), revision(8, state: .pending), revision(6)],
            (6, .previousTag)
        ),
        Row(
            "the tag names a failed one: the newest marked good",
            live: 9,
            [
                revision(9, previous: "auth:8"), revision(8, state: .failed), revision(7, state: .pending), revision(6),
                revision(5),
            ],
            (6, .markedGood)
        ),
        Row(
            "only earlier ones are gone back to",
            live: 5,
            [revision(5), revision(6), revision(7)],
            nil
        ),
        Row(
            "pending ones are never guessed",
            live: 5,
            [revision(5), revision(4, state: .pending), revision(3, state: .failed)],
            nil
        ),
        Row("nothing known", live: 1, [revision(1)], nil),
    ])
    func `the last good revision`(_ row: Row) {
        #expect(RollbackTarget.lastGood(row.facts) == row.target)
    }

    @Test(arguments: [
        ("1.7", 7), ("auth:5", 5), ("5", 5), ("arn:aws:ecs:eu-west-1:000000000000:task-definition/auth:7", 7),
        ("2.0", 8), ("again", 4),
    ])
    func `a named revision`(_ name: String, _ revision: Int) throws {
        let facts = RollbackFacts(
            leaving: Fixture.arn(9),
            revisions: [
                Self.revision(9), Self.revision(8, version: "2.0"), Self.revision(7), Self.revision(6, version: "2.0"),
                Self.revision(5), Self.revision(4, version: "again"),
                Self.revision(3, version: "again", state: .good),
            ]
        )
        #expect(try RollbackTarget.named(name, facts).revision == Fixture.arn(revision))
    }

    @Test func `of several revisions of a version the newest that did not fail`() throws {
        let facts = RollbackFacts(
            leaving: Fixture.arn(9),
            revisions: [Self.revision(8, version: "2.0", state: .failed), Self.revision(6, version: "2.0")]
        )
        #expect(try RollbackTarget.named("2.0", facts).revision == Fixture.arn(6))
    }

    @Test(arguments: ["3.0", "auth:77", "other:7", "6"])
    func `a name that is not there, or is inactive, is refused`(_ name: String) {
        let facts = RollbackFacts(
            leaving: Fixture.arn(9),
            revisions: [Self.revision(7), Self.revision(6, isActive: false)]
        )
        let error = #expect(throws: RolloutError.self) { try RollbackTarget.named(name, facts) }
        #expect(error?.kind == .refused)
        #expect(error?.hint == "There are: 1.7 (auth:7).")
    }
}
