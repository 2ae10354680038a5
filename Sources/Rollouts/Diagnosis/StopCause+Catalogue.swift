// AWS's pages "Stopped tasks error messages", "CannotPullContainer task errors" and "Service event messages"
// (ECS developer guide), as loose phrases.

extension StopCause {
    /// Read from the top: the first match counts.
    static let catalogue: [Rule] = harmless + secrets + logging + pulls + starts + health + resources + platform

    private static let harmless: [Rule] = [
        Rule(
            "scaling",
            .harmless,
            [["scaling activity initiated by"]],
            "The scheduler replaced or removed the task.",
            "Nothing to do."
        ),
        Rule(
            "spot-interruption",
            .harmless,
            [["spot task was interrupted", "spotinterruption"]],
            "AWS took the spot capacity back.",
            "Use on-demand capacity for a base of the tasks."
        ),
        Rule(
            "host-gone",
            .harmless,
            [["host ec2 (instance"]],
            "The instance that ran the task was stopped or terminated.",
            "Nothing to do: ECS places it elsewhere."
        ),
        Rule(
            "stopped-by-user",
            .harmless,
            [["stopped by user"]],
            "Somebody stopped the task.",
            "Nothing to do."
        ),
    ]

    private static let network = [
        "context deadline", "requesterror", "request canceled", "i/o timeout", "context canceled", "dial tcp",
        "connection refused", "no such host", "tls handshake timeout", "httpreaderseeker", "net/http", "timeout",
    ]
    private static let denied = [
        "accessdenied", "access denied", "not authorized", "403 forbidden", "unauthorized", "no basic auth",
    ]
    private static let secret = [
        "secret", "ssm", "execution resource retrieval", "parameter", "registry auth",
    ]

    private static let secrets: [Rule] = [
        Rule(
            "secret-denied",
            .fatal,
            [["resourceinitializationerror"], secret, denied],
            "The task's execution role may not read a secret.",
            "Allow it secretsmanager:GetSecretValue or ssm:GetParameters on that secret, and kms:Decrypt on its key."
        ),
        Rule(
            "secret-missing",
            .fatal,
            [
                ["resourceinitializationerror"], secret,
                [
                    "resourcenotfound", "invalid ssm parameter", "invalid parameters",
                    "can't find the specified secret",
                    "did not contain json key", "not found", "does not exist",
                ],
            ],
            "A secret that the task definition names is not there, or lacks the key.",
            "Look whether the secret, parameter or JSON key of valueFrom exists in this region."
        ),
        Rule(
            "secret-malformed",
            .fatal,
            [
                ["resourceinitializationerror"],
                ["unexpected arn format", "looking for beginning of value", "invalid arn"],
            ],
            "A secret's valueFrom is malformed, or the secret is not JSON.",
            "Correct valueFrom; a JSON key needs a secret that is JSON."
        ),
        Rule(
            "secret-network",
            .transient,
            [["resourceinitializationerror"], secret, network],
            "The task has no way to Secrets Manager, SSM or ECR.",
            "Give it a NAT gateway, or endpoints for secretsmanager, ssm, ecr.api and ecr.dkr, and S3."
        ),
    ]

    private static let logging: [Rule] = [
        Rule(
            "log-group-missing",
            .fatal,
            [["log group", "logger args", "create stream"], ["not exist", "notfound"]],
            "The log group of the task definition is not there.",
            "Create it, or set awslogs-create-group to true and allow the execution role logs:CreateLogGroup."
        ),
        Rule(
            "logging-denied",
            .fatal,
            [["logger args", "logging driver", "log stream", "create stream"], denied],
            "The task's execution role may not write to the log group.",
            "Allow it logs:CreateLogStream and logs:PutLogEvents."
        ),
        Rule(
            "logging-failed",
            .counts,
            [["logger args", "logging driver", "log driver"]],
            "The container's log driver cannot start.",
            "Look at logConfiguration and the way to the log service."
        ),
        Rule(
            "env-file",
            .fatal,
            [["env file", "environment file"], denied + ["not found", "nosuchkey", "failed to download"]],
            "An environment file cannot be read from S3.",
            "Look whether it is there, and allow the execution role s3:GetObject and s3:GetBucketLocation."
        ),
        Rule(
            "efs",
            .counts,
            [["efs", "failed to mount", "mount.nfs"]],
            "A file system cannot be mounted.",
            "Look at the file system's security group (port 2049), its mount targets and the access point."
        ),
        Rule(
            "network-interface",
            .transient,
            [[" eni", "network interface"], ["provision", "configure", "timeout", "failed"]],
            "The task got no network interface.",
            "Look whether the subnets have free addresses and the security groups exist."
        ),
        Rule(
            "role",
            .fatal,
            [["unable to assume", "role"], ["unable to assume the role", "role is invalid", "invalid role"]],
            "ECS cannot assume the task's role or execution role.",
            "Look whether the role exists and trusts ecs-tasks.amazonaws.com."
        ),
    ]

    private static let pull = [
        "cannotpull", "pull access denied", "ref pull has been retried", "pulling image", "pull image",
    ]

