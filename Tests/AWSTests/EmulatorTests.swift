import FoundationEssentials
import HTTP
import TestSupport
import Testing

@testable import AWS

@Suite("AWS as others emulate it")
struct EmulatorTests {
    private static func client(
        _ url: String?,
        id: String = "test",
        secret: String = "test",
        settings: AWSSettings = AWSSettings(region: "us-east-1")
    ) throws -> AWSClient {
        var settings = settings
        settings.endpoint = url
        let environment = [
            "AWS_ACCESS_KEY_ID": id, "AWS_SECRET_ACCESS_KEY": secret, "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
        ]
        return try AWSClient.make(settings, environment: environment, http: HTTPClient())
    }

    @Test("ministack's verifier accepts our signatures and refuses others", .enabled(if: Sandbox.aws != nil))
    func signatures() async throws {
        let root = try Self.client(Sandbox.aws)
        let name = "shipit-\(UUID().uuidString.prefix(8))"
        _ = try await root.query(.iam, "CreateUser", [("UserName", name)])
        let policy = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecs:*"],"Resource":"*"}]}"#
        _ = try await root.query(
            .iam,
            "PutUserPolicy",
            [("UserName", name), ("PolicyName", "p"), ("PolicyDocument", policy)]
        )
        let answer = try await root.query(.iam, "CreateAccessKey", [("UserName", name)])
        let key = try #require(answer["CreateAccessKeyResult"]?["AccessKey"])
        let id = try #require(key.text("AccessKeyId"))
        let secret = try #require(key.text("SecretAccessKey"))

        let user = try Self.client(Sandbox.aws, id: id, secret: secret)
        #expect(try await user.call(.ecs, "ListClusters", [:])["clusterArns"]?.array != nil)
        let identity = try await STS(user).callerIdentity()
        // Without AUTH=true the emulator takes everybody for root, and refuses nobody.
        if identity.arn.contains(name) {
            let denied = await #expect(throws: AWSError.self) { try await ECR(user).repositories() }
            #expect(denied?.isAccessDenied == true)
            let wrong = try Self.client(Sandbox.aws, id: id, secret: secret + "x")
            let refused = await #expect(throws: AWSError.self) { try await wrong.call(.ecs, "ListClusters", [:]) }
            #expect(refused?.isRejectedCredentials == true, "\(refused.map { "\($0)" } ?? "")")
        }
        _ = try await root.query(.iam, "DeleteAccessKey", [("UserName", name), ("AccessKeyId", id)])
        _ = try await root.query(.iam, "DeleteUserPolicy", [("UserName", name), ("PolicyName", "p")])
        _ = try await root.query(.iam, "DeleteUser", [("UserName", name)])
    }

    @Test("Repositories are made, found, and logged in to", .enabled(if: Sandbox.aws != nil))
    func repositories() async throws {
        let ecr = ECR(try Self.client(Sandbox.aws))
        let name = "shipit-aws/\(UUID().uuidString.prefix(8).lowercased())"
        #expect(try await ecr.repository(name) == nil)
        let made = try await ecr.createRepository(name)
        #expect(made.name == name)
        #expect(try await ecr.createRepository(name) == made)
        #expect(try await ecr.repositories().contains(made))
        #expect(try await ecr.authorizationToken().user == "AWS")
        _ = try await Self.client(Sandbox.aws).call(.ecr, "DeleteRepository", ["repositoryName": .string(name)])
    }

    @Test("moto's identity, roles and sessions are read", .enabled(if: Sandbox.moto != nil))
    func sessions() async throws {
        let client = try Self.client(Sandbox.moto)
        #expect(try await STS(client).callerIdentity().account == "123456789012")
        let role = AWSSettings(
            region: "us-east-1",
            roleARN: "arn:aws:iam::123456789012:role/shipit",
            sessionName: "run"
        )
        let assumed = try Self.client(Sandbox.moto, settings: role)
        #expect(try await STS(assumed).callerIdentity().arn == "arn:aws:sts::123456789012:assumed-role/shipit/run")
    }

