extension ECS {
    /// The ARNs of a service's tasks, all pages.
    ///
    /// - Parameter desiredStatus: `RUNNING`, or `STOPPED` for those of about the last hour.
    package func listTasks(cluster: String, service: String, desiredStatus: String) async throws -> [String] {
        try await pages(
            "ListTasks",
            [
                "cluster": .string(cluster), "serviceName": .string(service),
                "desiredStatus": .string(desiredStatus), "maxResults": 100,
            ],
            of: "taskArns"
        )
        .compactMap(\.string)
    }

    /// Tasks by ARN, in batches of a hundred, ECS's limit; those that ECS has forgotten are left out.
    package func describeTasks(cluster: String, _ arns: [String]) async throws -> [ECSTask] {
        var tasks: [ECSTask] = []
        for batch in arns.batches(of: 100) {
            let answer = try await send(
                "DescribeTasks",
                ["cluster": .string(cluster), "tasks": .array(batch.map { .string($0) })]
            )
            tasks += (answer["tasks"]?.array ?? []).compactMap { ECSTask($0) }
        }
        return tasks
    }
}
