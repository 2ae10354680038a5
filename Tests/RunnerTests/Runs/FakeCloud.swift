import AWS
import FoundationEssentials
import Synchronization
import TestSupport

/// STS, ECS, ECR and a registry behind one address, as small as runs of several services need them.
///
/// A deployment is under way when it is first looked at, and done at the next look; what a test wants otherwise
/// it says by service.
final class FakeCloud: Sendable {
    /// What becomes of a service's deployment.
    enum Fate: Sendable {
        case healthy
        /// It stays under way for ever.
        case stuck
        /// ECS refuses to update or create the service, with this code.
        case refused(String)
    }

    private struct Service {
        var revision: String
        var looks = 0
        var id: Int
    }

    private struct World {
        var services: [String: Service] = [:]
        var revisions: [JSON] = []
        var changes: [String] = []
        var counter = 0
    }

    /// The digest of the images of a version.
    static func digest(of version: String) -> String {
        let digits = version.utf8.map { String($0, radix: 16) }.joined()
        return "sha256:" + String(repeating: "0", count: 64 - digits.count) + digits
    }

    private let world = Mutex(World())
    private let fates: [String: Fate]
    /// Repositories that have no image.
    private let missing: Set<String>
    /// Repositories of which nothing is ever heard.
    private let silent: Set<String>
    private let beforeChange: @Sendable (String) -> Void
    private let servers = Mutex<LoopbackServer?>(nil)

    /// - Parameters:
    ///   - live: Services that are there already, with the image each runs.
    ///   - beforeChange: Told of each call that changes something, before it has its effect.
    init(
        fates: [String: Fate] = [:],
        missing: Set<String> = [],
        silent: Set<String> = [],
        live: [String: String] = [:],
        beforeChange: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        self.fates = fates
        self.missing = missing
        self.silent = silent
        self.beforeChange = beforeChange
        let server = try LoopbackServer { [weak self] request in self?.answer(request) ?? .close }
        servers.withLock { $0 = server }
        for (name, image) in live { settle(name, image) }
    }

    var server: LoopbackServer {
        guard let server = servers.withLock({ $0 }) else { preconditionFailure("the server runs from the start") }
        return server
    }

    /// What was changed in AWS, in order: the operation and the service or family.
    var changes: [String] { world.withLock { $0.changes } }

    /// The revision a service is set to.
    func revision(of service: String) -> String? { world.withLock { $0.services[service]?.revision } }

    private func settle(_ name: String, _ image: String) {
        world.withLock { world in
            let arn = Self.register(
                ["family": .string(name), "containerDefinitions": [["name": "app", "image": .string(image)]]],
                in: &world
            )
            world.services[name] = Service(revision: arn, looks: 9, id: 0)
        }
    }