    @Test(
        "Names are resolved against moto's network, load balancer, registry and roles",
        .enabled(if: Sandbox.moto != nil)
    )
    func names() async throws {
        let client = try Self.client(Sandbox.moto)
        let mark = String(UUID().uuidString.prefix(8))
        let made = try await Network(client, mark)
        let body: JSON = [
            "networkConfiguration": [
                "awsvpcConfiguration": [
                    "subnets": [.string("net-\(mark)")], "securityGroups": [.string("web-\(mark)")],
                ]
            ],
            "loadBalancers": [["targetGroupArn": .string("tg-\(mark)")]],
            "serviceRegistries": [["registryArn": .string("ns-\(mark)/auth-\(mark)")]],
            "taskRoleArn": .string("role-\(mark)"),
        ]
        let resolved = try await NameResolver(client).resolve(body)
        let network = resolved["networkConfiguration"]?["awsvpcConfiguration"]
        #expect(network?["subnets"] == [.string(made.subnet)])
        #expect(network?["securityGroups"] == [.string(made.group)])
        #expect(NameResolution.names(in: resolved).isEmpty)

        let misspelt: JSON = ["taskRoleArn": .string("role_\(mark)"), "loadBalancers": [["targetGroupArn": "nowhere"]]]
        let error = await #expect(throws: NameResolutionError.self) { try await NameResolver(client).resolve(misspelt) }
        #expect(error?.failures.count == 2)
        #expect(error?.description.contains("did you mean 'role-\(mark)'?") == true)
    }

    @Test("Errors of moto are read, whatever the protocol", .enabled(if: Sandbox.moto != nil))
    func errors() async throws {
        let client = try Self.client(Sandbox.moto)
        let missing: JSON = ["cluster": "nowhere", "services": ["x"]]
        let ecs = await #expect(throws: AWSError.self) { try await client.call(.ecs, "DescribeServices", missing) }
        #expect(ecs?.code == "ClusterNotFoundException")
        #expect(ecs?.isNotFound == true)
        #expect(try await IAM(client).roleARN(named: "nobody") == nil)
        #expect(try await ElasticLoadBalancing(client).targetGroup(named: "nothing") == nil)
        let subnet = await #expect(throws: AWSError.self) {
            try await client.query(.ec2, "DescribeSubnets", [("SubnetId.1", "subnet-12345678")])
        }
        #expect(subnet?.code == "InvalidSubnetID.NotFound")
        #expect(subnet?.requestID != nil)
    }

    /// Things with names, made in moto.
    private struct Network {
        let subnet: String
        let group: String

        init(_ client: AWSClient, _ mark: String) async throws {
            let vpc = try await client.query(.ec2, "CreateVpc", [("CidrBlock", "10.9.0.0/16")])["vpc"]
            let vpcID = try #require(vpc?.text("vpcId"))
            let made = try await client.query(
                .ec2,
                "CreateSubnet",
                [
                    ("VpcId", vpcID), ("CidrBlock", "10.9.1.0/24"), ("TagSpecification.1.ResourceType", "subnet"),
                    ("TagSpecification.1.Tag.1.Key", "Name"), ("TagSpecification.1.Tag.1.Value", "net-\(mark)"),
                ]
            )
            subnet = try #require(made["subnet"]?.text("subnetId"))
            let groupFields = [("GroupName", "web-\(mark)"), ("GroupDescription", "x"), ("VpcId", vpcID)]
            group = try #require(try await client.query(.ec2, "CreateSecurityGroup", groupFields).text("groupId"))
            _ = try await client.query(
                .elasticLoadBalancing,
                "CreateTargetGroup",
                [("Name", "tg-\(mark)"), ("Protocol", "HTTP"), ("Port", "80"), ("VpcId", vpcID), ("TargetType", "ip")]
            )
            _ = try await client.call(.cloudMap, "CreateHttpNamespace", ["Name": .string("ns-\(mark)")])
            let namespaces = try await CloudMap(client).namespaces()
            let namespace = try #require(namespaces.first { $0.name == "ns-\(mark)" })
            // moto lists the services of all namespaces, so that this one's name is its own.
            _ = try await client.call(
                .cloudMap,
                "CreateService",
                ["Name": .string("auth-\(mark)"), "NamespaceId": .string(namespace.id)]
            )
            let trust = #"{"Version":"2012-10-17","Statement":[]}"#
            _ = try await client.query(
                .iam,
                "CreateRole",
                [("RoleName", "role-\(mark)"), ("AssumeRolePolicyDocument", trust)]
            )
        }
    }
}
