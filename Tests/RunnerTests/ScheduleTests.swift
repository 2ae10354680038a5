import Runner
import Synchronization
import Testing

@Suite("The order of work on services")
struct ScheduleTests {
    /// The six services of the sample: three groups, the gateway after all.
    private static let sample: [Schedule.Node] = [
        .init("auth"), .init("user"), .init("taskflow"), .init("notification"),
        .init("ai-model", dependsOn: ["auth", "user", "taskflow", "notification"]),
        .init("gateway", dependsOn: ["ai-model"]),
    ]

    @Test func independentOnesStartTogetherAndDependentOnesWait() {
        var schedule = Schedule(Self.sample, width: 8)
        #expect(schedule.start() == ["auth", "user", "taskflow", "notification"])
        #expect(schedule.start().isEmpty)
        for name in ["auth", "user", "taskflow"] { #expect(schedule.finish(name, succeeded: true).isEmpty) }
        #expect(schedule.start().isEmpty)
        _ = schedule.finish("notification", succeeded: true)
        #expect(schedule.start() == ["ai-model"])
    }

    @Test func noMoreRunThanTheWidthAllows() {
        var schedule = Schedule(Self.sample, width: 2)
        #expect(schedule.start() == ["auth", "user"])
        _ = schedule.finish("user", succeeded: true)
        #expect(schedule.start() == ["taskflow"])
    }

    @Test func aFailureStopsAllThatDependsOnItAndNothingElse() {
        var schedule = Schedule(Self.sample + [.init("other")], width: 8)
        _ = schedule.start()
        let stopped = schedule.finish("user", succeeded: false)
        #expect(stopped.map(\.name) == ["ai-model", "gateway"])
        #expect(stopped.allSatisfy { $0.stoppedBy == "user" })
        _ = schedule.finish("auth", succeeded: true)
        #expect(schedule.start().isEmpty)
    }

    @Test func dependenciesOutsideTheSelectionCountAsMet() {
        var schedule = Schedule([.init("gateway", dependsOn: ["ai-model"])], width: 1)
        #expect(schedule.start() == ["gateway"])
    }

    @Test func everyNodeRunsAfterWhatItDependsOn() async throws {
        let log = Mutex<[String]>([])
        let stopped = Mutex<[String]>([])
        try await Schedule(Self.sample, width: 3).run { name in
            log.withLock { $0.append(name) }
            return name != "ai-model"
        } onStopped: { name, by in
            stopped.withLock { $0.append("\(name) by \(by)") }
        }
        #expect(Set(log.withLock { $0 }.dropLast()) == ["auth", "user", "taskflow", "notification"])
        #expect(log.withLock { $0.last } == "ai-model")
        #expect(stopped.withLock { $0 } == ["gateway by ai-model"])
    }

    @Test func cancellingStartsNothingNewAndWaitsForWhatRuns() async {
        let started = Mutex<[String]>([])
        let ended = Mutex(0)
        let task = Task {
            try await Schedule(Self.sample, width: 2).run { name in
                started.withLock { $0.append(name) }
                while !Task.isCancelled { await Task.yield() }
                ended.withLock { $0 += 1 }
                return true
            } onStopped: { _, _ in
            }
        }
        while started.withLock({ $0.count }) < 2 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(Set(started.withLock { $0 }) == ["auth", "user"])
        #expect(ended.withLock { $0 } == 2)
    }
}
