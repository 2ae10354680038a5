import Docker
import FoundationEssentials
import HTTP
import Testing

@testable import AWS
@testable import Images
@testable import Pipelines
@testable import Registry
@testable import Rollouts
@testable import Runner

/// What an error of the modules below is to be shown as.
private struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let error: any Error
    let failure: RunFailure

    init(_ name: String, _ error: any Error, _ failure: RunFailure) {
        self.name = name
        self.error = error
        self.failure = failure
    }

    var testDescription: String { name }
}

private struct Unheard: Error, CustomStringConvertible {
    let description = "nobody knows this one"
}

private let host = RegistryHost.dockerHub
private let secret = "hunter2-secret"

/// A request whose URL and body hold what nobody may see.
private let request: HTTPRequest = {
    guard let url = URL(string: "https://user:\(secret)@example.com/a?X-Amz-Security-Token=\(secret)") else {
        preconditionFailure("a test's URL is one")
    }
    return HTTPRequest(.get, url, headers: ["Authorization": secret], body: .bytes(Array(secret.utf8)))
}()

private func diagnostic(_ line: Int, _ message: String) -> Diagnostic {
    Diagnostic(
        severity: .error,
        file: "shipit.yaml",
        location: SourceLocation(line: line, column: 3),
        message: message
    )
}

private let awsCases: [Case] = [
    Case(
        "a failure keeps its words",
        RunFailure("x", cause: "y", verdict: .blocked),
        RunFailure("x", cause: "y", verdict: .blocked)
    ),
    Case("cancellation", CancellationError(), RunFailure("interrupted", verdict: .interrupted)),
    Case(
        "AWS refuses",
        AWSError(
            service: .ecs,
            operation: "UpdateService",
            code: "InvalidParameterException",
            message: "no such subnet",
            status: 400,
            requestID: "r-1"
        ),
        RunFailure(
            "ECS refused UpdateService",
            cause: "InvalidParameterException: no such subnet (request r-1)",
            verdict: .failed
        )
    ),
    Case(
        "AWS says nothing but a code",
        AWSError(service: .ecr, operation: "GetAuthorizationToken", code: "ServerException", message: "", status: 500),
        RunFailure("ECR refused GetAuthorizationToken", cause: "ServerException", verdict: .failed)
    ),
    Case(
        "AWS denies",
        AWSError(
            service: .ecs,
            operation: "UpdateService",
            code: "AccessDeniedException",
            message: "User: arn:aws:iam::1:user/ci is not authorized to perform: ecs:UpdateService on resource: arn:x",
            status: 400
        ),
        RunFailure(
            "ECS refused UpdateService",
            cause: "AccessDeniedException: User: arn:aws:iam::1:user/ci is not authorized to perform:"
                + " ecs:UpdateService on resource: arn:x",
            hint: "allow ecs:UpdateService on arn:x for arn:aws:iam::1:user/ci",
            verdict: .denied
        )
    ),
    Case(
        "credentials have expired",
        AWSError(service: .sts, operation: "GetCallerIdentity", code: "ExpiredToken", message: "expired", status: 403),
        RunFailure(
            "STS refused GetCallerIdentity",
            cause: "ExpiredToken: expired",
            hint: "the credentials have expired: sign in again (such as `aws sso login`), or renew them where they"
                + " come from, and run the same command again",
            verdict: .denied
        )
    ),
    Case(
        "no credentials",
        CredentialError.expired(origin: "the profile"),
        RunFailure(
            "there are no AWS credentials to work with",
            cause: "the credentials from the profile have expired: sign in again, or renew them there",
            verdict: .denied
        )
    ),
    Case(
        "AWS's configuration",
        AWSConfigurationError.invalidRegion("x y", from: "AWS_REGION"),
        RunFailure(
            "AWS cannot be asked",
            cause: "'x y' (AWS_REGION) is not the name of an AWS region",
            verdict: .denied
        )
    ),
    Case(
        "a rollout is refused",
        RolloutError(.refused, operation: "deploy", subject: "prod/web", cause: "there is none", hint: "make one"),
        RunFailure("prod/web: cannot deploy", cause: "there is none", hint: "make one", verdict: .refused)
    ),
    Case(
        "a rollout is in the way",
        RolloutError(.inTheWay, operation: "deploy", subject: "prod/web", cause: "x"),
        RunFailure("prod/web: cannot deploy", cause: "x", verdict: .blocked)
    ),
    Case(
        "a rollout is denied",
        RolloutError(.denied, operation: "deploy", subject: "prod/web", cause: "x"),
        RunFailure("prod/web: cannot deploy", cause: "x", verdict: .denied)
    ),
    Case(
        "a rollout fails",
        RolloutError(.failed, operation: "deploy", subject: "prod/web", cause: "x"),
        RunFailure("prod/web: cannot deploy", cause: "x", verdict: .failed)
    ),
]

