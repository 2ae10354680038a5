import AWS

extension FakeECS.World {
    mutating func answer(_ operation: String, _ input: JSON) throws -> JSON {
        switch operation {
        case "DescribeServices": return describe()
        case "CreateService", "UpdateService", "DeleteService": return try change(operation, input)
        case "RegisterTaskDefinition":
            let arn = register(input)
            return revision(arn)
        case "DescribeTaskDefinition":
            guard let answer = input["taskDefinition"]?.string.map({ revision($0) }), answer["taskDefinition"] != nil
            else { throw FakeECS.error(operation, "ClientException") }
            return answer
        case "ListTaskDefinitions":
            return [
                "taskDefinitionArns": .array(
                    revisions.filter { $0["status"] == "ACTIVE" }.compactMap { $0["taskDefinitionArn"] }.reversed()
                )
            ]
        case "TagResource": return tag(input)
        case "ListTasks":
            return ["taskArns": .array(stopped.compactMap { $0["taskArn"] })]
        case "DescribeTasks":
            let asked = input["tasks"]?.array ?? []
            return ["tasks": .array(stopped.filter { asked.contains($0["taskArn"] ?? .null) })]
        case "GetLogEvents":
            return ["events": [["timestamp": 1, "message": "cannot reach the database"]]]
        default: return try answerRecords(operation, input)
        }
    }

    private mutating func answerRecords(_ operation: String, _ input: JSON) throws -> JSON {
        guard keepsRecords else { throw FakeECS.error(operation, "InvalidAction") }
        switch operation {
        case "ListServiceDeployments":
            return ["serviceDeployments": .array(records.reversed().map { brief($0) })]
        case "DescribeServiceDeployments":
            let asked = input["serviceDeploymentArns"]?.array?.compactMap(\.string) ?? []
            return ["serviceDeployments": .array(records.filter { asked.contains($0.arn) }.map { brief($0) })]
        case "DescribeServiceRevisions":
            let asked = input["serviceRevisionArns"]?.array?.compactMap(\.string) ?? []
            return [
                "serviceRevisions": .array(
                    asked.map {
                        ["serviceRevisionArn": .string($0), "taskDefinition": .string(String($0.dropFirst(3)))]
                    }
                )
            ]
        case "StopServiceDeployment":
            guard let index = deployments.firstIndex(where: { $0.status == "PRIMARY" && $0.state == "IN_PROGRESS" })
            else { throw FakeECS.error(operation, "ConflictException") }
            rollBack(index)
            return ["serviceDeploymentArn": input["serviceDeploymentArn"] ?? .null]
        default:
            throw FakeECS.error(operation, "InvalidAction")
        }
    }

    private func brief(_ record: FakeECS.Record) -> JSON {
        [
            "serviceDeploymentArn": .string(record.arn), "status": .string(record.status),
            "createdAt": .number(record.createdAt),
            "targetServiceRevisionArn": .string("sr/" + record.revision),
            "sourceServiceRevisions": .array(record.source.map { [["arn": .string("sr/" + $0)]] } ?? []),
        ]
    }

    private func describe() -> JSON {
        guard exists else { return ["services": [], "failures": [["arn": "x", "reason": "MISSING"]]] }
        return ["services": [service()], "failures": []]
    }

    func service() -> JSON {
        let primary = deployments.first { $0.status == "PRIMARY" }
        var json = JSON.object(members)
        json["serviceName"] = "auth-service"
        json["status"] = .string(status)
        json["desiredCount"] = .integer(Int64(desired))
        json["runningCount"] = .integer(Int64(deployments.map(\.running).reduce(0, +)))
        json["pendingCount"] = 0
        json["taskDefinition"] = primary.map { .string($0.revision) }
        json["deploymentConfiguration"] = configuration
        json["events"] = .array(events)
        json["deployments"] = .array(deployments.map { describe($0) })
        json["currentServiceDeployment"] = records.last.map { .string($0.arn) }
        return json
    }

    private func describe(_ deployment: FakeECS.Deployment) -> JSON {
        var json: JSON = [
            "id": .string(deployment.id), "status": .string(deployment.status),
            "taskDefinition": .string(deployment.revision), "desiredCount": .integer(Int64(deployment.desired)),
            "runningCount": .integer(Int64(deployment.running)), "pendingCount": 0,
            "failedTasks": .integer(Int64(deployment.failed)), "createdAt": .number(deployment.startedAt),
            "updatedAt": .number(deployment.startedAt),
        ]
        json["rolloutState"] = deployment.state.map { .string($0) }
        json["rolloutStateReason"] = deployment.reason.map { .string($0) }
        return json
    }

    private mutating func change(_ operation: String, _ input: JSON) throws -> JSON {
        if operation == "DeleteService" {
            status = "DRAINING"
            return ["service": service()]
        }
        guard exists == (operation == "UpdateService") else {
            throw FakeECS.error(operation, exists ? "InvalidParameterException" : "ServiceNotFoundException")
        }
        exists = true
        if let count = input["desiredCount"]?.integer { desired = count }
        if let given = input["deploymentConfiguration"] { configuration = given }
        for (name, value) in input.object ?? [:] where !["cluster", "service", "taskDefinition"].contains(name) {
            members[name] = value
        }
        let current = deployments.first { $0.status == "PRIMARY" }?.revision
        if let revision = input["taskDefinition"]?.string ?? current,
            revision != current || input["forceNewDeployment"] == true
        {
            deploy(revision)
        }
        return ["service": service()]
    }

    private func revision(_ name: String) -> JSON {
        let found = revisions.last { revision in
            let arn = revision["taskDefinitionArn"]?.string ?? ""
            return arn == name || arn.hasSuffix("/\(name)") || revision["family"]?.string == name
        }
        guard var document = found else { return [:] }
        let tags = document["tags"] ?? []
        document["tags"] = nil
        return ["taskDefinition": document, "tags": tags]
    }

    private mutating func tag(_ input: JSON) -> JSON {
        for index in revisions.indices where revisions[index]["taskDefinitionArn"] == input["resourceArn"] {
            let tags = ECSTags.read(revisions[index]["tags"]).merging(ECSTags.read(input["tags"])) { $1 }
            revisions[index]["tags"] = ECSTags.write(tags)
        }
        return [:]
    }
}
