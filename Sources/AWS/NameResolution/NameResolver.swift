/// Replaces names in bodies by the ids and ARNs that AWS wants, asking AWS for each name once.
package actor NameResolver {
    private enum Finding: Sendable {
        case resolved(String)
        case failed(NameResolutionError.Problem)
    }

    private struct Key: Hashable, Sendable {
        let reference: NameReference
        /// The VPC a security group is looked for in.
        var vpc: String?
    }

    private let lookup: NameLookup
    private var findings: [Key: Finding] = [:]

    /// A resolver that asks by this client.
    package init(_ client: AWSClient) {
        lookup = NameLookup(client)
    }

    /// The body with every name replaced; bodies without names are returned as they are and cost no call.
    ///
    /// - Throws: `NameResolutionError` with every name that is missing or ambiguous, or what `AWSClient.call` throws.
    package func resolve(_ body: JSON) async throws -> JSON {
        let occurrences = NameResolution.names(in: body)
        let groups = Dictionary(grouping: occurrences.map(\.reference), by: \.kind)
        var failures: [NameResolutionError.Failure] = []
        var resolved: [NameReference: String] = [:]
        // Subnets come first: their VPC tells which security group is meant.
        var body = body
        var vpc: String?
        for kind in NameReference.Kind.allCases {
            guard let references = groups[kind] else { continue }
            if kind == .securityGroup { vpc = try await lookup.vpc(ofSubnetsIn: body) }
            let scope = kind == .securityGroup ? vpc : nil
            try await find(references.map { Key(reference: $0, vpc: scope) }, kind)
            for occurrence in occurrences where occurrence.reference.kind == kind {
                switch findings[Key(reference: occurrence.reference, vpc: scope)] {
                case .resolved(let text): resolved[occurrence.reference] = text
                case .failed(let problem):
                    let failure = NameResolutionError.Failure(
                        place: occurrence.place,
                        reference: occurrence.reference,
                        problem: problem
                    )
                    failures.append(failure)
                case nil: break
                }
            }
            body = NameResolution.replacing(resolved, in: body)
        }
        guard failures.isEmpty else { throw NameResolutionError(failures: failures) }
        return body
    }

    /// Looks up those keys that nobody looked up before.
    private func find(_ keys: [Key], _ kind: NameReference.Kind) async throws {
        let names = Set(keys.filter { findings[$0] == nil }.map(\.reference.name)).sorted()
        guard !names.isEmpty else { return }
        let vpc = keys.first?.vpc
        for (name, matches) in try await lookup.matches(kind, names, vpc: vpc) {
            let key = Key(reference: NameReference(kind, name), vpc: vpc)
            findings[key] =
                switch matches {
                case .found(let ids) where ids.count == 1: .resolved(ids[0])
                case .found(let ids): .failed(.ambiguous(ids))
                case .missing(let known): .failed(.notFound(suggestions: Suggestion.closest(to: name, among: known)))
                case .malformed: .failed(.malformed)
                }
        }
    }
}
