import Runner
import Testing

@testable import shipit

@Test("A plain view adds a line for each change of state and never takes one back")
func plainRun() {
    var view = PlainView(style: .plain)
    let text = sampleRun.map { view.receive($0.event, at: moment($0.seconds)) }.joined()
    #expect(
        text == """
            12:00:00Z deploy 1.0.0 to prod: auth-service, web (run r1)
            12:00:00Z preflight started
            12:00:01Z preflight done in 1.5s: 12 checks
            12:00:02Z [auth-service] build started
            12:00:02Z [web] push started
            12:00:03Z [auth-service] build | #1 FROM busybox
            12:00:03Z [web] push: layers 12.3 MB of 40.1 MB (30%)
            12:00:04Z [web] zstd layers, since Fargate 1.4 takes them
            12:00:04Z warning: the clock is 40 s off
            12:00:05Z [auth-service] build failed after 3.0s: exit code 1
            12:00:06Z [web] push skipped: the registry has it
            12:00:06Z [web] watch started
            12:00:07Z [web] watch: tasks running (1 of 2)
            12:00:12Z [auth-service] failed: exit code 1
            12:00:12Z [web] done: web:12
            12:00:12Z deploy ended after 12s: 1 done; 1 failed

            """
    )
}

@Test("A step that says nothing for a minute is mentioned, once a minute")
func heartbeat() {
    var view = PlainView(style: .plain)
    _ = view.receive(.stepStarted(service: "web", .watch), at: moment(0))
    #expect(view.tick(at: moment(59)) == "")
    #expect(view.tick(at: moment(60)) == "12:01:00Z [web] watch still running after 1m 00s\n")
    #expect(view.tick(at: moment(61)) == "")
    _ = view.receive(.stepProgressed(service: "web", .watch, StepProgress("tasks", done: 1, total: 2)), at: moment(100))
    #expect(view.tick(at: moment(159)) == "")
    #expect(view.tick(at: moment(160)) == "12:02:40Z [web] watch still running after 2m 40s: tasks (1 of 2)\n")
    _ = view.receive(.stepFinished(service: "web", .watch, .done("", after: .seconds(161))), at: moment(161))
    #expect(view.tick(at: moment(300)) == "")
}

@Test("An event of a step that never began is no trap")
func stray() {
    var view = PlainView(style: .plain)
    #expect(view.receive(.stepProgressed(service: "x", .push, StepProgress("y")), at: moment(0)) == "")
    #expect(
        view.receive(.stepFinished(service: "x", .push, .done("", after: .zero)), at: moment(0))
            == "12:00:00Z [x] push done in 0.0s\n"
    )
}

@Test("A quiet view tells warnings only")
func quiet() {
    let view = QuietView(style: .plain)
    #expect(sampleRun.map { view.receive($0.event) }.joined() == "warning: the clock is 40 s off\n")
}

@Test(
    "Progress is told in the amounts that are known",
    arguments: [
        (StepProgress("waiting"), "waiting"),
        (StepProgress("tasks", done: 1), "tasks (1)"),
        (StepProgress("", done: 500, unit: .bytes), "500 B"),
        (StepProgress("sent", done: 500, total: 0, unit: .bytes), "sent 500 B of 0 B"),
        (StepProgress("sent", done: 999, total: 1000, unit: .bytes), "sent 999 B of 1.0 kB (99%)"),
        (StepProgress("sent", done: 2000, total: 1000, unit: .bytes), "sent 2.0 kB of 1.0 kB (100%)"),
    ]
)
func progress(_ progress: StepProgress, _ text: String) {
    #expect(RunPhrases.progress(progress) == text)
}

@Test("A run in which all went well says so in three words")
func success() {
    let summary = RunSummary(services: [.init("a", .done), .init("b", .unchanged)], duration: .seconds(27))
    #expect(RunPhrases.summary(summary) == "done in 27s")
}
