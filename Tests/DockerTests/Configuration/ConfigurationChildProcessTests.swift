import FoundationEssentials
import Testing

@testable import Docker

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct ConfigurationChildProcessTests {
    private let fixture: ConfigurationFixture

    init() throws {
        fixture = try ConfigurationFixture()
    }

    private func shell(_ script: String, timeLimit: Duration = .seconds(60)) -> ChildProcess {
        ChildProcess(
            executable: "/bin/sh",
            arguments: ["-c", script, "name", "a b", "$HOME"],
            environment: ["ONLY": "this", "PATH": "/usr/bin:/bin"],
            timeLimit: timeLimit
        )
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Whether there is no process of that number, not even an ended one whose status nobody took.
    private func isGone(_ id: pid_t) -> Bool { kill(id, 0) != 0 && errno == ESRCH }

    private func number(in name: String) throws -> pid_t {
        let data = try Data(contentsOf: URL(filePath: fixture.home + "/" + name))
        return try #require(pid_t(String(decoding: data, as: UTF8.self).filter(\.isNumber)))
    }

    @Test func `arguments, environment, input and both outputs pass as they are`() async throws {
        var process = shell(#"cat; echo "|$1|$2|$ONLY|$HOME|"; echo oops >&2; exit 7"#)
        process.input = Array("in\0put\n".utf8)
        let outcome = try await process.run()
        #expect(outcome.exit == .code(7))
        #expect(text(outcome.output) == "in\0put\n|a b|$HOME|this||\n")
        #expect(text(outcome.errorOutput) == "oops\n")
    }

    @Test func `a child that does not read its input is no trouble`() async throws {
        var process = shell("exec <&-; exit 0")
        process.input = [UInt8](repeating: 1, count: ChildProcess.inputLimit)
        #expect(try await process.run().exit == .code(0))
        process.input.append(1)
        await #expect(throws: ChildProcessError.inputTooLarge(limit: ChildProcess.inputLimit)) {
            try await process.run()
        }
    }

    @Test func `all of a long output arrives, up to the limit`() async throws {
        var process = shell("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2")
        let outcome = try await process.run()
        #expect(outcome.output.count == 300_000)
        #expect(outcome.errorOutput.count == 300_000)
        process.outputLimit = 299_999
        await #expect(throws: ChildProcessError.outputTooLarge(limit: 299_999)) { try await process.run() }
    }

    @Test func `signals reach the child as if no one blocked them`() async throws {
        #expect(try await shell("kill -TERM $$").run().exit == .signal(SIGTERM))
        #expect(try await shell("kill -PIPE $$").run().exit == .signal(SIGPIPE))
    }

    @Test func `a program that does not exist is not started`() async throws {
        var process = shell("")
        process.executable = "/nowhere/at/all"
        let error = try await #require(throws: ChildProcessError.self) { try await process.run() }
        guard case .cannotStart(ENOENT, _) = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `a child that runs too long is killed and leaves nothing behind`() async throws {
        let process = shell(
            "trap '' TERM INT HUP; echo $$ > \(fixture.home)/id; while :; do sleep 0.05; done",
            timeLimit: .milliseconds(300)
        )
        await #expect(throws: ChildProcessError.timeLimit(.milliseconds(300))) { try await process.run() }
        #expect(isGone(try number(in: "id")))
    }

    @Test func `cancelling kills the child and leaves nothing behind`() async throws {
        let process = shell(
            "echo $$ > \(fixture.home)/part; mv \(fixture.home)/part \(fixture.home)/id; exec sleep 300"
        )
        let task = Task { try await process.run() }
        while !FileManager.default.fileExists(atPath: fixture.home + "/id") {
            try await Task.sleep(for: .milliseconds(5))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(isGone(try number(in: "id")))
    }

    @Test func `a cancelled task starts nothing`() async throws {
        let process = shell("touch \(fixture.home)/started")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await process.run()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: fixture.home + "/started"))
    }

    @Test func `what the child leaves running is not waited for`() async throws {
        let outcome = try await shell("sleep 300 & echo $!").run()
        let left = try #require(pid_t(text(outcome.output).filter(\.isNumber)))
        #expect(kill(left, SIGKILL) == 0)
        #expect(outcome.exit == .code(0))
    }

    @Test func `many children at once get each their own input and leave nothing open`() async throws {
        func openFiles() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count }
        let before = try openFiles()
        for _ in 0..<8 {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<24 {
                    group.addTask {
                        var process = shell("cat")
                        process.input = Array("\(index)".utf8)
                        return try await process.run().output == process.input
                    }
                }
                for try await isSame in group { #expect(isSame) }
            }
        }
        // Tests beside this one open files too, some hundreds; a leak would be of 8 times 24 times five.
        #expect(try openFiles() < before + 600)
    }

    @Test func `the search path is followed in order, without directories or what cannot be run`() async throws {
        try await fixture.program("tool", "")
        try fixture.write("data/tool", "")
        try fixture.write("folder/tool/x", "")
        let home = fixture.home
        let path = "relative::\(home)/nowhere:\(home)/folder:\(home)/data:\(home)/bin:/usr/bin"
        #expect(ChildProcess.find("tool", in: path) == home + "/bin/tool")
        #expect(ChildProcess.find("tool", in: "bin:.") == nil)
        #expect(ChildProcess.find("tool", in: nil) == nil)
    }
}
