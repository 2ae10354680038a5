import AWS
import Testing

@testable import Rollouts

@Suite struct TaskDefinitionDocumentTests {
    static let registered: JSON = [
        "taskDefinition": [
            "taskDefinitionArn": "arn:aws:ecs:eu-west-1:000000000000:task-definition/auth:7", "family": "auth",
            "revision": 7, "status": "ACTIVE", "requiresAttributes": [["name": "x"]], "compatibilities": ["EC2"],
            "registeredAt": 1, "registeredBy": "arn:me", "deregisteredAt": 2, "deleteRequestedAt": 3,
            "networkMode": "awsvpc", "cpu": "256", "memory": "512", "volumes": [], "placementConstraints": [],
            "inferenceAccelerators": [["deviceName": "a", "deviceType": "b"]], "enableFaultInjection": true,
            "memberOfTheFuture": ["deep": [1, 2]],
            "containerDefinitions": [
                [
                    "name": "app", "image": "old", "cpu": 0, "essential": true, "mountPoints": [], "volumesFrom": [],
                    "systemControls": [],
                    "portMappings": [["containerPort": 8080, "hostPort": 8080, "protocol": "tcp"]],
                    "environment": [["name": "B", "value": "2"], ["name": "A", "value": "1"]],
                    "containerMemberOfTheFuture": "kept",
                ],
                ["name": "sidecar", "image": "proxy:1", "essential": false],
            ],
        ],
        "tags": [
            ["key": "team", "value": "core"], ["key": "shipit:version", "value": "0.9"],
            ["key": "aws:x", "value": "y"],
        ],
    ]

    static func live() throws -> TaskDefinitionDocument {
        try TaskDefinitionDocument(try #require(RegisteredTaskDefinition(registered)))
    }

    @Test func `a live revision is registered again with nothing lost`() throws {
        let body = try Self.live().registration(Release(service: "auth", environment: "prod", version: "1.0"))
        let members = try #require(body.object)
        #expect(TaskDefinitionDocument.readOnlyMembers.isDisjoint(with: members.keys))
        #expect(body["memberOfTheFuture"] == ["deep": [1, 2]])
        #expect(body["inferenceAccelerators"] == [["deviceName": "a", "deviceType": "b"]])
        #expect(body["enableFaultInjection"] == true)
        #expect(body["containerDefinitions"]?.array?[0]["containerMemberOfTheFuture"] == "kept")
    }

    @Test func `the user's tags are passed back beside shipit's own`() throws {
        let body = try Self.live().registration(
            Release(service: "auth", environment: "prod", version: "1.0", digest: "sha256:ab", previous: "auth:7")
        )
        #expect(
            ECSTags.read(body["tags"]) == [
                "team": "core", "shipit:service": "auth", "shipit:environment": "prod", "shipit:version": "1.0",
                "shipit:digest": "sha256:ab", "shipit:previous": "auth:7", "shipit:state": "pending",
            ]
        )
    }

    @Test func `only the named container gets the image`() throws {
        let changed = try Self.live().settingImages(["app": "repo@sha256:1234"])
        #expect(changed.body["containerDefinitions"]?.array?.map { $0["image"] } == ["repo@sha256:1234", "proxy:1"])
    }

    @Test func `an unknown container is refused with the ones there are`() throws {
        let error = #expect(throws: RolloutError.self) { try Self.live().settingImages(["ap": "x"]) }
        #expect(error?.kind == .refused)
        #expect(error?.hint == "Its containers are: app, sidecar.")
    }

