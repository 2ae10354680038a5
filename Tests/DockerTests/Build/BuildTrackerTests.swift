import Docker
import Testing

@Suite struct BuildTrackerTests {
    private var tracker = BuildTracker()

    /// What becomes of a sequence of traces, as short words.
    private mutating func observe(_ fixtures: TraceFixture...) throws -> [String] {
        try fixtures.flatMap { tracker.observe(try $0.decoded) }.map(Self.word)
    }

    private static func word(_ event: BuildProgress) -> String {
        switch event {
        case .contextSent(let bytes): "sent \(bytes)"
        case .started(let step): "start \(step.name)"
        case .ended(let step):
            "\(step.state) \(step.name) \(step.duration.map { "\($0.components.seconds)s" } ?? "-")"
        case .output(let step, let line): "\(step.name)> \(line)"
        case .transfer(let step, let item, let current, let total): "\(step?.name ?? "-") \(item) \(current)/\(total)"
        case .warning(let text): "warning \(text)"
        }
    }

    @Test mutating func tellsStartOutputAndEndOfAStep() throws {
        let events = try observe(
            TraceFixture().vertex("a", "[1/1] RUN x"),
            TraceFixture().vertex("a", "[1/1] RUN x", started: 10),
            TraceFixture().log("a", "one\ntw").log("a", "o\nthree"),
            TraceFixture().vertex("a", "[1/1] RUN x", started: 10, completed: 14)
        )
        #expect(
            events == [
                "start [1/1] RUN x", "[1/1] RUN x> one", "[1/1] RUN x> two", "[1/1] RUN x> three",
                "finished [1/1] RUN x 4s",
            ]
        )
    }

    @Test mutating func showsLastOutputThatComesWithTheEnd() throws {
        let events = try observe(
            TraceFixture().vertex("a", "A", started: 10, completed: 11).log("a", "last words")
        )
        #expect(events == ["start A", "A> last words", "finished A 1s"])
    }

    @Test mutating func keepsTheTwoStreamsApart() throws {
        let events = try observe(
            TraceFixture().vertex("a", "A", started: 1),
            TraceFixture().log("a", "ou").log("a", "err\n", stream: 2).log("a", "t\n")
        )
        #expect(events == ["start A", "A> err", "A> out"])
    }

    @Test mutating func tellsACachedStepOnce() throws {
        let cached = TraceFixture().vertex("a", "A", started: 1, completed: 1, cached: true)
        let again = TraceFixture().vertex("a", "A", started: 2, completed: 2, cached: true)
        #expect(try observe(cached, cached, again) == ["cached A 0s"])
    }

    @Test mutating func tellsASecondRunAndAddsItsTime() throws {
        let events = try observe(
            TraceFixture().vertex("a", "A", started: 1, completed: 2),
            TraceFixture().vertex("a", "A", started: 5),
            TraceFixture().vertex("a", "A", started: 5, completed: 9)
        )
        #expect(events == ["start A", "finished A 1s", "start A", "finished A 5s"])
    }

    @Test mutating func passesTransfersAndWarningsOn() throws {
        let events = try observe(
            TraceFixture().vertex("a", "A", started: 1),
            TraceFixture().status("sha256:b", "a", current: 3, total: 9).warning("old thing", url: "https://x")
        )
        #expect(events == ["start A", "A sha256:b 3/9", "warning old thing (https://x)"])
    }

    @Test mutating func blamesTheStepThatTheBuilderNames() throws {
        _ = try observe(
            TraceFixture().vertex("a", "[a 1/1] RUN one", started: 1).vertex("b", "[b 1/1] RUN two", started: 1),
            TraceFixture().vertex("a", "[a 1/1] RUN one", started: 1, completed: 2, error: "context canceled"),
            TraceFixture().log("b", "boom\nunfinished", stream: 2),
            TraceFixture().vertex("b", "[b 1/1] RUN two", started: 1, completed: 2, error: "it failed: exit code: 7")
        )
        _ = tracker.observe(.failure(message: "failed to solve: it failed: exit code: 7", code: nil))
        #expect(tracker.failure?.step?.name == "[b 1/1] RUN two")
        #expect(tracker.failure?.step?.dockerfileStep?.stage == "b")
        #expect(tracker.failure?.output == ["boom", "unfinished"])
        #expect(tracker.failure?.exitCode == 7)
    }

    @Test mutating func keepsTheLastLinesOnly() throws {
        _ = try observe(TraceFixture().vertex("a", "A", started: 1))
        for line in 1...500 { _ = try observe(TraceFixture().log("a", "line \(line)\n")) }
        _ = try observe(TraceFixture().vertex("a", "A", started: 1, completed: 2, error: "exit code: 1"))
        _ = tracker.observe(.failure(message: "exit code: 1", code: nil))
        #expect(tracker.failure?.output == (471...500).map { "line \($0)" })
    }

    @Test mutating func keepsTheLastWordsOfStandardErrorHoweverMuchOutputFollows() throws {
        _ = try observe(TraceFixture().vertex("a", "A", started: 1))
        for line in 1...50 { _ = try observe(TraceFixture().log("a", "error \(line)\n", stream: 2)) }
        for line in 1...50 { _ = try observe(TraceFixture().log("a", "line \(line)\n")) }
        _ = try observe(TraceFixture().vertex("a", "A", started: 1, completed: 2, error: "exit code: 1"))
        _ = tracker.observe(.failure(message: "exit code: 1", code: nil))
        #expect(tracker.failure?.output == (41...50).map { "error \($0)" } + (31...50).map { "line \($0)" })
    }

    @Test mutating func blamesNoStepForADockerfileThatCannotBeParsed() {
        _ = tracker.observe(.failure(message: "dockerfile parse error line 2: unknown instruction: FORM", code: nil))
        #expect(tracker.failure?.step == nil)
        #expect(tracker.failure?.exitCode == nil)
        #expect(tracker.failure?.reason == "dockerfile parse error line 2: unknown instruction: FORM")
    }

    @Test mutating func followsOnlySoManySteps() throws {
        for step in 0..<(BuildTracker.maximumSteps + 10) { _ = try observe(TraceFixture().vertex("\(step)", "x")) }
        #expect(try observe(TraceFixture().vertex("9", "x", started: 1)) == ["start x"])
        #expect(try observe(TraceFixture().vertex("10005", "x", started: 1).log("10005", "a\n")) == [])
    }

    @Test mutating func takesTheLastOfSeveralImageIDs() {
        _ = tracker.observe(.imageID("sha256:first"))
        _ = tracker.observe(.imageID("sha256:last"))
        #expect(tracker.imageID == "sha256:last")
    }
}