    private func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
        if request.path.hasPrefix("/v2/") { return registry(request) }
        guard let operation = request.headers["x-amz-target"]?.split(separator: ".").last.map(String.init) else {
            return .text(
                200,
                """
                <GetCallerIdentityResponse><GetCallerIdentityResult><Account>000000000000</Account>
                <Arn>arn:aws:iam::000000000000:user/ci</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>
                """,
                headers: [("Content-Type", "text/xml")]
            )
        }
        let input = (try? JSON(parsing: request.body)) ?? [:]
        let subject = input["serviceName"]?.string ?? input["service"]?.string ?? input["family"]?.string
        if ["RegisterTaskDefinition", "CreateService", "UpdateService", "DeleteService"].contains(operation) {
            beforeChange("\(operation) \(subject ?? "")")
        }
        return world.withLock { world in ecs(operation, input, subject ?? "", &world) }
    }

    private func registry(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
        let isMissing = missing.contains { request.path.hasPrefix("/v2/\($0)/") }
        if silent.contains(where: { request.path.hasPrefix("/v2/\($0)/") }) { return .stall }
        guard !isMissing else { return .json(404, #"{"errors": [{"code": "MANIFEST_UNKNOWN"}]}"#) }
        let headers = [
            ("Docker-Content-Digest", Self.digest(of: request.path.split(separator: "/").last.map(String.init) ?? "")),
            ("Content-Type", "application/vnd.oci.image.manifest.v1+json"),
        ]
        return .response(status: 200, headers: headers)
    }

    // MARK: ECS

    private func ecs(_ operation: String, _ input: JSON, _ subject: String, _ world: inout World)
        -> LoopbackServer.Answer
    {
        switch operation {
        case "GetAuthorizationToken":
            let token = Data("AWS:password".utf8).base64EncodedString()
            return ok(["authorizationData": [["authorizationToken": .string(token), "expiresAt": 4_000_000_000]]])
        case "DescribeClusters":
            let isThere = input["clusters"] == ["main"]
            return ok(["clusters": isThere ? [["clusterName": "main", "status": "ACTIVE"]] : []])
        case "DescribeServices":
            let names = input["services"]?.array?.compactMap(\.string) ?? []
            return ok(["services": .array(names.compactMap { describe($0, &world) }), "failures": []])
        case "RegisterTaskDefinition":
            world.changes.append("\(operation) \(subject)")
            return ok(revision(Self.register(input, in: &world), world))
        case "DescribeTaskDefinition": return ok(revision(input["taskDefinition"]?.string ?? "", world))
        case "ListTaskDefinitions", "ListTasks":
            return ok(["taskDefinitionArns": [], "taskArns": []])
        case "CreateService", "UpdateService":
            if case .refused(let code)? = fates[subject] { return fault(code) }
            world.changes.append("\(operation) \(subject)")
            world.counter += 1
            let live = world.services[subject]?.revision
            world.services[subject] = Service(
                revision: input["taskDefinition"]?.string ?? live ?? "",
                id: world.counter
            )
            return ok(["service": describe(subject, &world) ?? [:]])
        case "TagResource": return ok([:])
        default: return fault("InvalidAction")
        }
    }

    private func describe(_ name: String, _ world: inout World) -> JSON? {
        guard var service = world.services[name] else { return nil }
        service.looks += 1
        world.services[name] = service
        var isDone = service.looks > 2
        if case .stuck? = fates[name], service.id > 0 { isDone = false }
        return [
            "serviceName": .string(name), "status": "ACTIVE", "desiredCount": 1,
            "taskDefinition": .string(service.revision),
            "runningCount": isDone ? 1 : 0, "pendingCount": isDone ? 0 : 1,
            "deployments": [
                [
                    "id": .string("ecs-svc/\(service.id)"), "status": "PRIMARY",
                    "taskDefinition": .string(service.revision), "desiredCount": 1,
                    "runningCount": isDone ? 1 : 0, "pendingCount": isDone ? 0 : 1, "failedTasks": 0,
                    "createdAt": 1000, "rolloutState": isDone ? "COMPLETED" : "IN_PROGRESS",
                ]
            ],
        ]
    }

    private static func register(_ body: JSON, in world: inout World) -> String {
        let number = world.revisions.count + 1
        let arn = "arn:aws:ecs:eu-west-1:000000000000:task-definition/\(body["family"]?.string ?? ""):\(number)"
        var revision = body
        revision["taskDefinitionArn"] = .string(arn)
        revision["revision"] = .integer(Int64(number))
        revision["status"] = "ACTIVE"
        world.revisions.append(revision)
        return arn
    }

    private func revision(_ arn: String, _ world: World) -> JSON {
        guard var document = world.revisions.first(where: { $0["taskDefinitionArn"]?.string == arn }) else {
            return [:]
        }
        let tags = document["tags"] ?? []
        document["tags"] = nil
        return ["taskDefinition": document, "tags": tags]
    }

    private func ok(_ body: JSON) -> LoopbackServer.Answer { .response(status: 200, body: body.serialized()) }

    private func fault(_ code: String) -> LoopbackServer.Answer {
        .json(400, #"{"__type": "\#(code)", "message": "as scripted"}"#)
    }
}
