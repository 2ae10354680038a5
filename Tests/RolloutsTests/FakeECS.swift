import AWS
import FoundationEssentials
import Synchronization

@testable import Rollouts

/// An ECS in memory with a scheduler of its own and a clock that a test moves: waiting is what moves it.
///
/// It does what no emulator does: real ids in `startedBy`, service deployments with their history, a circuit breaker
/// that drops what it rolled back, lost answers, list lag.
final class FakeECS: Sendable {
    /// What the tasks of an image do.
    enum Behaviour: Sendable {
        /// Run so many seconds after they are started.
        case healthy(after: Int)
        /// Exit at once.
        case crashes(Int32)
        /// Cannot be pulled.
        case missing
        /// Stay pending for ever.
        case stuck
    }

    struct Deployment {
        var id: String
        var revision: String
        var status = "PRIMARY"
        var state: String? = "IN_PROGRESS"
        var reason: String?
        var desired: Int
        var running = 0
        var failed = 0
        var startedAt: Double
        var record: Int?
    }

    struct Record {
        var arn: String
        var revision: String
        var source: String?
        var status: String
        var createdAt: Double
    }

    struct World {
        var now = 1_000_000.0
        var revisions: [JSON] = []
        var exists = false
        var status = "ACTIVE"
        var desired = 2
        var configuration: JSON = [:]
        var members: [String: JSON] = [:]
        var deployments: [Deployment] = []
        var stopped: [JSON] = []
        var events: [JSON] = []
        var records: [Record] = []
        var keepsRecords = true
        var behaviours: [String: Behaviour] = [:]
        var calls: [(operation: String, input: JSON)] = []
        var counter = 0
        /// Operations whose next answer is lost: true when the call takes effect all the same.
        var lost: [String: Bool] = [:]
        /// What a test wants to happen at a second of the story.
        var happenings: [(at: Double, what: @Sendable (inout World) -> Void)] = []
    }

    let world = Mutex(World())
    static let start = 1_000_000.0

    init(_ prepare: (inout World) -> Void = { _ in }) {
        world.withLock { prepare(&$0) }
    }

    /// The clock of this world.
    var clock: RolloutClock {
        RolloutClock(
            elapsed: { .milliseconds(Int64(self.world.withLock { ($0.now - Self.start) * 1000 })) },
            sleep: { duration in
                try Task.checkCancellation()
                self.pass(duration)
            },
            chance: { 0.5 }
        )
    }

    /// Calls as the client makes them.
    var call: ECS.Call {
        { service, operation, input in try self.answer(service, operation, input) }
    }

    private func pass(_ duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        world.withLock { world in
            var left = seconds
            while left > 0 {
                let step = min(left, 1)
                world.now += step
                left -= step
                world.tick()
            }
        }
    }

    func answer(_ service: AWSService, _ operation: String, _ input: JSON) throws -> JSON {
        try world.withLock { world in
            world.calls.append((operation, input))
            let lost = world.lost.removeValue(forKey: operation)
            if lost == false { throw Self.error(operation, "ServiceUnavailable", status: 503) }
            let answer = try world.answer(operation, input)
            if lost == true { throw Self.error(operation, "ServiceUnavailable", status: 503) }
            return answer
        }
    }

    static func error(_ operation: String, _ code: String, status: Int = 400) -> AWSError {
        AWSError(service: .ecs, operation: operation, code: code, message: "as scripted", status: status)
    }

    /// How often an operation was called.
    func count(_ operation: String) -> Int {
        world.withLock { $0.calls.count { $0.operation == operation } }
    }

    /// The inputs of an operation, in order.
    func inputs(_ operation: String) -> [JSON] {
        world.withLock { $0.calls.filter { $0.operation == operation }.map(\.input) }
    }

    /// The state tag of a revision.
    func state(_ revision: Int) -> String? {
        world.withLock { world in
            guard world.revisions.count >= revision else { return nil }
            return ECSTags.read(world.revisions[revision - 1]["tags"])["shipit:state"]
        }
    }

    var primary: Deployment? { world.withLock { $0.deployments.first { $0.status == "PRIMARY" } } }
}
