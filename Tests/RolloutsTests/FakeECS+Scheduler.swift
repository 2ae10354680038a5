import AWS

extension FakeECS.World {
    /// One second of the scheduler.
    mutating func tick() {
        for happening in happenings where happening.at <= now - FakeECS.start { happening.what(&self) }
        happenings.removeAll { $0.at <= now - FakeECS.start }
        guard exists, status == "ACTIVE", let index = deployments.firstIndex(where: { $0.status == "PRIMARY" }) else {
            return
        }
        guard deployments[index].state != "FAILED" else { return }
        deployments[index].desired = desired
        switch behaviours[image(deployments[index].revision)] ?? .healthy(after: 1) {
        case .healthy(let delay) where now - deployments[index].startedAt >= Double(delay):
            deployments[index].running = desired
            if deployments[index].state == "IN_PROGRESS" { complete(index) }
        case .healthy, .stuck: break
        case .crashes(let code): stop(index, "EssentialContainerExited", "Essential container in task exited", code)
        case .missing:
            stop(index, "TaskFailedToStart", "CannotPullContainerError: pull image manifest: app:1: not found", nil)
        }
    }

    func image(_ revision: String) -> String {
        revisions.first { $0["taskDefinitionArn"]?.string == revision }?["containerDefinitions"]?.array?.first?[
            "image"
        ]?
        .string ?? ""
    }

    private mutating func complete(_ index: Int) {
        deployments[index].state = "COMPLETED"
        if let record = deployments[index].record {
            records[record].status =
                records[record].status == "ROLLBACK_IN_PROGRESS" ? "ROLLBACK_SUCCESSFUL" : "SUCCESSFUL"
        }
        let id = deployments[index].id
        deployments.removeAll { $0.id != id }
    }

    private mutating func stop(_ index: Int, _ code: String, _ reason: String, _ exitCode: Int32?) {
        counter += 1
        var container: JSON = ["name": "app", "lastStatus": "STOPPED"]
        container["exitCode"] = exitCode.map { .integer(Int64($0)) }
        stopped.append([
            "taskArn": .string("arn:aws:ecs:eu-west-1:000000000000:task/prod/task\(counter)"),
            "taskDefinitionArn": .string(deployments[index].revision), "lastStatus": "STOPPED",
            "desiredStatus": "STOPPED", "stopCode": .string(code), "stoppedReason": .string(reason),
            "startedBy": .string(deployments[index].id), "createdAt": .number(now), "stoppedAt": .number(now),
            "containers": [container],
        ])
        deployments[index].failed += 1
        let breaker = configuration["deploymentCircuitBreaker"]
        guard breaker?["enable"] == true, deployments[index].failed >= 3 else { return }
        deployments[index].state = "FAILED"
        deployments[index].reason = "ECS deployment circuit breaker: tasks failed to start."
        if breaker?["rollback"] == true { rollBack(index) }
    }

    /// What the breaker and StopServiceDeployment do: the last completed deployment comes back under a new id.
    mutating func rollBack(_ index: Int) {
        guard let old = deployments.first(where: { $0.state == "COMPLETED" }) else { return }
        deployments[index].status = "ACTIVE"
        deployments[index].desired = 0
        let record = deployments[index].record
        if let record { records[record].status = "ROLLBACK_IN_PROGRESS" }
        let failed = deployments[index]
        counter += 1
        var back = old
        back.id = "ecs-svc/back\(counter)"
        back.status = "PRIMARY"
        back.state = "IN_PROGRESS"
        back.reason = "ECS deployment circuit breaker: rolling back to deploymentId \(old.id)"
        back.startedAt = now
        back.record = record
        deployments = [back, failed]
    }

    /// A new primary deployment.
    mutating func deploy(_ revision: String) {
        counter += 1
        let source = deployments.first { $0.status == "PRIMARY" }?.revision
        for index in deployments.indices { deployments[index].status = "ACTIVE" }
        var deployment = FakeECS.Deployment(
            id: "ecs-svc/\(counter)",
            revision: revision,
            desired: desired,
            startedAt: now
        )
        if keepsRecords {
            for index in records.indices where records[index].status == "IN_PROGRESS" {
                records[index].status = "STOPPED"
            }
            records.append(
                FakeECS.Record(
                    arn: "arn:sd/\(counter)",
                    revision: revision,
                    source: source,
                    status: "IN_PROGRESS",
                    createdAt: now
                )
            )
            deployment.record = records.count - 1
        }
        deployments.insert(deployment, at: 0)
    }

    /// A revision, as if somebody had registered it before.
    @discardableResult
    mutating func register(_ body: JSON) -> String {
        let family = body["family"]?.string ?? "auth"
        let number = revisions.count + 1
        let arn = "arn:aws:ecs:eu-west-1:000000000000:task-definition/\(family):\(number)"
        var revision = body
        revision["taskDefinitionArn"] = .string(arn)
        revision["revision"] = .integer(Int64(number))
        revision["status"] = "ACTIVE"
        revision["compatibilities"] = ["EC2"]
        revisions.append(revision)
        return arn
    }

    /// A service that runs a revision well.
    mutating func settle(_ image: String, tags: [String: String] = [:]) {
        let arn = register([
            "family": "auth", "containerDefinitions": [["name": "app", "image": .string(image)]],
            "tags": ECSTags.write(tags),
        ])
        exists = true
        deploy(arn)
        deployments[0].running = desired
        complete(0)
        now += 60
    }
}