private let engineCases: [Case] = [
    Case(
        "no engine",
        DockerError(.connect, "unix:///x", .socketMissing),
        RunFailure(
            "cannot use the Docker Engine at unix:///x: the engine is not running: its socket does not exist",
            hint: "start Docker, or name its socket by DOCKER_HOST or a docker context",
            verdict: .refused
        )
    ),
    Case(
        "no such image",
        DockerError(.inspect, "web:1", .noSuchImage),
        RunFailure(
            "cannot inspect image web:1: the engine has no such image",
            hint: "build or pull it first; `docker images` lists what the engine has",
            verdict: .refused
        )
    ),
    Case(
        "the engine is lost in the middle",
        DockerError(.export, "web:1", .transport(HTTPError(request, .connectionLost("reset")))),
        RunFailure(
            "cannot export image web:1: the connection was lost: reset",
            hint: "see whether the engine was restarted, and try again",
            verdict: .failed
        )
    ),
    Case(
        "a build fails",
        DockerError(
            .build,
            "web:1",
            .buildFailed(
                BuildFailure(
                    message: "failed",
                    step: BuildStep(id: "1", name: "[2/3] RUN make", state: .failed("exit")),
                    output: ["cc a.c", "a.c:1: error"],
                    exitCode: 2
                )
            )
        ),
        RunFailure(
            "cannot build web:1: step [2/3] RUN make ended with exit code 2",
            details: ["| cc a.c", "| a.c:1: error"],
            verdict: .failed
        )
    ),
    Case(
        "docker's configuration",
        DockerConfigurationError.incompleteCertificate(directory: "/certs"),
        RunFailure(
            "'/certs' has only one of the client's certificate (cert.pem) and its key (key.pem)",
            hint: "put both there, or neither",
            verdict: .refused
        )
    ),
    Case(
        "no Dockerfile",
        BuildContextError.dockerfileMissing("web/Dockerfile", similar: ["dockerfile"]),
        RunFailure(
            "there is no Dockerfile 'web/Dockerfile'",
            hint: "did you mean 'dockerfile'?",
            verdict: .refused
        )
    ),
    Case(
        "an ignore file",
        IgnoreRulesError(file: ".dockerignore", line: 3, reason: .loneException),
        RunFailure(
            ".dockerignore:3: a '!' needs a pattern after it",
            hint: "delete the line, or name what '!' is to keep",
            verdict: .refused
        )
    ),
]

