import AWS
import Testing

@testable import Rollouts

@Suite struct ServiceBodyTests {
    static func live(_ members: [String: JSON]) throws -> ECSService {
        var json: JSON = [
            "serviceName": "auth", "status": "ACTIVE", "desiredCount": 4, "launchType": "FARGATE",
            "schedulingStrategy": "REPLICA", "platformVersion": "LATEST", "enableECSManagedTags": false,
            "enableExecuteCommand": false, "propagateTags": "NONE", "deploymentController": ["type": "ECS"],
            "healthCheckGracePeriodSeconds": 0, "loadBalancers": [], "serviceRegistries": [],
            "deploymentConfiguration": [
                "deploymentCircuitBreaker": ["enable": false, "rollback": false], "maximumPercent": 200,
                "minimumHealthyPercent": 100, "strategy": "ROLLING", "bakeTimeInMinutes": 0,
            ],
            "networkConfiguration": [
                "awsvpcConfiguration": ["subnets": ["b", "a"], "securityGroups": ["s"], "assignPublicIp": "DISABLED"]
            ],
            "deployments": [
                [
                    "id": "ecs-svc/1", "status": "PRIMARY", "rolloutState": "COMPLETED",
                    "serviceConnectConfiguration": ["enabled": true, "namespace": "n"],
                ]
            ],
        ]
        for (name, value) in members { json[name] = value }
        return try #require(ECSService(json))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let body: JSON
        let sent: [String]
        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(name: "nothing", body: [:], sent: []),
        Row(
            name: "the same in fewer words",
            body: [
                "launchType": "FARGATE", "desiredCount": 2, "serviceName": "auth", "taskDefinition": "auth",
                "networkConfiguration": ["awsvpcConfiguration": ["subnets": ["a", "b"], "securityGroups": ["s"]]],
                "deploymentConfiguration": ["maximumPercent": 200],
                "serviceConnectConfiguration": ["enabled": true, "namespace": "n"],
                "loadBalancers": [], "deploymentController": ["type": "ECS"],
            ],
            sent: []
        ),
        Row(
            name: "a subnet more",
            body: ["networkConfiguration": ["awsvpcConfiguration": ["subnets": ["a", "b", "c"]]]],
            sent: ["networkConfiguration"]
        ),
        Row(
            name: "the breaker on",
            body: ["deploymentConfiguration": ["deploymentCircuitBreaker": ["enable": true, "rollback": true]]],
            sent: ["deploymentConfiguration"]
        ),
        Row(
            name: "an unknown member inside",
            body: ["deploymentConfiguration": ["ofTheFuture": 1]],
            sent: ["deploymentConfiguration"]
        ),
        Row(
            name: "a grace period",
            body: ["healthCheckGracePeriodSeconds": 60],
            sent: ["healthCheckGracePeriodSeconds"]
        ),
        Row(
            name: "another service connect namespace",
            body: ["serviceConnectConfiguration": ["enabled": true, "namespace": "m"]],
            sent: ["serviceConnectConfiguration"]
        ),
        Row(name: "the newest platform", body: ["platformVersion": "LATEST"], sent: []),
    ])
    func `only what differs is sent`(_ row: Row) throws {
        let service = try Self.live([:])
        let body = ServiceBody(row.body)
        #expect(try body.update(of: service).keys.sorted() == row.sent)
        #expect(body.differences(from: service).isEmpty == row.sent.isEmpty)
    }

    @Test func `the desired count of the body is never sent to a service that exists`() throws {
        #expect(try ServiceBody(["desiredCount": 1]).update(of: Self.live([:])).isEmpty)
    }

    @Test func `what cannot be changed in place is refused, all of it at once`() throws {
        let body = ServiceBody(["launchType": "EC2", "schedulingStrategy": "DAEMON", "platformVersion": "1.4.0"])
        let service = try Self.live([:])
        let error = #expect(throws: RolloutError.self) { try body.update(of: service) }
        #expect(error?.kind == .refused)
        #expect(error?.cause == "ECS cannot change launchType, schedulingStrategy of a service that exists")
    }

    @Test func `a new service gets the whole body, its name, its revision and a count`() {
        let body = ServiceBody(["launchType": "FARGATE", "ofTheFuture": [1], "tags": [["key": "a", "value": "b"]]])
        let creation = body.creation(name: "auth", revision: Fixture.arn(3), desiredCount: nil)
        #expect(
            creation == [
                "serviceName": "auth", "taskDefinition": .string(Fixture.arn(3).text), "desiredCount": 1,
                "launchType": "FARGATE", "ofTheFuture": [1], "tags": [["key": "a", "value": "b"]],
            ]
        )
        let asked = ServiceBody(["desiredCount": 2]).creation(name: "a", revision: Fixture.arn(3), desiredCount: 5)
        #expect(asked["desiredCount"] == 5)
        let daemon = ServiceBody(["schedulingStrategy": "DAEMON"])
            .creation(name: "a", revision: Fixture.arn(3), desiredCount: nil)
        #expect(daemon["desiredCount"] == nil)
    }

    @Test(arguments: [
        (2, 100, 100, true), (3, 100, 125, true), (2, 100, 200, false), (1, 0, 100, false), (2, 50, 100, false),
    ])
    func `percentages that leave no room to move are told`(_ desired: Int, _ least: Int, _ most: Int, _ stuck: Bool) {
        let body: JSON = [
            "deploymentConfiguration": [
                "minimumHealthyPercent": .integer(Int64(least)), "maximumPercent": .integer(Int64(most)),
            ]
        ]
        #expect((Deployer.stuckPercentages(body, desired: desired) != nil) == stuck)
    }
}
