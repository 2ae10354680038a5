import FoundationEssentials
import TestSupport
import Testing

@testable import AWS

@Suite("Names in place of ids and ARNs")
struct NameResolutionTests {
    private static let body: JSON = [
        "serviceName": "auth",
        "networkConfiguration": [
            "awsvpcConfiguration": [
                "subnets": ["subnet-0123456789abcdef0", "private-a"], "securityGroups": ["web", "sg-01234567"],
                "assignPublicIp": "DISABLED",
            ]
        ],
        "loadBalancers": [
            ["targetGroupArn": "auth-tg", "containerName": "auth", "containerPort": 80],
            [
                "targetGroupArn": "arn:aws:elasticloadbalancing:x",
                "advancedConfiguration": ["alternateTargetGroupArn": "auth-green", "roleArn": "ecs-lb"],
            ],
        ],
        "serviceRegistries": [["registryArn": "internal.local/auth"]],
        "taskRoleArn": "auth-task", "executionRoleArn": "arn:aws:iam::1:role/x", "unknown": ["taskRoleArn": "kept"],
    ]

    @Test("Every place where a name may stand is looked at, and ids and ARNs are none")
    func names() {
        let found = Set(
            NameResolution.names(in: Self.body).map { "\($0.place) \($0.reference.kind) \($0.reference.name)" }
        )
        #expect(
            found == [
                "networkConfiguration.awsvpcConfiguration.subnets[1] subnet private-a",
                "networkConfiguration.awsvpcConfiguration.securityGroups[0] securityGroup web",
                "loadBalancers[0].targetGroupArn targetGroup auth-tg",
                "loadBalancers[1].advancedConfiguration.alternateTargetGroupArn targetGroup auth-green",
                "loadBalancers[1].advancedConfiguration.roleArn role ecs-lb",
                "serviceRegistries[0].registryArn registry internal.local/auth",
                "taskRoleArn role auth-task",
            ]
        )
    }

    @Test("Only names that are known are replaced, and nothing else changes")
    func replacing() {
        let replaced = NameResolution.replacing(
            [NameReference(.subnet, "private-a"): "subnet-9", NameReference(.role, "auth-task"): "arn:role"],
            in: Self.body
        )
        var expected = Self.body
        expected["taskRoleArn"] = "arn:role"
        expected["networkConfiguration"] = [
            "awsvpcConfiguration": [
                "subnets": ["subnet-0123456789abcdef0", "subnet-9"], "securityGroups": ["web", "sg-01234567"],
                "assignPublicIp": "DISABLED",
            ]
        ]
        #expect(replaced == expected)
    }

    @Test(
        "Bodies of another shape are left alone",
        arguments: [JSON.null, [], ["loadBalancers": "x"], ["taskRoleArn": 1]]
    )
    func otherShapes(_ body: JSON) {
        #expect(NameResolution.names(in: body).isEmpty)
        #expect(NameResolution.replacing([:], in: body) == body)
    }

    @Test("Something like an id that is none is a name")
    func almost() {
        let body: JSON = [
            "networkConfiguration": ["awsvpcConfiguration": ["subnets": ["subnet-a", "subnet-private-1"]]]
        ]
        #expect(NameResolution.names(in: body).map(\.reference.name) == ["subnet-a", "subnet-private-1"])
    }

    @Test("Names are replaced by what AWS knows, each asked for once, groups in the subnets' VPC")
    func resolving() async throws {
        let aws = try FakeAWS { request, _ in Self.answer(request) }
        let resolver = try NameResolver(aws.client())
        let resolved = try await resolver.resolve(Self.body)
        #expect(NameResolution.names(in: resolved).isEmpty)
        #expect(resolved["taskRoleArn"] == "arn:aws:iam::1:role/auth-task")
        #expect(resolved["serviceRegistries"]?.array?[0]["registryArn"] == "arn:auth-registry")
        let network = resolved["networkConfiguration"]?["awsvpcConfiguration"]
        #expect(network?["subnets"] == ["subnet-0123456789abcdef0", "subnet-0000000a"])
        #expect(network?["securityGroups"] == ["sg-0000000b", "sg-01234567"])
        let groups = aws.requests.first { $0.operation == "DescribeSecurityGroups" }
        #expect(groups?.field("Filter.2.Name") == "vpc-id")
        #expect(groups?.field("Filter.2.Value.1") == "vpc-1")

        let count = aws.requests.count
        #expect(
            try await resolver.resolve(["taskRoleArn": "auth-task"]) == ["taskRoleArn": "arn:aws:iam::1:role/auth-task"]
        )
        #expect(try await resolver.resolve(["taskRoleArn": "arn:x"]) == ["taskRoleArn": "arn:x"])
        #expect(aws.requests.count == count)
    }

    @Test("All names that are missing or ambiguous are told at once, with those that are close")
    func failures() async throws {
        let aws = try FakeAWS { request, _ in Self.answer(request) }
        let resolver = try NameResolver(aws.client())
        let body: JSON = [
            "networkConfiguration": ["awsvpcConfiguration": ["subnets": ["privat-a", "twice"]]],
            "loadBalancers": [["targetGroupArn": "auth-tq"]],
            "serviceRegistries": [["registryArn": "internal.local/auht"], ["registryArn": "auth"]],
            "taskRoleArn": "nobody",
        ]
        let error = await #expect(throws: NameResolutionError.self) { try await resolver.resolve(body) }
        #expect(
            error?.description == """
                networkConfiguration.awsvpcConfiguration.subnets[0]: subnet 'privat-a' does not exist; did you mean \
                'private-a'?
                networkConfiguration.awsvpcConfiguration.subnets[1]: subnet 'twice' is ambiguous: subnet-0000000c, \
                subnet-0000000d have that name; write the one you mean
                loadBalancers[0].targetGroupArn: target group 'auth-tq' does not exist; did you mean 'auth-tg'?
                serviceRegistries[0].registryArn: Cloud Map service 'internal.local/auht' does not exist; did you \
                mean 'internal.local/auth'?
                serviceRegistries[1].registryArn: Cloud Map service 'auth' is not written as namespace/name
                taskRoleArn: role 'nobody' does not exist
                """
        )
    }

    @Test("Who may look names up but not list them gets the error without suggestions")
    func noListing() async throws {
        let aws = try FakeAWS { request, _ in
            request.operation == "ListRoles"
                ? Self.xmlError(403, "AccessDenied") : Self.xmlError(404, "NoSuchEntity")
        }
        let resolver = try NameResolver(aws.client())
        let error = await #expect(throws: NameResolutionError.self) { try await resolver.resolve(["taskRoleArn": "x"]) }
        #expect(error?.failures.first?.problem == .notFound(suggestions: []))
    }

    @Test("Who may not look a name up is told what to allow")
    func denied() async throws {
        let aws = try FakeAWS([Self.xmlError(403, "AccessDenied")])
        let resolver = try NameResolver(aws.client())
        let error = await #expect(throws: AWSError.self) { try await resolver.resolve(["taskRoleArn": "x"]) }
        #expect(error?.hint == "allow iam:GetRole")
    }

    @Test(
        "Suggestions are close names, the closest first",
        arguments: [
            ("prdo", ["prod", "staging"], ["prod"]), ("auth", ["auth-service", "web"], ["auth-service"]),
            ("x", ["a", "b"], ["a", "b"]), ("completely", ["different"], []),
            ("web-1", ["web-2", "web-3", "web-4", "web-5"], ["web-2", "web-3", "web-4"]),
        ]
    )
    func suggestions(_ name: String, _ known: [String], _ close: [String]) {
        #expect(Suggestion.closest(to: name, among: known) == close)
    }

    // MARK: What this AWS knows

    private static func xmlError(_ status: Int, _ code: String) -> LoopbackServer.Answer {
        FakeAWS.xml(status, "<ErrorResponse><Error><Code>\(code)</Code><Message/></Error></ErrorResponse>")
    }

    private static let subnets = [
        "private-a": ["subnet-0000000a"], "twice": ["subnet-0000000c", "subnet-0000000d"],
    ]

    private static func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
        switch request.operation {
        case "DescribeSubnets": describeSubnets(request)
        case "DescribeSecurityGroups":
            items(request, "securityGroupInfo", request.field("Filter.1.Name") == "group-name" ? ["sg-0000000b"] : []) {
                "<groupId>\($0)</groupId><groupName>web</groupName><vpcId>vpc-1</vpcId>"
            }
        case "DescribeTargetGroups": describeTargetGroups(request)
        case "ListNamespaces": .json(200, #"{"Namespaces":[{"Id":"ns-1","Arn":"arn:ns","Name":"internal.local"}]}"#)
        case "ListServices": .json(200, #"{"Services":[{"Id":"s","Arn":"arn:auth-registry","Name":"auth"}]}"#)
        case "GetRole":
            request.field("RoleName") == "nobody"
                ? xmlError(404, "NoSuchEntity")
                : FakeAWS.xml(
                    200,
                    """
                    <GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::1:role/\(request.field("RoleName") ?? "")</Arn>
                    </Role></GetRoleResult></GetRoleResponse>
                    """
                )
        case "ListRoles":
            FakeAWS.xml(
                200,
                """
                <ListRolesResponse><ListRolesResult><Roles><member><RoleName>auth-task</RoleName></member></Roles>
                <IsTruncated>false</IsTruncated></ListRolesResult></ListRolesResponse>
                """
            )
        default: .text(500, request.operation)
        }
    }

    private static func describeSubnets(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
        let wanted = (1...9).compactMap { request.field("Filter.1.Value.\($0)") }
        let found = subnets.filter { name, ids in
            switch request.field("Filter.1.Name") {
            case "tag:Name": wanted.contains(name)
            case "subnet-id": !wanted.filter { ids.contains($0) }.isEmpty
            default: true
            }
        }
        let pairs = found.flatMap { name, ids in ids.map { (id: $0, name: name) } }.sorted { $0.id < $1.id }
        return items(request, "subnetSet", pairs) {
            """
            <subnetId>\($0.id)</subnetId><vpcId>vpc-1</vpcId>
            <tagSet><item><key>Name</key><value>\($0.name)</value></item></tagSet>
            """
        }
    }

    private static func describeTargetGroups(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
        let known = ["auth-tg", "auth-green"]
        let name = request.field("Names.member.1")
        if let name, !known.contains(name) { return xmlError(400, "TargetGroupNotFound") }
        let members = (name.map { [$0] } ?? known).map {
            "<member><TargetGroupName>\($0)</TargetGroupName><TargetGroupArn>arn:tg:\($0)</TargetGroupArn></member>"
        }
        return FakeAWS.xml(
            200,
            """
            <DescribeTargetGroupsResponse><DescribeTargetGroupsResult><TargetGroups>\(members.joined())</TargetGroups>
            </DescribeTargetGroupsResult></DescribeTargetGroupsResponse>
            """
        )
    }

    private static func items<Item>(
        _ request: LoopbackServer.Request,
        _ list: String,
        _ items: [Item],
        _ write: (Item) -> String
    ) -> LoopbackServer.Answer {
        let root = request.operation + "Response"
        let all = items.map { "<item>\(write($0))</item>" }.joined()
        return FakeAWS.xml(200, "<\(root)><\(list)>\(all)</\(list)></\(root)>")
    }
}
