import Docker
import Testing

@Suite struct BuildMessageTests {
    struct Case: CustomTestStringConvertible {
        let json: String
        let message: BuildMessage
        var testDescription: String { json }
    }

    @Test(arguments: [
        Case(json: #"{"id":"moby.image.id","aux":{"ID":"sha256:ab"}}"#, message: .imageID("sha256:ab")),
        Case(json: #"{"aux":{"ID":"sha256:ab"}}"#, message: .imageID("sha256:ab")),
        Case(json: #"{"stream":"Step 1/2 : FROM x\n"}"#, message: .output("Step 1/2 : FROM x\n")),
        Case(
            json: #"{"status":"Downloading","id":"ab","progressDetail":{"current":1,"total":2},"progress":"[>"}"#,
            message: .transfer(item: "ab", status: "Downloading", current: 1, total: 2)
        ),
        Case(
            json: #"{"status":"Pulling","progressDetail":{}}"#,
            message: .transfer(item: "", status: "Pulling", current: 0, total: 0)
        ),
        Case(
            json: #"{"errorDetail":{"code":7,"message":"it broke"},"error":"it broke"}"#,
            message: .failure(message: "it broke", code: 7)
        ),
        Case(json: #"{"errorDetail":{"message":"it broke"}}"#, message: .failure(message: "it broke", code: nil)),
        Case(json: #"{"error":"it broke"}"#, message: .failure(message: "it broke", code: nil)),
        Case(json: #"{"id":"moby.buildkit.trace","aux":"***"}"#, message: .unreadableTrace),
        Case(json: #"{"id":"moby.buildkit.trace","aux":"CA=="}"#, message: .unreadableTrace),
        Case(json: #"{"id":"moby.something.new","aux":"Zm9v"}"#, message: .unknown),
        Case(json: #"{"aux":{"Tag":"x"}}"#, message: .unknown),
        Case(json: "{}", message: .unknown),
    ])
    func decodes(_ wanted: Case) throws {
        #expect(try BuildMessage(decoding: Array(wanted.json.utf8)) == wanted.message)
    }

    @Test func decodesEveryPartOfATrace() throws {
        let trace = try BuildTrace(decoding: TraceFixture.everything)
        #expect(trace.vertexes.first?.name == "[1/2] FROM base")
        #expect(trace.vertexes.first?.started == .milliseconds(1500))
        #expect(trace.vertexes.first?.error == "exit code: 7")
        #expect(trace.logs.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "hello\n")
        #expect(trace.statuses.first?.total == 2)
        #expect(trace.warnings.first?.url == "http://x")
    }

    @Test(arguments: [
        "", "null", "[]", "\u{0}", "{", #"{"stream":5}"#, "HTTP/1.1 400", String(repeating: "[", count: 9000),
    ])
    func refusesWhatIsNoMessage(_ text: String) {
        #expect(throws: DecodingError.self) { try BuildMessage(decoding: Array(text.utf8)) }
    }

    @Test func neverTrapsOnDamagedMessages() {
        var generator = SeededGenerator(seed: 3)
        let whole = Array(
            #"{"id":"a","aux":{"ID":"é"},"status":"x","progressDetail":{"current":9e18},"errorDetail":{"code":1}}"#.utf8
        )
        var refused = 0
        for _ in 0..<5000 {
            var bytes = whole
            bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: .min ... .max, using: &generator)
            if (try? BuildMessage(decoding: bytes)) == nil { refused += 1 }
        }
        #expect(refused > 0)
    }
}
