import AWS
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import Rollouts

/// Deployments over real sockets: the client signs and retries, the server loses answers.
@Suite struct WireTests {
    /// What is done to the first request of an operation.
    enum Fault: Sendable {
        /// It takes effect, and the connection is cut in the middle of the answer.
        case answerLost
        /// The connection is reset before it takes effect.
        case requestLost
        case throttled
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let operation: String
        let fault: Fault
        /// How many updates ECS has seen at the end.
        let updates: Int
        var testDescription: String { "\(operation): \(fault)" }
    }

    static func server(_ ecs: FakeECS, _ row: Row) throws -> LoopbackServer {
        let pending = Mutex(true)
        return try LoopbackServer { request in
            let operation = String(request.headers["x-amz-target"]?.split(separator: ".").last ?? "")
            let isFaulty =
                operation == row.operation
                && pending.withLock { isPending in
                    defer { isPending = false }
                    return isPending
                }
            if isFaulty {
                switch row.fault {
                case .throttled: return .json(400, #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#)
                case .requestLost: return .reset
                case .answerLost: break
                }
            }
            do {
                let answer = try ecs.answer(.ecs, operation, JSON(parsing: request.body))
                if isFaulty { return .cut(status: 200, body: [], announced: 100) }
                return .json(200, String(decoding: answer.serialized(), as: UTF8.self))
            } catch let error as AWSError {
                return .json(error.status, #"{"__type":"\#(error.code)","message":"as scripted"}"#)
            } catch {
                return .text(500, "\(error)")
            }
        }
    }

    @Test(arguments: [
        Row(operation: "UpdateService", fault: .answerLost, updates: 1),
        Row(operation: "UpdateService", fault: .requestLost, updates: 1),
        Row(operation: "UpdateService", fault: .throttled, updates: 1),
        Row(operation: "DescribeServices", fault: .answerLost, updates: 1),
        Row(operation: "RegisterTaskDefinition", fault: .throttled, updates: 1),
        Row(operation: "TagResource", fault: .throttled, updates: 1),
    ])
    func `a fault of one call leaves one deployment that is followed to its end`(_ row: Row) async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: DeployerTests.good) }
        let server = try Self.server(ecs, row)
        let client = try AWSClient.make(
            AWSSettings(region: "eu-west-1", endpoint: "http://127.0.0.1:\(server.port)"),
            environment: ["AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"],
            http: HTTPClient()
        )
        let outcome = try await Deployer(client: client, clock: ecs.clock).deploy(DeployerTests.request())
        guard case .deployed(let live) = outcome else {
            Issue.record("not deployed: \(outcome)")
            return
        }
        #expect(live.revision.revision == 2)
        #expect(ecs.count("UpdateService") == row.updates)
        #expect(ecs.world.withLock { $0.records.count } == 2)
        #expect(ecs.state(2) == "good")
    }
}
