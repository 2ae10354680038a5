import Docker
import Testing

@Suite struct BuildFailureTests {
    struct Case: CustomTestStringConvertible {
        var step: String?
        let message: String
        var exitCode: Int?
        let reason: String
        let hint: String?
        var testDescription: String { message }
    }

    /// Messages as Docker 20.10 and 28 word them.
    @Test(arguments: [
        Case(
            step: "[2/3] RUN make",
            message: "executor failed running [/bin/sh -c make]: exit code: 2",
            exitCode: 2,
            reason: "step [2/3] RUN make ended with exit code 2",
            hint: nil
        ),
        Case(
            step: "[2/3] RUN make",
            message: "process \"/bin/sh -c make\" did not complete successfully: exit code: 137",
            exitCode: 137,
            reason: "step [2/3] RUN make ended with exit code 137",
            hint: "memory"
        ),
        Case(
            message:
                "failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: RUMM",
            reason: "dockerfile parse error line 2: unknown instruction: RUMM",
            hint: "spelling"
        ),
        Case(
            message:
                "failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: Unknown flag: link",
            reason: "dockerfile parse error line 2: Unknown flag: link",
            hint: "# syntax=docker/dockerfile:1"
        ),
        Case(
            step: "[internal] load metadata for host/a:1",
            message:
                "failed to solve with frontend dockerfile.v0: failed to create LLB definition: pulling from host host failed with status code [manifests 1]: 401 Unauthorized",
            reason:
                "base image host/a:1 cannot be read: pulling from host host failed with status code [manifests 1]: 401 Unauthorized",
            hint: "docker login"
        ),
        Case(
            step: "[internal] load metadata for host/a:1",
            message: "failed to solve: host/a:1: not found",
            reason: "base image host/a:1 cannot be read: host/a:1: not found",
            hint: "name and tag"
        ),
        Case(
            step: "[internal] load metadata for host/a:1",
            message: "dial tcp 127.0.0.1:1: connect: connection refused",
            reason: "base image host/a:1 cannot be read: dial tcp 127.0.0.1:1: connect: connection refused",
            hint: "cannot reach the registry"
        ),
        Case(
            step: "[internal] load metadata for docker.io/library/b:latest",
            message: "b: failed to resolve source metadata: no such host (did you mean builder?)",
            reason:
                "base image docker.io/library/b:latest cannot be read: b: failed to resolve source metadata: no such host (did you mean builder?)",
            hint: "did you mean builder?"
        ),
        Case(
            step: "[2/2] COPY a /a",
            message: "failed to compute cache key: \"/a\" not found: not found",
            reason: "step [2/2] COPY a /a: \"/a\" not found: not found",
            hint: "ignore file"
        ),
        Case(
            step: "[2/2] RUN x",
            message: "secret a not found: not found",
            reason: "step [2/2] RUN x: secret a not found: not found",
            hint: "secrets"
        ),
    ])
    func namesStepCauseAndHelp(_ wanted: Case) {
        let step = wanted.step.map { BuildStep(id: "a", name: $0, state: .failed(wanted.message)) }
        let failure = BuildFailure(message: wanted.message, step: step, exitCode: wanted.exitCode)
        #expect(failure.reason == wanted.reason)
        if let hint = wanted.hint {
            #expect(failure.hint?.contains(hint) == true)
        } else {
            #expect(failure.hint == nil)
        }
    }

    @Test func shortensAnInstructionThatIsAScript() {
        let step = BuildStep(id: "a", name: "[2/2] RUN " + String(repeating: "x", count: 9000), state: .failed("x"))
        let failure = BuildFailure(message: "x", step: step, exitCode: 1)
        #expect(failure.reason.count < 300)
    }
}
