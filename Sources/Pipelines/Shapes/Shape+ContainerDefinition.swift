extension Shape {
    /// One element of `containerDefinitions`.
    static let containerDefinition = aws(
        containerProcess.merging(containerNetwork) { first, _ in first }
            .merging(containerResources) { first, _ in first },
        required: ["name"]
    )

    private static let containerProcess: [String: Shape] = [
        "name": .text(.name),
        "image": string,
        "repositoryCredentials": aws(["credentialsParameter": string]),
        "versionConsistency": .word(["enabled", "disabled"]),
        "essential": .boolean,
        "restartPolicy": aws([
            "enabled": .boolean, "ignoredExitCodes": .list(int), "restartAttemptPeriod": int,
        ]),
        "entryPoint": strings,
        "command": strings,
        "workingDirectory": string,
        "user": string,
        "environment": pairs,
        "environmentFiles": .list(aws(["value": string, "type": string])),
        "secrets": secrets,
        "dependsOn": .list(
            aws(["containerName": string, "condition": .word(["START", "COMPLETE", "SUCCESS", "HEALTHY"])])
        ),
        "startTimeout": int,
        "stopTimeout": int,
        "interactive": .boolean,
        "pseudoTerminal": .boolean,
        "healthCheck": aws([
            "command": strings, "interval": int, "timeout": int, "retries": int, "startPeriod": int,
        ]),
        "logConfiguration": logConfiguration,
        "firelensConfiguration": aws(["type": .word(["fluentd", "fluentbit"]), "options": stringMap]),
    ]

    private static let containerNetwork: [String: Shape] = [
        "links": strings,
        "portMappings": .list(
            aws([
                "containerPort": port, "hostPort": port, "protocol": .word(["tcp", "udp"]), "name": string,
                "appProtocol": .word(["http", "http2", "grpc"]), "containerPortRange": string,
            ])
        ),
        "hostname": string,
        "disableNetworking": .boolean,
        "dnsServers": strings,
        "dnsSearchDomains": strings,
        "extraHosts": .list(aws(["hostname": string, "ipAddress": string])),
    ]

    private static let containerResources: [String: Shape] = [
        "cpu": int,
        "memory": int,
        "memoryReservation": int,
        "mountPoints": .list(aws(["sourceVolume": string, "containerPath": string, "readOnly": .boolean])),
        "volumesFrom": .list(aws(["sourceContainer": string, "readOnly": .boolean])),
        "linuxParameters": linuxParameters,
        "privileged": .boolean,
        "readonlyRootFilesystem": .boolean,
        "dockerSecurityOptions": strings,
        "dockerLabels": stringMap,
        "ulimits": .list(aws(["name": string, "softLimit": int, "hardLimit": int])),
        "systemControls": .list(aws(["namespace": string, "value": string])),
        "resourceRequirements": .list(aws(["value": string, "type": string])),
        "credentialSpecs": strings,
    ]

    private static let linuxParameters = aws([
        "capabilities": aws(["add": strings, "drop": strings]),
        "devices": .list(aws(["hostPath": string, "containerPath": string, "permissions": strings])),
        "initProcessEnabled": .boolean,
        "sharedMemorySize": int,
        "tmpfs": .list(aws(["containerPath": string, "size": int, "mountOptions": strings])),
        "maxSwap": int,
        "swappiness": int,
    ])
}