private let otherCases: [Case] = [
    Case(
        "the registry wants a login",
        RegistryError(.push, host, "team/web:1", .noCredential),
        RunFailure(
            "cannot push team/web:1 to docker.io: it asks for a credential and there is none",
            hint: "log in with 'docker login docker.io'",
            verdict: .denied
        )
    ),
    Case(
        "the registry fails",
        RegistryError(.uploadBlob, host, "sha256:ab", .refused(status: 413, codes: [], message: "")),
        RunFailure(
            "cannot upload sha256:ab to docker.io: status 413",
            hint: "a proxy in front of the registry limits the size of uploads",
            verdict: .failed
        )
    ),
    Case(
        "a mistaken pipeline, by place",
        PipelineError(diagnostics: [diagnostic(9, "second"), diagnostic(2, "first")]),
        RunFailure(
            "the pipeline file has mistakes",
            details: ["shipit.yaml:2:3: error: first", "shipit.yaml:9:3: error: second"],
            verdict: .badPipeline
        )
    ),
    Case(
        "mistakes of a release",
        ReleaseError.mistakes([diagnostic(2, "first")]),
        RunFailure(
            "the pipeline file has mistakes",
            details: ["shipit.yaml:2:3: error: first"],
            verdict: .badPipeline
        )
    ),
    Case(
        "an unknown environment",
        ReleaseError.unknownEnvironment("prd", known: ["prod"], suggestion: "prod"),
        RunFailure("unknown environment 'prd': did you mean 'prod'?; the pipeline has prod", verdict: .usage)
    ),
    Case(
        "unknown services",
        ReleaseError.unknownServices([.init(name: "wbe", suggestion: "web")], known: ["web"]),
        RunFailure("unknown service 'wbe': did you mean 'web'?; the pipeline has web", verdict: .usage)
    ),
    Case(
        "a reference",
        ImageReferenceError.invalidHost("a_b"),
        RunFailure("'a_b' is no registry host", verdict: .refused)
    ),
    Case(
        "the network, without what the URL hides",
        HTTPError(request, .cannotResolveHost),
        RunFailure("testing: GET https://example.com/a", cause: "the host name is unknown", verdict: .failed)
    ),
    Case(
        "a journal",
        JournalError(path: "/s/runs/1.jsonl", code: 28),
        RunFailure(
            "cannot write the run's journal /s/runs/1.jsonl: No space left on device",
            hint: "SHIPIT_STATE_DIR names another place for it",
            verdict: .refused
        )
    ),
    Case(
        "an export that is none",
        ArchiveError.unreadable("cut"),
        RunFailure("testing failed", cause: "\(ArchiveError.unreadable("cut"))", verdict: .failed)
    ),
    Case(
        "anything else",
        Unheard(),
        RunFailure("testing failed", cause: "nobody knows this one", verdict: .failed)
    ),
]

@Suite("Every error becomes a failure with its words and its verdict")
struct RunFailureTests {
    @Test(arguments: awsCases + engineCases + otherCases)
    fileprivate func anErrorHasItsWords(_ example: Case) {
        let failure = RunFailure(example.error, while: "testing")
        #expect(failure == example.failure)
        #expect(!"\(failure)".contains(secret))
    }

    @Test func namesThatAWSDoesNotKnowAreALineEach() {
        let error = NameResolutionError(failures: [
            .init(
                place: "subnets[0]",
                reference: NameReference(.subnet, "privat"),
                problem: .notFound(suggestions: ["private"])
            ),
            .init(place: "subnets[1]", reference: NameReference(.subnet, "x"), problem: .notFound(suggestions: [])),
        ])
        let failure = RunFailure(error, while: "checking web")
        #expect(failure.what == "checking web: not every name is known in AWS")
        #expect(
            failure.details == [
                "subnets[0]: subnet 'privat' does not exist; did you mean 'private'?",
                "subnets[1]: subnet 'x' does not exist",
            ]
        )
        #expect(failure.verdict == .refused)
    }

    @Test func oneFailureKeepsItsWordsAndNoneIsNone() {
        let only = RunFailure("no cluster", hint: "make it", verdict: .denied)
        #expect(RunFailure.combined([only], "nothing was changed") == only)
        #expect(RunFailure.combined([], "nothing was changed") == nil)
    }

    @Test func severalFailuresAreToldTogetherAndLoseNothing() {
        let first = RunFailure("no cluster", cause: "AWS says so", hint: "make it", verdict: .denied)
        let second = RunFailure("no context", details: ["one", "two"], verdict: .denied)
        let third = RunFailure("blocked", verdict: .blocked)
        #expect(
            RunFailure.combined([first, second], "nothing was changed")
                == RunFailure(
                    "nothing was changed: 2 checks failed",
                    details: [
                        "no cluster", "  cause: AWS says so", "  hint: make it", "no context", "  one", "  two",
                    ],
                    verdict: .denied
                )
        )
        // Different verdicts: what they share is that a check refused.
        #expect(RunFailure.combined([first, third], "x")?.verdict == .refused)
    }

    @Test func theVerdictsOfARunAreThoseOfItsServicesAndItsOwn() {
        var report = RunReport(
            header: RunHeader(id: "r", verb: "deploy", services: ["a", "b"]),
            services: [ServiceReport("a", .done), ServiceReport("b", .rolledBack, detail: "x")],
            duration: .seconds(3)
        )
        #expect(report.verdicts == [.done, .rolledBack])
        report.failure = RunFailure("x", verdict: .interrupted)
        #expect(report.verdicts == [.done, .rolledBack, .interrupted])
        let summary = RunSummary(services: [.init("a", .done), .init("b", .rolledBack, "x")], duration: .seconds(3))
        #expect(report.summary == summary)
    }
}
