import AWS

/// The last lines a container wrote, from CloudWatch Logs.
struct ContainerLog: Sendable {
    let call: ECS.Call

    /// The last lines of one container of one task, oldest first; empty when its log driver is not awslogs.
    ///
    /// The stream is `prefix/container/task`, as the awslogs driver names it on Fargate and on EC2 with a prefix.
    func lastLines(_ limit: Int, container: String, task: String, of definition: JSON) async throws -> [String] {
        guard let stream = Self.stream(container: container, task: task, of: definition) else { return [] }
        let events = try await CloudWatchLogs(calling: call)
            .lastEvents(limit, group: stream.group, stream: stream.name)
        return events.map(\.message)
    }

    /// Where a container of a task definition logs to.
    static func stream(container: String, task: String, of definition: JSON) -> (group: String, name: String)? {
        let containers = definition["containerDefinitions"]?.array ?? []
        guard let log = containers.first(where: { $0["name"]?.string == container })?["logConfiguration"],
            log["logDriver"]?.string == "awslogs", let options = log["options"],
            let group = options["awslogs-group"]?.string, let prefix = options["awslogs-stream-prefix"]?.string
        else { return nil }
        return (group, "\(prefix)/\(container)/\(task)")
    }
}
