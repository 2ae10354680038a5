/// Asks AWS what names stand for.
struct NameLookup: Sendable {
    enum Matches: Sendable, Hashable {
        /// The ids or ARNs of what has the name; at least one.
        case found([String])
        /// Nothing has it; the names that exist.
        case missing(known: [String])
        case malformed
    }

    private let ec2: EC2
    private let loadBalancing: ElasticLoadBalancing
    private let cloudMap: CloudMap
    private let iam: IAM

    init(_ client: AWSClient) {
        ec2 = EC2(client)
        loadBalancing = ElasticLoadBalancing(client)
        cloudMap = CloudMap(client)
        iam = IAM(client)
    }

    /// What each of these names stands for.
    ///
    /// - Parameter vpc: The VPC that security groups are looked for in.
    func matches(_ kind: NameReference.Kind, _ names: [String], vpc: String?) async throws -> [String: Matches] {
        switch kind {
        case .subnet: try await resources(names, ec2.subnets(named: names)) { try await ec2.subnets() }
        case .securityGroup:
            try await resources(names, ec2.securityGroups(named: names, vpc: vpc)) {
                try await ec2.securityGroups(vpc: vpc)
            }
        case .targetGroup:
            try await each(
                names,
                find: { try await loadBalancing.targetGroup(named: $0)?.arn },
                known: { try await loadBalancing.targetGroups().map(\.name) }
            )
        case .registry: try await registries(names)
        case .role:
            try await each(
                names,
                find: { try await iam.roleARN(named: $0) },
                known: { try await iam.roleNames() }
            )
        }
    }

    /// The VPC of the subnets in a body's network configuration, when they are ids of one VPC.
    func vpc(ofSubnetsIn body: JSON) async throws -> String? {
        let subnets = body["networkConfiguration"]?["awsvpcConfiguration"]?["subnets"]?.array ?? []
        let ids = subnets.compactMap(\.string).filter { NameReference.Kind.subnet.isResolved($0) }
        guard !ids.isEmpty else { return nil }
        let vpcs = Set(try await ec2.subnets(ids: ids).compactMap(\.vpcID))
        return vpcs.count == 1 ? vpcs.first : nil
    }

    private func resources(
        _ names: [String],
        _ found: [EC2Resource],
        all: () async throws -> [EC2Resource]
    ) async throws -> [String: Matches] {
        var matches: [String: Matches] = [:]
        var known: [String]?
        for name in names {
            let ids = found.filter { $0.names.contains(name) }.map(\.id)
            if ids.isEmpty, known == nil { known = try await allowed { try await all().flatMap(\.names) } }
            matches[name] = ids.isEmpty ? .missing(known: known ?? []) : .found(ids)
        }
        return matches
    }

    private func each(
        _ names: [String],
        find: (String) async throws -> String?,
        known all: () async throws -> [String]
    ) async throws -> [String: Matches] {
        var matches: [String: Matches] = [:]
        var known: [String]?
        for name in names {
            let arn = try await find(name)
            if arn == nil, known == nil { known = try await allowed(all) }
            matches[name] = arn.map { .found([$0]) } ?? .missing(known: known ?? [])
        }
        return matches
    }

    private func registries(_ names: [String]) async throws -> [String: Matches] {
        var matches: [String: Matches] = [:]
        let namespaces = try await cloudMap.namespaces()
        for name in names {
            guard let slash = name.lastIndex(of: "/"), slash != name.startIndex, name.last != "/" else {
                matches[name] = .malformed
                continue
            }
            let namespace = name[..<slash]
            let service = name[name.index(after: slash)...]
            var found: [String] = []
            var known: [String] = []
            for candidate in namespaces where candidate.name == namespace {
                let services = try await cloudMap.services(in: candidate.id)
                found += services.filter { $0.name == service }.map(\.arn)
                known += services.map { "\(namespace)/\($0.name)" }
            }
            if known.isEmpty {
                known = namespaces.filter { $0.name != namespace }.map { "\($0.name)/\(service)" }
            }
            matches[name] = found.isEmpty ? .missing(known: known) : .found(found)
        }
        return matches
    }

    /// Names for suggestions; who may not list them gets none.
    private func allowed(_ list: () async throws -> [String]) async throws -> [String] {
        do {
            return try await list()
        } catch let error as AWSError where error.isAccessDenied {
            return []
        }
    }
}