@Suite struct ClassicBuildTrackerTests {
    @Test func makesStepsOfTheClassicBuildersText() {
        var tracker = BuildTracker()
        let text = """
            Step 1/3 : FROM busybox
             ---> 1946f1c5deb5
            Step 2/3 : COPY a a
             ---> Using cache
            Step 3/3 : RUN make
             ---> Running in 0a1b
            \u{1B}[91mwarned
            \u{1B}[0m
            """
        let events =
            tracker.observe(.output(text)) + tracker.observe(.failure(message: "returned a non-zero code: 3", code: 3))
        let words = events.map { event in
            switch event {
            case .started(let step): "start \(step.name)"
            case .ended(let step): "end \(step.name) \(step.state)"
            case .output(_, let line): "> \(line)"
            default: "?"
            }
        }
        #expect(
            words == [
                "start [1/3] FROM busybox", "end [1/3] FROM busybox finished", "start [2/3] COPY a a",
                "end [2/3] COPY a a cached", "start [3/3] RUN make", "> warned", "> ",
                "end [3/3] RUN make failed(\"returned a non-zero code: 3\")",
            ]
        )
        #expect(tracker.failure?.step?.name == "[3/3] RUN make")
        #expect(tracker.failure?.output.first == "warned")
        #expect(tracker.failure?.exitCode == 3)
    }
}