    private static let pulls: [Rule] = [
        Rule(
            "platform-mismatch",
            .fatal,
            [["does not contain descriptor matching platform", "no matching manifest", "no match for platform"]],
            "The image was not built for the processor that the task runs on.",
            "Build it for that platform, or set runtimePlatform.cpuArchitecture in the task definition."
        ),
        Rule(
            "pull-rate-limit",
            .transient,
            [["toomanyrequests", "pull rate limit", "too many requests"]],
            "The registry refuses more pulls for a while.",
            "Use an ECR pull-through cache, or repositoryCredentials of an account with a higher limit."
        ),
        Rule(
            "disk-full",
            .counts,
            [["no space left on device"]],
            "The disk of the task or of its host is full.",
            "Raise ephemeralStorage.sizeInGiB, or make room on the host."
        ),
        Rule(
            "image-denied",
            .fatal,
            [pull, denied + ["pull access denied"]],
            "The task may not pull the image, or the repository does not exist.",
            "Give the execution role AmazonECSTaskExecutionRolePolicy; across accounts the repository needs a policy too."
        ),
        Rule(
            "image-not-found",
            .fatal,
            [
                pull,
                [
                    "not found", "manifest unknown", "repository does not exist", "name unknown", "name_unknown",
                    "invalid reference", "404", "no such image",
                ],
            ],
            "The image's tag, digest or repository is not there.",
            "Look whether it was pushed to this registry, account and region."
        ),
        Rule(
            "image-broken",
            .counts,
            [pull, ["failed to unpack", "invalid tar", "unexpected eof", "failed to register"]],
            "A layer of the image cannot be unpacked.",
            "Build and push the image again."
        ),
        Rule(
            "pull-network",
            .transient,
            [pull, network],
            "The task has no way to the registry.",
            "Give it a NAT gateway or the endpoints ecr.api, ecr.dkr and S3; in public subnets assignPublicIp ENABLED;"
                + " and let its security group reach port 443."
        ),
        Rule(
            "pull-failed",
            .counts,
            [pull],
            "The image could not be pulled.",
            "Look whether it is there and whether the task reaches the registry."
        ),
    ]

    private static let starts: [Rule] = [
        Rule(
            "exec-format",
            .fatal,
            [["exec format error"]],
            "The program was built for another processor than the task runs on.",
            "Build the image for that platform, or set runtimePlatform.cpuArchitecture in the task definition."
        ),
        Rule(
            "command-not-found",
            .fatal,
            [
                [
                    "executable file not found", "no such file or directory: unknown", "stat /", "exec: \"",
                    "no such file or directory",
                ], ["exec", "start", "entrypoint"], ["not found", "no such file"],
            ],
            "The command or entry point is not in the image.",
            "Compare command and entryPoint of the task definition with what the image holds."
        ),
        Rule(
            "command-not-executable",
            .fatal,
            [["exec", "start"], ["permission denied"]],
            "The command may not be executed.",
            "Set its executable bit in the image, or look at the container's user."
        ),
    ]

    private static let health: [Rule] = [
        Rule(
            "load-balancer-health",
            .counts,
            [["failed elb health checks", "elb health check", "is unhealthy in"]],
            "The load balancer's health check got no good answer.",
            "Look at the health check's path, port and codes, the security groups, and healthCheckGracePeriodSeconds."
        ),
        Rule(
            "container-health",
            .counts,
            [["failed container health checks", "container health check"]],
            "The container's own health check failed.",
            "Run healthCheck.command in the container; a slow start needs startPeriod."
        ),
        Rule(
            "out-of-memory",
            .counts,
            [["outofmemory", "out of memory", "memory usage"]],
            "The container used more memory than it may.",
            "Raise its memory limit, or lower what it uses."
        ),
    ]

    private static let resources: [Rule] = [
        Rule(
            "capacity",
            .transient,
            [
                [
                    "capacity is unavailable", "unexpected ec2 error", "resource:", "emptycapacityprovider",
                    "no container instance", "capacity", "limit on the number of",
                ]
            ],
            "There is no room for the task at the moment.",
            "Wait, add capacity or another capacity provider, or ask for a higher quota."
        ),
        Rule(
            "attribute",
            .counts,
            [["missing attribute", "attribute", "agent"], ["missing", "agent"]],
            "No host has what the task definition asks for.",
            "Look at placement constraints, the log driver and the version of the hosts' agent."
        ),
    ]

    private static let platform: [Rule] = [
        Rule(
            "initialization",
            .counts,
            [["resourceinitializationerror"]],
            "What the task needs before its containers start could not be prepared.",
            "Read ECS's words below: they name the resource."
        ),
        Rule(
            "container-start",
            .counts,
            [["cannotstartcontainer", "cannotcreatecontainer", "cannotcreatevolume"]],
            "The container could not be created or started.",
            "Read the runtime's words below."
        ),
        Rule(
            "runtime",
            .transient,
            [
                [
                    "containerruntime", "dockertimeout", "internalerror", "internal error", "cannotinspect",
                    "cannotstopcontainer", "could not transition to running", "timed out after waiting",
                ]
            ],
            "The platform could not run the container just then.",
            "Wait: ECS tries again."
        ),
    ]
}
