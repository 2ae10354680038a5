import AWS
import Testing

@testable import Rollouts

/// ECS's own words, as they are met on Fargate, on EC2 and on an emulator.
@Suite struct StopCauseTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let name: String
        let weight: StopCause.Weight
        var testDescription: String { "\(name): \(text.prefix(60))" }

        init(_ text: String, _ name: String, _ weight: StopCause.Weight) {
            self.text = text
            self.name = name
            self.weight = weight
        }
    }

    static let rows: [Row] = [
        Row("Scaling activity initiated by (deployment ecs-svc/123)", "scaling", .harmless),
        Row("Task stopped by user", "stopped-by-user", .harmless),
        Row("Host EC2 (instance i-0a) terminated.", "host-gone", .harmless),
        Row("Your Spot Task was interrupted.", "spot-interruption", .harmless),
        Row(
            "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref"
                + " 1.dkr.ecr.eu-west-1.amazonaws.com/a:9: 1.dkr.ecr.eu-west-1.amazonaws.com/a:9: not found",
            "image-not-found",
            .fatal
        ),
        Row(
            "CannotPullContainerError: 404 Client Error for http+docker://localhost: Not Found (\"manifest unknown\")",
            "image-not-found",
            .fatal
        ),
        Row(
            "CannotPullContainerError: Error response from daemon: pull access denied for a, repository does not exist",
            "image-denied",
            .fatal
        ),
        Row("CannotPullContainerError: failed to authorize: 403 Forbidden", "image-denied", .fatal),
        Row("CannotPullContainerError: no basic auth credentials", "image-denied", .fatal),
        Row(
            "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
            "platform-mismatch",
            .fatal
        ),
        Row("CannotPullContainerError: no matching manifest for linux/arm64/v8", "platform-mismatch", .fatal),
        Row(
            "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReaderSeeker: failed open"
                + ": failed to do request: Get https://prod-eu-west-1-starport-layer-bucket: dial tcp: i/o timeout",
            "pull-network",
            .transient
        ),
        Row(
            "CannotPullContainerError: request canceled while waiting for connection (Client.Timeout exceeded)",
            "pull-network",
            .transient
        ),
        Row(
            "CannotPullContainerError: toomanyrequests: You have reached your pull rate limit",
            "pull-rate-limit",
            .transient
        ),
        Row("CannotPullContainerError: write /var/lib/x: no space left on device", "disk-full", .counts),
        Row("CannotPullContainerError: failed to unpack image on snapshotter", "image-broken", .counts),
        Row("CannotPullECRContainerError: something new", "pull-failed", .counts),
        Row(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
                + " unable to retrieve secret from asm: service call has been retried 1 time(s): AccessDeniedException: no",
            "secret-denied",
            .fatal
        ),
        Row(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
                + " ResourceNotFoundException: Secrets Manager can't find the specified secret.",
            "secret-missing",
            .fatal
        ),
        Row(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
                + " invalid ssm parameters: /a/b",
            "secret-missing",
            .fatal
        ),
        Row(
            "ResourceInitializationError: unable to pull secrets or registry auth: unexpected ARN format with parameters",
            "secret-malformed",
            .fatal
        ),
        Row(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
                + " service call has been retried 3 time(s): RequestError: send request failed, context deadline exceeded",
            "secret-network",
            .transient
        ),
        Row(
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times:"
                + " ResourceNotFoundException: The specified log group does not exist. : exit status 1",
            "log-group-missing",
            .fatal
        ),
        Row(
            "ResourceInitializationError: failed to validate logger args: AccessDeniedException",
            "logging-denied",
            .fatal
        ),
        Row("CannotStartContainerError: failed to initialize logging driver: x", "logging-failed", .counts),
        Row(
            "ResourceInitializationError: failed to download env files: file download command: 403",
            "env-file",
            .fatal
        ),
        Row(
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: mount.nfs4: timed out",
            "efs",
            .counts
        ),
        Row("Timeout waiting for network interface provisioning to complete.", "network-interface", .transient),
        Row(
            "CannotStartContainerError: failed to create task: exec: \"serve\": executable file not found in $PATH",
            "command-not-found",
            .fatal
        ),
        Row(
            "ResourceInitializationError: 400 Client Error: OCI runtime create failed: container_linux.go: starting"
                + " container process caused: exec: \"nope\": executable file not found in $PATH",
            "command-not-found",
            .fatal
        ),
        Row("CannotStartContainerError: exec /app/run: exec format error", "exec-format", .fatal),
        Row(
            "CannotStartContainerError: failed to start: exec: \"/app\": permission denied",
            "command-not-executable",
            .fatal
        ),
        Row("OutOfMemoryError: Container killed due to memory usage", "out-of-memory", .counts),
        Row("Task failed ELB health checks in (target-group arn:aws:x)", "load-balancer-health", .counts),
        Row("Task failed container health checks", "container-health", .counts),
        Row("RESOURCE:MEMORY", "capacity", .transient),
        Row("Capacity is unavailable at this time. Please try again later", "capacity", .transient),
        Row(
            "ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m",
            "runtime",
            .transient
        ),
        Row("ResourceInitializationError: something new", "initialization", .counts),
    ]

    @Test(arguments: rows) func `ECS's words have a cause`(_ row: Row) throws {
        let cause = try #require(StopCause.matching(row.text))
        #expect(cause.name == row.name)
        #expect(cause.weight == row.weight)
    }

    @Test(arguments: [(0, "ended"), (1, "crashed"), (127, "command-failed"), (137, "killed"), (139, "crashed")])
    func `without telling words the exit code tells`(_ code: Int, _ name: String) {
        #expect(StopCause(of: Fixture.stopped("t", exitCode: code)).name == name)
    }

    @Test func `a container's reason tells more than the task's`() {
        let task = Fixture.stopped(
            "t",
            exitCode: 137,
            containerReason: "OutOfMemoryError: Container killed due to memory usage"
        )
        #expect(StopCause(of: task).name == "out-of-memory")
    }

    @Test func `a task that ECS's scheduler stops without a complaint is no failure`() {
        let task = Fixture.stopped("t", code: "ServiceSchedulerInitiated", reason: "Something new", exitCode: 137)
        #expect(StopCause(of: task).weight == .harmless)
    }

    @Test func `every cause says what to do`() {
        for rule in StopCause.catalogue {
            #expect(rule.cause.meaning.hasSuffix("."))
            #expect(rule.cause.remedy.hasSuffix("."))
            let phrases = rule.groups.flatMap { $0 }
            #expect(phrases == phrases.map { $0.lowercased() })
        }
    }
}
