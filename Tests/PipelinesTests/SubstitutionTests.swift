import Testing

@testable import Pipelines

@Suite struct SubstitutionTests {
    /// A pipeline in which one text stands as a known string member (a container's command), as a plain scalar of
    /// a member nobody knows, and as the same in quotes.
    private func text(_ value: String) -> String {
        """
        environments:
          test:
            region: eu-central-1
            cluster: main
            account: "123456789012"
            values: {level: debug, count: "3", url: 'https://${environment}.example.com/${service}'}
        services:
          web:
            build: {context: .}
            taskDefinition:
              containerDefinitions: [{name: web}]
              known:
                - plain: \(value)
                  quoted: "\(value)"
              family: web
              containerX: {command: x}
        """
    }

    private func values(
        _ value: String,
        _ variables: [String: String] = [:],
        image: String? = "repo@sha256:abc"
    ) throws -> PipelineValue {
        let plan = try parse(text(value)).release(environment: "test", version: "1.2.3", variables: variables)
        let members = try plan.service("web").taskDefinition.members(image: image)
        return try #require(members["known"]?.list?.first)
    }

    @Test(arguments: [
        ("${version}", PipelineValue.string("1.2.3")), ("${service}", .string("web")),
        ("${environment}-x", .string("test-x")), ("${region}", .string("eu-central-1")),
        ("${values.level}", .string("debug")), ("${values.count}", .integer(3)), ("${env:PORT}", .integer(8080)),
        ("${env:NONE:-8.5}", .number(8.5)), ("${env:EMPTY:-true}", .bool(true)), ("${env:EMPTY}", .string("")),
        ("a $5 ${env:PORT}", .string("a $5 8080")), ("$${version}", .string("${version}")),
        ("$${a}${env:PORT}", .string("${a}8080")), ("${image}", .string("repo@sha256:abc")),
        ("x=${image};${version}", .string("x=repo@sha256:abc;1.2.3")),
        ("${values.url}", .string("https://test.example.com/web")),
        ("${env:URL:-http://127.0.0.1:4566/}", .string("http://127.0.0.1:4566/")),
        ("${account}", .integer(123_456_789_012)), ("${env:TRICK}", .string("${image} ${env:PORT}")),
    ])
    func textsAreFilledIn(_ text: String, _ expected: PipelineValue) throws {
        let found = try values(text, ["PORT": "8080", "EMPTY": "", "TRICK": "${image} ${env:PORT}"])
        #expect(found["plain"] == expected)
    }

    @Test(arguments: ["${env:PORT}", "${values.count}"])
    func whatIsInQuotesStaysAString(_ text: String) throws {
        let found = try values(text, ["PORT": "3"])
        #expect(found["plain"] == .integer(3))
        #expect(found["quoted"] == .string("3"))
    }

    @Test func withoutItsDigestTheImageStaysAsWritten() throws {
        #expect(try values("v${version} ${image}", image: nil)["plain"] == .string("v${version} ${image}"))
    }

