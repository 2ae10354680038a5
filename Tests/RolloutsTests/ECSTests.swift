import AWS
import FoundationEssentials
import Synchronization
import Testing

@testable import Rollouts

/// The operations of ECS: paging, batches, and what is missing in some places.
@Suite struct ECSTests {
    /// Answers by operation, and keeps what was asked.
    final class Script: Sendable {
        let asked = Mutex<[(operation: String, input: JSON)]>([])
        let answer: @Sendable (String, JSON) throws -> JSON

        init(_ answer: @escaping @Sendable (String, JSON) throws -> JSON) {
            self.answer = answer
        }

        var ecs: ECS {
            ECS(calling: { _, operation, input in
                self.asked.withLock { $0.append((operation, input)) }
                return try self.answer(operation, input)
            })
        }

        var inputs: [JSON] { asked.withLock { $0.map(\.input) } }
    }

    @Test func `services are asked for ten at a time, and those that are missing are values`() async throws {
        let script = Script { _, input in
            let names = input["services"]?.array ?? []
            return [
                "services": .array(names.dropFirst().map { ["serviceName": $0, "status": "ACTIVE"] }),
                "failures": [["arn": names[0], "reason": "MISSING"]],
            ]
        }
        let answer = try await script.ecs.describeServices(cluster: "c", (0..<23).map { "s\($0)" })
        #expect(script.inputs.map { $0["services"]?.array?.count } == [10, 10, 3])
        #expect(answer.services.count == 20)
        #expect(answer.failures.map(\.arn) == ["s0", "s10", "s20"])
    }

    @Test func `more than a hundred tasks are paged through and described a hundred at a time`() async throws {
        let script = Script { operation, input in
            switch operation {
            case "ListTasks":
                let page = input["nextToken"]?.string.flatMap { Int($0) } ?? 0
                var answer: JSON = ["taskArns": .array((0..<100).map { .string("t\(page * 100 + $0)") })]
                if page < 2 { answer["nextToken"] = .string("\(page + 1)") }
                return answer
            default:
                return ["tasks": .array((input["tasks"]?.array ?? []).map { ["taskArn": $0] })]
            }
        }
        let arns = try await script.ecs.listTasks(cluster: "c", service: "s", desiredStatus: "STOPPED")
        #expect(Set(arns).count == 300)
        let tasks = try await script.ecs.describeTasks(cluster: "c", arns + ["t300"])
        #expect(tasks.count == 301)
        #expect(script.inputs.compactMap { $0["tasks"]?.array?.count } == [100, 100, 100, 1])
    }

    @Test func `a token that comes again does not page for ever`() async throws {
        let script = Script { _, _ in ["taskArns": ["t"], "nextToken": "same"] }
        #expect(try await script.ecs.listTasks(cluster: "c", service: "s", desiredStatus: "RUNNING").count == 2)
    }

    @Test func `revisions are those of exactly the family, newest first`() async throws {
        let script = Script { _, _ in
            [
                "taskDefinitionArns": [
                    .string(Fixture.arn(2).text), .string(Fixture.arn(10).text),
                    .string(Fixture.arn(11, family: "auth-admin").text),
                ]
            ]
        }
        let revisions = try await script.ecs.listTaskDefinitions(family: "auth", limit: 5)
        #expect(revisions.map(\.short) == ["auth:10", "auth:2"])
    }

    struct Missing: Sendable, CustomTestStringConvertible {
        let code: String
        let status: Int
        let isMissing: Bool
        var testDescription: String { "\(code) \(status)" }
    }

    @Test(arguments: [
        Missing(code: "InvalidAction", status: 400, isMissing: true),
        Missing(code: "UnsupportedFeatureException", status: 400, isMissing: true),
        Missing(code: AWSError.unexpectedAnswer, status: 500, isMissing: true),
        Missing(code: "AccessDeniedException", status: 400, isMissing: true),
        Missing(code: "ThrottlingException", status: 400, isMissing: false),
        Missing(code: "ServerException", status: 500, isMissing: false),
        Missing(code: "ClusterNotFoundException", status: 400, isMissing: false),
    ])
    func `history that a place lacks is unavailable, other errors stay errors`(_ row: Missing) async throws {
        let script = Script { operation, _ in
            throw AWSError(service: .ecs, operation: operation, code: row.code, message: "", status: row.status)
        }
        do {
            let answer = try await script.ecs.listServiceDeployments(cluster: "c", "s")
            #expect(answer.value == nil)
            #expect(row.isMissing)
        } catch {
            #expect(!row.isMissing)
        }
    }

    @Test func `unknown members of a service stay in its document`() throws {
        let service = try #require(
            ECSService(["serviceName": "a", "status": "ACTIVE", "ofTheFuture": [1], "createdAt": 1_700_000_000])
        )
        #expect(service.document["ofTheFuture"] == [1])
        #expect(service.createdAt?.timeIntervalSince1970 == 1_700_000_000)
        #expect(ECSService(["status": "ACTIVE"]) == nil)
    }
}
