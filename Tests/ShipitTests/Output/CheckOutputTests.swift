import AWS
import Images
import Pipelines
import Runner
import Testing

@testable import shipit

@Suite("What doctor, validate and image push print")
struct CheckOutputTests {
    private let doctor = DoctorOutput(
        checks: [
            DoctorCheck("pipeline file", .passed("shipit.yaml: 2 services")),
            DoctorCheck(
                "Docker Engine \(hostile)",
                .failed(
                    RunFailure(
                        "cannot use it",
                        cause: "nobody listens",
                        hint: "start it",
                        details: [hostile],
                        verdict: .refused
                    )
                )
            ),
            DoctorCheck("AWS", .skipped("name an environment by -e ENV")),
        ],
        marks: .ascii
    )

    @Test func aDoctorsChecks() {
        let text = doctor.text(style: .plain)
        #expect(
            text == """
                + pipeline file: shipit.yaml: 2 services
                x Docker Engine \(tamed): cannot use it
                    \(tamed)
                    cause: nobody listens
                    hint: start it
                - AWS: name an environment by -e ENV

                """
        )
        #expect(text.isHarmless)
        #expect(doctor.verdicts == [.refused])
        #expect(
            doctor.json == [
                "checks": [
                    ["name": "pipeline file", "result": "passed", "detail": "shipit.yaml: 2 services"],
                    [
                        "name": .string("Docker Engine \(hostile)"), "result": "failed",
                        "failure": [
                            "what": "cannot use it", "cause": "nobody listens", "hint": "start it",
                            "details": [.string(hostile)], "verdict": "refused",
                        ],
                    ],
                    ["name": "AWS", "result": "skipped", "detail": "name an environment by -e ENV"],
                ]
            ]
        )
    }

    private func diagnostic(_ severity: Diagnostic.Severity, _ line: Int, _ hint: String? = nil) -> Diagnostic {
        Diagnostic(
            severity: severity,
            file: "shipit.yaml",
            location: SourceLocation(line: line, column: 3),
            message: "unknown key \(hostile)",
            hint: hint
        )
    }

    @Test func mistakesInTheLinesTheyStandIn() {
        let file = PipelineFile(path: "shipit.yaml", text: "a:\n  \u{1B}[2Jb: 1\n")
        let output = ValidationOutput(
            file: file,
            diagnostics: [diagnostic(.error, 2, "did you mean 'c'?"), diagnostic(.warning, 1)]
        )
        let text = output.text(style: .plain)
        #expect(text.hasPrefix("shipit.yaml:1:3: warning: unknown key "))
        #expect(text.contains("\n    hint: did you mean 'c'?\n"))
        #expect(text.hasSuffix("\n\n1 error, 1 warning\n"))
        #expect(text.isHarmless)
        #expect(output.hasErrors)
        #expect(output.json["valid"] == false)
        #expect(
            output.json["diagnostics"]?.array?.first == [
                "severity": "error", "file": "shipit.yaml", "line": 2, "column": 3,
                "message": .string("unknown key \(hostile)"), "hint": "did you mean 'c'?",
            ]
        )
    }

    @Test func aFileWithoutMistakes() {
        let output = ValidationOutput(file: PipelineFile(path: "a.yaml", text: ""), diagnostics: [])
        #expect(output.text(style: .plain) == "a.yaml: no mistakes\n")
        #expect(output.json == ["valid": true, "diagnostics": []])
        #expect(ValidationOutput.count([diagnostic(.warning, 1), diagnostic(.warning, 2)]) == "2 warnings")
    }

    @Test func aPushedImageByItsDigest() throws {
        let digest = try #require(Digest("sha256:" + String(repeating: "ab", count: 32)))
        let output = PushOutput(
            image: PublishedImage(reference: try ImageReference(parsing: "r.example.com/team/web:1.0"), digest: digest)
        )
        #expect(output.text == "r.example.com/team/web@\(digest)\n")
        #expect(
            output.json == [
                "reference": "r.example.com/team/web:1.0", "digest": .string("\(digest)"),
                "pinned": .string("r.example.com/team/web@\(digest)"),
            ]
        )
    }
}
