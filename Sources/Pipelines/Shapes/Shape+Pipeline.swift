extension Shape {
    /// The whole file. Keys that begin with `x-` are taken out before: they hold anchors.
    static let pipeline = own(
        [
            "name": .text(.name),
            "defaults": layer,
            "environments": .dictionary(keys: .name, environment),
            "services": .dictionary(keys: .name, service),
        ],
        required: ["environments", "services"]
    )

    static let environment = own(
        [
            "account": .text(.account),
            "region": .text(.region),
            "endpoint": .text(.url),
            "registry": .text(.host),
            "cluster": .text(.nonEmpty),
            "profile": .text(.nonEmpty),
            "role": .text(.roleARN),
            "createRepositories": .boolean,
            "confirm": .boolean,
            "values": .dictionary(keys: .name, .text(.any)),
            "defaults": layer,
            "services": .dictionary(keys: .name, serviceLayer),
        ],
        required: ["cluster", "region"]
    )

    /// What every service of a file or an environment starts from.
    static let layer = own(layerMembers)

    /// What an environment says about one service.
    static let serviceLayer = own(layerMembers.merging(serviceMembers) { own, _ in own })

    static let service = own(
        layerMembers.merging(serviceMembers) { own, _ in own }.merging(["dependsOn": .list(.text(.name))]) { own, _ in
            own
        }
    )

    static let build = own(
        [
            "context": .text(.nonEmpty),
            "dockerfile": .text(.nonEmpty),
            "target": .text(.nonEmpty),
            "arguments": stringMap,
            "labels": stringMap,
            "platform": .text(.platform),
        ]
    )

    static let deploy = own(["timeout": .text(.duration)])

    private static let layerMembers: [String: Shape] = [
        "taskDefinition": taskDefinition, "service": ecsService, "deploy": deploy,
    ]

    private static let serviceMembers: [String: Shape] = [
        "build": build,
        "image": .text(.nonEmpty),
        "repository": .text(.repository),
        "container": .text(.nonEmpty),
    ]
}
