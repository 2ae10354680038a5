extension Shape {
    /// RegisterTaskDefinition's members (API version 2014-11-13, botocore's model of 2026). Members that AWS adds
    /// later are passed on as they are; this table only tells strings from numbers and finds misspellings.
    static let taskDefinition = aws(taskMembers.merging(taskPlacement) { first, _ in first })

    private static let taskMembers: [String: Shape] = [
        "family": .text(.name),
        "taskRoleArn": string,
        "executionRoleArn": string,
        "networkMode": .word(["bridge", "host", "awsvpc", "none"]),
        "containerDefinitions": .list(containerDefinition),
        "volumes": .list(volume),
        "requiresCompatibilities": .list(launchType),
        "cpu": string,
        "memory": string,
        "tags": tags,
        "pidMode": .word(["host", "task"]),
        "ipcMode": .word(["host", "task", "none"]),
        "ephemeralStorage": aws(["sizeInGiB": int]),
        "runtimePlatform": aws([
            "cpuArchitecture": .word(["X86_64", "ARM64"]),
            "operatingSystemFamily": string,
        ]),
        "enableFaultInjection": .boolean,
    ]

    private static let taskPlacement: [String: Shape] = [
        "placementConstraints": .list(aws(["type": string, "expression": string])),
        "proxyConfiguration": aws(["type": string, "containerName": string, "properties": pairs]),
        "inferenceAccelerators": .list(aws(["deviceName": string, "deviceType": string])),
    ]

    private static let volume = aws([
        "name": string,
        "host": aws(["sourcePath": string]),
        "dockerVolumeConfiguration": aws([
            "scope": .word(["task", "shared"]), "autoprovision": .boolean, "driver": string,
            "driverOpts": stringMap, "labels": stringMap,
        ]),
        "efsVolumeConfiguration": aws([
            "fileSystemId": string, "rootDirectory": string, "transitEncryption": enabledOrDisabled,
            "transitEncryptionPort": int,
            "authorizationConfig": aws(["accessPointId": string, "iam": enabledOrDisabled]),
        ]),
        "s3filesVolumeConfiguration": aws([
            "fileSystemArn": string, "rootDirectory": string, "transitEncryptionPort": int, "accessPointArn": string,
        ]),
        "fsxWindowsFileServerVolumeConfiguration": aws([
            "fileSystemId": string, "rootDirectory": string,
            "authorizationConfig": aws(["credentialsParameter": string, "domain": string]),
        ]),
        "configuredAtLaunch": .boolean,
    ])

    static let launchType = Shape.word(["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"])
    static let enabledOrDisabled = Shape.word(["ENABLED", "DISABLED"])
    static let tags = Shape.list(aws(["key": string, "value": string]))
    static let pairs = Shape.list(aws(["name": string, "value": string]))
    static let secrets = Shape.list(aws(["name": string, "valueFrom": string]))
    static let logConfiguration = aws([
        "logDriver": .word([
            "awslogs", "awsfirelens", "fluentd", "gelf", "journald", "json-file", "splunk", "syslog",
        ]),
        "options": stringMap,
        "secretOptions": secrets,
    ])
}