    @Test func `more than fifty tags are refused before anything is sent`() throws {
        let tags = JSON.array((0..<48).map { ["key": .string("k\($0)"), "value": "v"] })
        let document = try TaskDefinitionDocument(
            template: ["family": "a", "containerDefinitions": [["name": "app"]], "tags": tags]
        )
        let error = #expect(throws: RolloutError.self) {
            try document.registration(Release(service: "a", environment: "e", version: "1"))
        }
        #expect(error?.kind == .refused)
    }

    @Test(arguments: [
        [:] as JSON, ["family": "a"], ["family": "a", "containerDefinitions": []],
        ["containerDefinitions": [["name": "a"]]],
        "text",
    ])
    func `what is no task definition is refused`(_ template: JSON) {
        #expect(throws: RolloutError.self) { try TaskDefinitionDocument(template: template) }
    }

    struct Sameness: Sendable, CustomTestStringConvertible {
        let name: String
        let edit: @Sendable (inout JSON) -> Void
        let isSame: Bool
        var testDescription: String { name }
    }

    /// A template that says what the live revision says, in fewer words and another order.
    static let template: JSON = [
        "family": "auth", "networkMode": "awsvpc", "cpu": "256", "memory": ".5 GB",
        "inferenceAccelerators": [["deviceName": "a", "deviceType": "b"]], "enableFaultInjection": true,
        "memberOfTheFuture": ["deep": [1, 2]],
        "containerDefinitions": [
            [
                "name": "app", "image": "old", "portMappings": [["containerPort": 8080]],
                "environment": [["name": "A", "value": "1"], ["name": "B", "value": "2"]],
                "containerMemberOfTheFuture": "kept",
            ],
            ["name": "sidecar", "image": "proxy:1", "essential": false],
        ],
        "tags": [["key": "team", "value": "core"]],
    ]

    static func editContainer(_ json: inout JSON, _ edit: (inout JSON) -> Void) {
        var containers = json["containerDefinitions"]?.array ?? []
        edit(&containers[0])
        json["containerDefinitions"] = .array(containers)
    }

    @Test(arguments: [
        Sameness(name: "other words and order", edit: { _ in }, isSame: true),
        Sameness(name: "empty lists", edit: { $0["volumes"] = [] }, isSame: true),
        Sameness(name: "null", edit: { $0["pidMode"] = .null }, isSame: true),
        Sameness(name: "a number for a size", edit: { $0["cpu"] = 256 }, isSame: true),
        Sameness(name: "vCPU", edit: { $0["cpu"] = "0.25 vCPU" }, isSame: true),
        Sameness(name: "another size", edit: { $0["cpu"] = "512" }, isSame: false),
        Sameness(name: "an unknown member", edit: { $0["other"] = 1 }, isSame: false),
        Sameness(name: "another tag", edit: { $0["tags"] = [["key": "team", "value": "web"]] }, isSame: false),
        Sameness(
            name: "another value",
            edit: { editContainer(&$0) { $0["environment"] = [["name": "A", "value": "1"]] } },
            isSame: false
        ),
        Sameness(
            name: "another host port",
            edit: { editContainer(&$0) { $0["portMappings"] = [["containerPort": 8080, "hostPort": 80]] } },
            isSame: false
        ),
        Sameness(name: "not essential", edit: { editContainer(&$0) { $0["essential"] = false } }, isSame: false),
        Sameness(name: "a command", edit: { editContainer(&$0) { $0["command"] = ["a"] } }, isSame: false),
    ])
    func `equal content is equal whatever ECS fills in`(_ row: Sameness) throws {
        var template = Self.template
        row.edit(&template)
        let wanted = try TaskDefinitionDocument(template: template)
        #expect(wanted.hasSameContent(as: try Self.live()) == row.isSame)
        #expect(wanted.differences(from: try Self.live()).isEmpty == row.isSame)
    }

    @Test func `the order of commands and of containers is content`() throws {
        var other = Self.template
        other["containerDefinitions"] = .array((other["containerDefinitions"]?.array ?? []).reversed())
        #expect(try !TaskDefinitionDocument(template: other).hasSameContent(as: Self.live()))
    }

    @Test func `differences name members by path, and never a value of the environment`() throws {
        var template = Self.template
        template["cpu"] = "512"
        Self.editContainer(&template) { container in
            container["image"] = "new"
            container["environment"] = [["name": "A", "value": "secret-new"], ["name": "C", "value": "secret-c"]]
            container["logConfiguration"] = [
                "logDriver": "splunk", "options": ["splunk-token": "secret-token", "splunk-url": "https://x"],
            ]
        }
        let differences = try TaskDefinitionDocument(template: template).differences(from: Self.live())
        #expect(
            differences.map(\.description) == [
                "~ containerDefinitions[app].environment[A]: (value hidden)",
                "- containerDefinitions[app].environment[B]: (value hidden)",
                "+ containerDefinitions[app].environment[C]: (value hidden)",
                "~ containerDefinitions[app].image: old -> new",
                "+ containerDefinitions[app].logConfiguration.logDriver: splunk",
                "+ containerDefinitions[app].logConfiguration.options.splunk-token: (value hidden)",
                "+ containerDefinitions[app].logConfiguration.options.splunk-url: https://x",
                "~ cpu: 256 -> 512",
            ]
        )
    }

    @Test func `a container added whole does not show its environment`() throws {
        var template = Self.template
        template["containerDefinitions"] = .array(
            (template["containerDefinitions"]?.array ?? []) + [
                ["name": "extra", "image": "x", "environment": [["name": "KEY", "value": "hunter2"]]]
            ]
        )
        let text = try TaskDefinitionDocument(template: template).differences(from: Self.live())
            .map(\.description).joined(separator: "\n")
        #expect(text.contains("KEY"))
        #expect(!text.contains("hunter2"))
    }
}
