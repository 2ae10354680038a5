extension Shape {
    /// The members of CreateService and UpdateService but for those that shipit sets itself.
    static let ecsService = Shape.record(
        Record(owner: .aws, members: serviceMembers.merging(placement) { first, _ in first }, reserved: reserved)
    )

    private static let reserved = [
        "cluster": "the environment names the cluster",
        "taskDefinition": "shipit sets it to the revision it registers",
        "service": "write 'serviceName'",
        "clientToken": "shipit makes one for each run",
        "forceNewDeployment": "shipit decides whether a deployment is needed",
    ]

    private static let serviceMembers: [String: Shape] = [
        "serviceName": .text(.name),
        "desiredCount": count,
        "launchType": launchType,
        "capacityProviderStrategy": .list(
            aws(["capacityProvider": string, "weight": .integer(0...1000), "base": .integer(0...100_000)])
        ),
        "platformVersion": string,
        "deploymentConfiguration": deploymentConfiguration,
        "deploymentController": aws(["type": .word(["ECS", "CODE_DEPLOY", "EXTERNAL"])]),
        "networkConfiguration": aws([
            "awsvpcConfiguration": aws([
                "subnets": strings, "securityGroups": strings, "assignPublicIp": enabledOrDisabled,
            ])
        ]),
        "loadBalancers": .list(loadBalancer),
        "serviceRegistries": .list(
            aws(["registryArn": string, "port": port, "containerName": string, "containerPort": port])
        ),
        "healthCheckGracePeriodSeconds": count,
        "enableExecuteCommand": .boolean,
        "serviceConnectConfiguration": serviceConnect,
        "vpcLatticeConfigurations": .list(aws(["roleArn": string, "targetGroupArn": string, "portName": string])),
        "volumeConfigurations": .list(aws(["name": string, "managedEBSVolume": managedVolume])),
    ]

    private static let placement: [String: Shape] = [
        "schedulingStrategy": .word(["REPLICA", "DAEMON"]),
        "availabilityZoneRebalancing": enabledOrDisabled,
        "placementConstraints": .list(aws(["type": .word(["distinctInstance", "memberOf"]), "expression": string])),
        "placementStrategy": .list(aws(["type": .word(["random", "spread", "binpack"]), "field": string])),
        "role": string,
        "tags": tags,
        "enableECSManagedTags": .boolean,
        "propagateTags": .word(["TASK_DEFINITION", "SERVICE", "NONE"]),
    ]

    private static let loadBalancer = aws(
        [
            "targetGroupArn": string, "loadBalancerName": string, "containerName": string, "containerPort": port,
            "advancedConfiguration": aws([
                "alternateTargetGroupArn": string, "productionListenerRule": string, "testListenerRule": string,
                "roleArn": string,
            ]),
        ],
        required: ["containerName", "containerPort"]
    )

    private static let deploymentConfiguration = aws([
        "deploymentCircuitBreaker": aws([
            "enable": .boolean, "rollback": .boolean, "resetOnHealthyTask": .boolean,
            "thresholdConfiguration": aws(["type": string, "value": .number]),
        ]),
        "maximumPercent": count,
        "minimumHealthyPercent": percent,
        "alarms": aws(["alarmNames": strings, "enable": .boolean, "rollback": .boolean]),
        "strategy": .word(["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"]),
        "bakeTimeInMinutes": count,
        "lifecycleHooks": .list(lifecycleHook),
        "linearConfiguration": aws(["stepPercent": .number, "stepBakeTimeInMinutes": count]),
        "canaryConfiguration": aws(["canaryPercent": .number, "canaryBakeTimeInMinutes": count]),
        "earlySuccessCriteria": .anything,
    ])

    private static let lifecycleHook = aws([
        "targetType": .word(["AWS_LAMBDA", "PAUSE"]), "hookTargetArn": string, "roleArn": string,
        "lifecycleStages": strings, "hookDetails": .anything,
        "timeoutConfiguration": aws(["timeoutInMinutes": int, "action": .word(["ROLLBACK", "CONTINUE"])]),
    ])

    private static let serviceConnect = aws([
        "enabled": .boolean,
        "namespace": string,
        "services": .list(
            aws([
                "portName": string, "discoveryName": string, "ingressPortOverride": port,
                "clientAliases": .list(
                    aws(["port": port, "dnsName": string, "testTrafficRules": testTrafficRules])
                ),
                "timeout": aws(["idleTimeoutSeconds": count, "perRequestTimeoutSeconds": count]),
                "tls": aws([
                    "issuerCertificateAuthority": aws(["awsPcaAuthorityArn": string]), "kmsKey": string,
                    "roleArn": string,
                ]),
            ])
        ),
        "logConfiguration": logConfiguration,
        "accessLogConfiguration": aws([
            "format": .word(["TEXT", "JSON"]), "includeQueryParameters": enabledOrDisabled,
        ]),
    ])

    private static let testTrafficRules = aws([
        "header": aws(["name": string, "value": aws(["exact": string])])
    ])

    private static let managedVolume = aws([
        "encrypted": .boolean, "kmsKeyId": string, "volumeType": string, "sizeInGiB": int, "snapshotId": string,
        "volumeInitializationRate": int, "iops": int, "throughput": int, "roleArn": string,
        "filesystemType": .word(["ext3", "ext4", "xfs", "ntfs"]),
        "tagSpecifications": .list(
            aws([
                "resourceType": string, "tags": tags,
                "propagateTags": .word(["TASK_DEFINITION", "SERVICE", "NONE"]),
            ])
        ),
    ])
}
