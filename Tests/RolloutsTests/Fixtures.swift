import AWS

@testable import Rollouts

/// Pieces of ECS's answers, as short as a test wants them.
enum Fixture {
    static let reference = ServiceReference(cluster: "prod", name: "auth-service")

    static func arn(_ revision: Int, family: String = "auth") -> TaskDefinitionARN {
        let text = "arn:aws:ecs:eu-west-1:000000000000:task-definition/\(family):\(revision)"
        guard let arn = TaskDefinitionARN(text) else { preconditionFailure("a fixture's ARN is one") }
        return arn
    }

    static func deployment(
        _ id: String,
        revision: Int,
        status: String = "PRIMARY",
        state: String? = "IN_PROGRESS",
        desired: Int = 2,
        running: Int = 0,
        pending: Int = 0,
        failed: Int = 0,
        reason: String? = nil,
        createdAt: Int64 = 1000
    ) -> JSON {
        var json: JSON = [
            "id": .string("ecs-svc/\(id)"), "status": .string(status),
            "taskDefinition": .string(arn(revision).text), "desiredCount": .integer(Int64(desired)),
            "runningCount": .integer(Int64(running)), "pendingCount": .integer(Int64(pending)),
            "failedTasks": .integer(Int64(failed)), "createdAt": .integer(createdAt),
        ]
        json["rolloutState"] = state.map { .string($0) }
        json["rolloutStateReason"] = reason.map { .string($0) }
        return json
    }

    static func service(
        _ deployments: [JSON],
        desired: Int = 2,
        status: String = "ACTIVE",
        events: [String] = [],
        configuration: JSON? = nil
    ) -> ECSService {
        let primary = deployments.first { $0["status"] == "PRIMARY" }
        let running = deployments.compactMap { $0["runningCount"]?.integer }.reduce(0, +)
        var json: JSON = [
            "serviceName": "auth-service", "status": .string(status), "desiredCount": .integer(Int64(desired)),
            "runningCount": .integer(Int64(running)), "pendingCount": 0, "deployments": .array(deployments),
            "events": .array(
                events.map { ["id": .string($0), "createdAt": 1001, "message": .string($0)] }
            ),
        ]
        json["taskDefinition"] = primary?["taskDefinition"]
        json["deploymentConfiguration"] = configuration
        guard let service = ECSService(json) else { preconditionFailure("a fixture's service is one") }
        return service
    }

    static let breaker: JSON = ["deploymentCircuitBreaker": ["enable": true, "rollback": true]]

    static func stopped(
        _ id: String,
        revision: Int = 2,
        startedBy: String = "ecs-svc/new",
        code: String = "EssentialContainerExited",
        reason: String = "Essential container in task exited",
        exitCode: Int? = 1,
        containerReason: String? = nil,
        createdAt: Int64 = 1001
    ) -> ECSTask {
        var container: JSON = ["name": "app", "lastStatus": "STOPPED"]
        container["exitCode"] = exitCode.map { .integer(Int64($0)) }
        container["reason"] = containerReason.map { .string($0) }
        let json: JSON = [
            "taskArn": .string("arn:aws:ecs:eu-west-1:000000000000:task/prod/\(id)"),
            "taskDefinitionArn": .string(arn(revision).text), "lastStatus": "STOPPED",
            "stopCode": .string(code), "stoppedReason": .string(reason), "startedBy": .string(startedBy),
            "createdAt": .integer(createdAt), "containers": [container],
        ]
        guard let task = ECSTask(json) else { preconditionFailure("a fixture's task is one") }
        return task
    }
}