    @Test func whatAWSWantsAsAStringKeepsItsCharacters() throws {
        let text = """
            environments: {test: {region: eu-central-1, cluster: main, account: 000000000000}}
            services:
              web:
                build: {context: ., arguments: {VERSION: 1.10, DEBUG: true, MASK: 0x1F}}
                taskDefinition:
                  cpu: 256
                  containerDefinitions:
                    - name: web
                      cpu: 128
                      essential: true
                      environment: [{name: V, value: 1.10}, {name: ON, value: true}, {name: Z, value: 007}]
                service: {tags: [{key: cost, value: 0042}], unknownMember: 0042}
            """
        let plan = try parse(text).release(environment: "test", version: "1", variables: [:])
        let web = try plan.service("web")
        guard case .build(let recipe) = web.image else { throw Unexpected() }
        #expect(recipe.arguments == ["VERSION": "1.10", "DEBUG": "true", "MASK": "0x1F"])
        #expect(plan.environment.account == "000000000000")
        let task = web.taskDefinition.members(image: nil)
        #expect(task["cpu"] == .string("256"))
        let container = try #require(task["containerDefinitions"]?.list?.first)
        #expect(container["cpu"] == .integer(128))
        #expect(container["essential"] == .bool(true))
        #expect(
            container["environment"]?.list?.map { $0["value"] } == [.string("1.10"), .string("true"), .string("007")]
        )
        #expect(web.service["tags"]?.list?.first?["value"] == .string("0042"))
        #expect(web.service["unknownMember"] == .integer(42))
    }

    private struct Unexpected: Error {}

    struct BadReference: CustomTestStringConvertible {
        let text: String
        let message: String
        let hint: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        BadReference(text: "${verison}", message: "unknown name in '${verison}'", hint: "did you mean '${version}'?"),
        BadReference(
            text: "${HOME}",
            message: "unknown name in '${HOME}'",
            hint: "'${env:HOME}' is the environment variable, '$${HOME}' stays '${HOME}'"
        ),
        BadReference(
            text: "${value.level}",
            message: "unknown name in '${value.level}'",
            hint: "did you mean '${values.…}'?"
        ),
        BadReference(
            text: "${tfstate:aws_lb.main.arn}",
            message: "'${tfstate:…}' is not supported yet",
            hint: "pass the value as '${env:NAME}' or write it in 'values'"
        ),
        BadReference(
            text: "${ssm:/db/host}",
            message: "'${ssm:…}' is not supported yet",
            hint: "pass the value as '${env:NAME}' or write it in 'values'"
        ),
        BadReference(
            text: "${values.levle}",
            message: "no 'levle' in the values of 'test'",
            hint: "did you mean 'level'?"
        ),
        BadReference(text: "${version", message: "expected '}' after '${'", hint: "write '$${' for a literal '${'"),
        BadReference(
            text: "${env:A B}",
            message: "expected a variable's name in '${env:A B}'",
            hint: "write '${env:NAME}'"
        ),
    ])
    func unknownReferencesAreRefusedWhenTheFileIsRead(_ bad: BadReference) throws {
        let error = try #require(throws: PipelineError.self) { try parse(text(bad.text)) }
        let plain = try #require(error.diagnostics.first)
        #expect(plain.message == bad.message)
        #expect(plain.hint == bad.hint)
        #expect(plain.location == SourceLocation(line: 13, column: 18))
        // The one in quotes stands one character further, exactly at its `$`.
        #expect(error.diagnostics.map(\.location).last == SourceLocation(line: 14, column: 20))
    }

    @Test func variablesThatAreNotSetAreAllNamedWhenAReleaseIsPlanned() throws {
        let pipeline = try parse(text("${env:FIRST} ${env:SECOND}"))
        let error = try #require(throws: ReleaseError.self) {
            try pipeline.release(environment: "test", version: "1", variables: [:])
        }
        guard case .mistakes(let diagnostics) = error else { throw Unexpected() }
        #expect(
            diagnostics.prefix(2).map(\.headline) == [
                "shipit.yaml:13:18: error: the environment variable 'FIRST' is not set",
                "shipit.yaml:13:31: error: the environment variable 'SECOND' is not set",
            ]
        )
        // Who only looks needs no version and no variables.
        let plan = try pipeline.release(environment: "test", version: nil, variables: [:])
        #expect(
            try plan.service("web").taskDefinition.members(image: nil)["known"]?.list?.first?["plain"]
                == .string("${env:FIRST} ${env:SECOND}")
        )
    }

    @Test func aFilledInValueIsCheckedButNeverShown() throws {
        let text = """
            environments: {test: {region: "${env:REGION}", cluster: main}}
            services: {web: {image: x, deploy: {timeout: "${env:LIMIT}"}, service: {desiredCount: "${env:N}"}}}
            """
        let variables = ["REGION": "hunter2", "LIMIT": "hunter2", "N": "hunter2"]
        let error = try #require(throws: ReleaseError.self) {
            try parse(text).release(environment: "test", version: "1", variables: variables)
        }
        guard case .mistakes(let diagnostics) = error else { throw Unexpected() }
        #expect(diagnostics.count == 3)
        #expect(!"\(diagnostics.rendered(in: text))\(error)".contains("hunter2"))
        #expect(
            diagnostics.first?.message
                == "expected a region such as eu-central-1 for 'region', found what '${env:REGION}' stands for"
        )
    }

    @Test func theAccountMayComeFromTheCredentials() throws {
        let text = """
            environments: {test: {region: eu-central-1, cluster: main}}
            services: {web: {image: "${account}.dkr.ecr.${region}.amazonaws.com/web:${version}"}}
            """
        let pipeline = try parse(text)
        #expect(throws: ReleaseError.self) {
            try pipeline.release(environment: "test", version: "1", variables: [:])
        }
        let plan = try pipeline.release(environment: "test", version: "1", account: "123456789012", variables: [:])
        let image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1"
        #expect(try plan.service("web").image == .existing(image))
    }

    @Test func secretsFromVariablesAreWarnedOf() throws {
        let text = """
            environments: {test: {region: eu-central-1, cluster: main, values: {pw: "${env:DB_PW}"}}}
            services:
              web:
                build: {context: .}
                taskDefinition:
                  containerDefinitions:
                    - name: web
                      environment:
                        - {name: DB_PASSWORD, value: "${values.pw}"}
                        - {name: LOGIN, value: "${env:API_TOKEN:-none}"}
                        - {name: apiKey, value: "${env:X}"}
                        - {name: KEYBOARD, value: "${env:LAYOUT}"}
                        - {name: TOKEN_URL, value: "https://example.com"}
            """
        let pipeline = try parse(text)
        #expect(pipeline.warnings.map(\.location.line) == [9, 10, 11])
        #expect(
            pipeline.warnings.first?.message
                == "'DB_PASSWORD' looks like a secret, and '${env:DB_PW}' writes it readable into the task definition"
        )
        #expect(pipeline.warnings.allSatisfy { $0.severity == .warning })
    }
}
