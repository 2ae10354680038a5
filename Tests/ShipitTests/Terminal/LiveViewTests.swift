import Runner
import Testing

@testable import shipit

/// A live view and the screen that it writes to.
private struct Stage {
    var view = LiveView(style: .plain, marks: .ascii)
    var screen: Screen
    var size: TerminalSize

    init(columns: Int = 72, rows: Int = 24) {
        self.screen = Screen(columns: columns, rows: rows)
        self.size = TerminalSize(columns: columns, rows: rows)
    }

    mutating func play(_ events: [(seconds: Double, event: Event)]) {
        for (seconds, event) in events {
            view.receive(event, at: moment(seconds))
            draw(seconds)
        }
    }

    @discardableResult
    mutating func draw(_ seconds: Double) -> String {
        let text = view.frame(at: moment(seconds), in: size)
        screen.write(text)
        return text
    }

    mutating func close(_ seconds: Double) { screen.write(view.close(at: moment(seconds), in: size)) }
}

@Test("What runs has one line each that moves on, and what is over stands above")
func liveFrames() {
    var stage = Stage()
    stage.play(sampleRun.filter { $0.seconds <= 4.5 })
    stage.draw(4.9)
    #expect(
        stage.screen.text == """
            deploy 1.0.0 to prod: auth-service, web
            +               preflight 1.5s    12 checks
              web           zstd layers, since Fargate 1.4 takes them
            ! the clock is 40 s off
            / auth-service  build     2.9s    #1 FROM busybox
            / web           push      2.9s    layers 40.1 MB of 40.1 MB (100%)
            """
    )
    stage.draw(5)
    #expect(stage.screen.text.contains("\n- auth-service  build     3.0s    #1 FROM busybox\n"))
    #expect(stage.screen.isCursorHidden)
}

@Test("A failed step leaves its last lines, and the end leaves nothing that pretends to be alive")
func liveEnd() {
    var stage = Stage()
    stage.play(sampleRun)
    stage.close(12)
    #expect(
        stage.screen.text == """
            deploy 1.0.0 to prod: auth-service, web
            +               preflight 1.5s    12 checks
              web           zstd layers, since Fargate 1.4 takes them
            ! the clock is 40 s off
            x auth-service  build     3.0s    exit code 1
                | #1 FROM busybox
            - web           push              skipped: the registry has it
            x auth-service  failed: exit code 1
            + web           done: web:12
            ended after 12s: 1 done; 1 failed
            - web           watch     6.0s    left
            """
    )
    #expect(!stage.screen.isCursorHidden)
    #expect(stage.screen.unknown == [])
}

@Test("Frames come ten a second at most, and none when there is nothing to show")
func rate() {
    var stage = Stage()
    #expect(stage.draw(0) == "")
    stage.view.receive(.stepStarted(service: "web", .push), at: moment(0))
    #expect(stage.draw(0) != "")
    #expect(stage.draw(0.09) == "")
    #expect(stage.draw(0.1) != "")
    stage.view.receive(.stepFinished(service: "web", .push, .done("", after: .zero)), at: moment(0.11))
    #expect(stage.draw(0.15) == "")
    #expect(stage.draw(0.2) != "")
    #expect(stage.draw(1) == "")
}

@Test("A failing step shows its last ten lines and no more")
func lastLines() {
    var stage = Stage()
    stage.view.receive(.stepStarted(service: "web", .build), at: moment(0))
    for number in 1...30 {
        stage.view.receive(.stepLogged(service: "web", .build, line: "line \(number)"), at: moment(0))
    }
    stage.view.receive(.stepLogged(service: "web", .build, line: " \t"), at: moment(0))
    stage.play([(1, .stepFinished(service: "web", .build, .failed("no", after: .seconds(1))))])
    stage.close(1)
    let logged = stage.screen.text.split(separator: "\n").filter { $0.hasPrefix("    | ") }
    #expect(logged == (21...30).map { "    | line \($0)" })
}

@Test("Lines are cut to the terminal, and more steps than rows are counted")
func small() {
    var stage = Stage(columns: 30, rows: 4)
    stage.view.receive(.runStarted(RunHeader(id: "r", verb: "deploy", services: ["a"])), at: moment(0))
    for name in ["a", "b", "c", "d", "e"] {
        stage.view.receive(.stepStarted(service: name, .push), at: moment(0))
        let progress = StepProgress("a text that is longer than the line", done: 1, total: 2)
        stage.view.receive(.stepProgressed(service: name, .push, progress), at: moment(0))
    }
    stage.draw(0)
    for step in 1...5 { stage.draw(Double(step)) }
    #expect(
        stage.screen.text == """
            deploy: a
            - a  push      5.0s    a tex~
            - b  push      5.0s    a tex~
              and 3 more
            """
    )
}

@Test("A terminal made narrower between two frames keeps no rests of the wider one")
func resize() {
    var stage = Stage(columns: 60)
    stage.view.receive(.stepStarted(service: "web", .push), at: moment(0))
    stage.view.receive(
        .stepProgressed(service: "web", .push, StepProgress("a text that fills the line well beyond half")),
        at: moment(0)
    )
    let text = stage.view.frame(at: moment(0), in: stage.size)
    stage.screen = Screen(columns: 30, rows: 24)
    stage.screen.write(text)
    stage.size = TerminalSize(columns: 30, rows: 24)
    #expect(stage.screen.text.split(separator: "\n").count == 2)
    stage.draw(1)
    #expect(stage.screen.text == "- web  push      1.0s    a t~")
}

@Test("However events fall, what is over is on the screen once, in order, and the cursor is back", arguments: 0..<50)
func anyOrder(_ seed: Int) {
    var random = Numbers(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    var stage = Stage(columns: 20 + Int.random(in: 0...60, using: &random), rows: Int.random(in: 2...8, using: &random))
    var expected: [String] = []
    var seconds = 0.0
    for number in 0..<60 {
        let service = ["a", "b", "世"].randomElement(using: &random) ?? "a"
        let step = Step.allCases.randomElement(using: &random) ?? .push
        seconds += Double.random(in: 0...0.2, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: stage.play([(seconds, .stepStarted(service: service, step))])
        case 1: stage.play([(seconds, .stepLogged(service: service, step, line: "\u{1B}[5A\rx\u{1B}[2J\(number)"))])
        case 2: stage.play([(seconds, .stepFinished(service: service, step, .done("", after: .zero)))])
        default:
            stage.play([(seconds, .note(service: nil, "note \(number)"))])
            expected.append("  note \(number)")
        }
    }
    stage.close(seconds)
    let notes = stage.screen.text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  note") }
    #expect(notes == expected)
    #expect(!stage.screen.isCursorHidden)
    #expect(stage.screen.unknown == [])
    #expect(!stage.screen.text.contains("|"))
}

/// SplitMix64: numbers that are the same in every run.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
