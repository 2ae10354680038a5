import FoundationEssentials
import TestSupport
import Testing

@testable import AWS

@Suite("The operations of each service")
struct ServiceTests {
    @Test("Who signs, and in which partition")
    func callerIdentity() async throws {
        let aws = try FakeAWS([
            FakeAWS.xml(
                200,
                """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws-cn:sts::123456789012:assumed-role/r/s</Arn><UserId>U:s</UserId>
                <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
                """
            )
        ])
        let identity = try await STS(aws.client()).callerIdentity()
        #expect(identity.account == "123456789012")
        #expect(identity.partition == "aws-cn")
    }

    @Test("A registry's login is taken apart")
    func login() async throws {
        let token = Data("AWS:pass:word".utf8).base64EncodedString()
        let aws = try FakeAWS([
            .json(
                200,
                """
                {"authorizationData":[{"authorizationToken":"\(token)","expiresAt":1795266900.5,
                "proxyEndpoint":"https://1.dkr.ecr.eu-west-1.amazonaws.com"}]}
                """
            )
        ])
        let login = try await ECR(aws.client()).authorizationToken()
        #expect(login.user == "AWS")
        #expect(login.password == "pass:word")
        #expect(login.expiresAt == Date(timeIntervalSince1970: 1_795_266_900.5))
        #expect(ECR.registryHost(account: "1", region: "eu-west-1") == "1.dkr.ecr.eu-west-1.amazonaws.com")
        #expect(ECR.registryHost(account: "1", region: "cn-north-1") == "1.dkr.ecr.cn-north-1.amazonaws.com.cn")
    }

    @Test("A login without a token, or with another shape, is an error")
    func strangeLogin() async throws {
        for body in ["{}", #"{"authorizationData":[{"authorizationToken":"***"}]}"#] {
            let aws = try FakeAWS([.json(200, body)])
            let client = try aws.client()
            await #expect(throws: AWSError.self) { try await ECR(client).authorizationToken() }
        }
    }

    @Test("A repository that is missing is nil; one that somebody else made meanwhile is found")
    func repositories() async throws {
        let repository = #"{"repositoryName":"a","repositoryUri":"h/a","imageTagMutability":"IMMUTABLE"}"#
        let aws = try FakeAWS([
            FakeAWS.error(400, "RepositoryNotFoundException"),
            FakeAWS.error(400, "RepositoryAlreadyExistsException"),
            .json(200, #"{"repositories":[\#(repository)]}"#),
        ])
        let ecr = try ECR(aws.client())
        #expect(try await ecr.repository("a") == nil)
        let made = try await ecr.createRepository("a", ["imageTagMutability": "IMMUTABLE"])
        #expect(made.uri == "h/a")
        #expect(made.hasImmutableTags)
        #expect(aws.requests[1].text == #"{"imageTagMutability":"IMMUTABLE","repositoryName":"a"}"#)
    }

    @Test("Names with wildcards are sent as names, and pages of subnets are followed")
    func subnets() async throws {
        let aws = try FakeAWS { _, number in
            FakeAWS.xml(
                200,
                """
                <DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><subnetSet><item>
                <subnetId>subnet-0000000\(number)</subnetId><vpcId>vpc-1</vpcId>
                <tagSet><item><key>env</key><value>x</value></item>
                <item><key>Name</key><value>private *</value></item></tagSet>
                </item></subnetSet>\(number == 0 ? "<nextToken>more</nextToken>" : "")</DescribeSubnetsResponse>
                """
            )
        }
        let subnets = try await EC2(aws.client()).subnets(named: ["private *", "b"])
        #expect(subnets.map(\.id) == ["subnet-00000000", "subnet-00000001"])
        #expect(subnets[0].names == ["private *"])
        #expect(subnets[0].vpcID == "vpc-1")
        let request = aws.requests[0]
        #expect(request.field("Filter.1.Name") == "tag:Name")
        #expect(request.field("Filter.1.Value.1") == #"private \*"#)
        #expect(request.field("Filter.1.Value.2") == "b")
        #expect(aws.requests[1].field("NextToken") == "more")
    }

    @Test("A target's health is told with AWS's reason")
    func targetHealth() async throws {
        let aws = try FakeAWS([
            FakeAWS.xml(
                200,
                """
                <DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member>
                <HealthCheckPort>80</HealthCheckPort><TargetHealth><State>unhealthy</State>
                <Reason>Target.ResponseCodeMismatch</Reason>
                <Description>Health checks failed with these codes: [502]</Description></TargetHealth>
                <Target><Id>10.0.0.1</Id><Port>80</Port></Target></member>
                <member><TargetHealth><State>healthy</State></TargetHealth><Target><Id>10.0.0.2</Id></Target></member>
                </TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>
                """
            )
        ])
        let health = try await ElasticLoadBalancing(aws.client()).targetHealth("arn")
        #expect(health.map(\.isHealthy) == [false, true])
        #expect(health[0].explanation == "Health checks failed with these codes: [502]")
        #expect(health[0].port == 80)
    }

    @Test("The last lines of a log are collected backwards over empty pages")
    func logs() async throws {
        let aws = try FakeAWS([
            .json(200, #"{"events":[{"timestamp":3000,"message":"c"}],"nextBackwardToken":"1"}"#),
            .json(200, #"{"events":[],"nextBackwardToken":"2"}"#),
            .json(200, #"{"events":[{"timestamp":1500,"message":"b"}],"nextBackwardToken":"2"}"#),
        ])
        let events = try await CloudWatchLogs(aws.client()).lastEvents(5, group: "g", stream: "s")
        #expect(events.map(\.message) == ["b", "c"])
        #expect(events[0].date == Date(timeIntervalSince1970: 1.5))
        #expect(aws.requests.count == 3)
    }

    @Test("Parameters are asked for in tens; missing ones are left out")
    func parameters() async throws {
        let aws = try FakeAWS { request, _ in
            let asked = (try? JSON(parsing: request.body))?["Names"]?.array ?? []
            let found = asked.filter { $0 != "p3" }.map { name -> JSON in
                ["Name": name, "Value": "v", "Type": "String"]
            }
            return .response(
                status: 200,
                body: JSON.object(["Parameters": .array(found), "InvalidParameters": ["p3"]]).serialized()
            )
        }
        let found = try await SSM(aws.client()).parameters((0..<12).map { "p\($0)" })
        #expect(found.count == 11)
        #expect(found["p3"] == nil)
        #expect(found["p11"]?.value == "v")
        #expect(aws.requests.count == 2)
    }
}
