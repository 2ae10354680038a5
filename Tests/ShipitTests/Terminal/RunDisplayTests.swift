import FoundationEssentials
import Runner
import Testing

@testable import shipit

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe in place of stderr.
private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        (reading, writing) = (ends[0], ends[1])
    }

    /// All that was written, once the writing end is closed.
    func contents() -> String {
        close(writing)
        defer { close(reading) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(reading, &buffer, buffer.count), count > 0 { bytes += buffer.prefix(count) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

private func display(_ view: RunView, on descriptor: Int32) -> RunDisplay {
    RunDisplay(view, descriptor: descriptor, now: { moment(0) }, size: { TerminalSize(columns: 80, rows: 24) })
}

@Test("All events reported before the end are written in order, and none after it")
func order() throws {
    let pipe = try Pipe()
    let display = display(.plain(PlainView(style: .plain)), on: pipe.writing)
    for number in 0..<100 { display.report(.note(service: nil, "\(number)")) }
    display.close()
    display.report(.note(service: nil, "late"))
    display.close()
    #expect(pipe.contents() == (0..<100).map { "12:00:00Z \($0)\n" }.joined())
}

@Test("A live view ends with the cursor shown")
func cursor() throws {
    let pipe = try Pipe()
    let display = display(.live(LiveView(style: .plain, marks: .ascii)), on: pipe.writing)
    display.report(.stepStarted(service: "web", .push))
    display.close()
    let text = pipe.contents()
    #expect(text.hasPrefix("\u{1B}[?25l"))
    #expect(text.hasSuffix("- web  push      0.0s    left\n\u{1B}[?25h"))
}

@Test("A stream that nobody reads any more ends neither the process nor the run")
func brokenPipe() throws {
    StandardStream.ignoreBrokenPipes()
    let pipe = try Pipe()
    close(pipe.reading)
    defer { close(pipe.writing) }
    #expect(throws: StandardStream.Failure.closed) { try StandardStream.write("x", to: pipe.writing) }
    let display = display(.plain(PlainView(style: .plain)), on: pipe.writing)
    display.report(.note(service: nil, "x"))
    display.report(.note(service: nil, "y"))
    display.close()
}

@Test("A text larger than a full non-blocking pipe is written whole")
func fullPipe() async throws {
    let pipe = try Pipe()
    #expect(fcntl(pipe.writing, F_SETFL, O_NONBLOCK) == 0)
    let text = String(repeating: "0123456789", count: 50_000)
    let reader = Task.detached {
        var count = 0
        var buffer = [UInt8](repeating: 0, count: 65536)
        while count < 500_000, case let read = read(pipe.reading, &buffer, buffer.count), read > 0 { count += read }
        return count
    }
    try StandardStream.write(text, to: pipe.writing)
    #expect(await reader.value == 500_000)
    close(pipe.writing)
    close(pipe.reading)
}
