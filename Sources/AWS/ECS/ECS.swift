/// The operations of Amazon ECS that shipit uses.
///
/// Answers come as views over AWS's own JSON, so that members shipit does not know are never lost.
/// Limits and paging are ECS's (API reference, "Actions"), and are kept here: callers pass any number of names.
package struct ECS: Sendable {
    /// One call of AWS: service, operation, input.
    package typealias Call = @Sendable (AWSService, String, JSON) async throws -> JSON

    let call: Call

    /// Operations over a client.
    package init(_ client: AWSClient) {
        call = { try await client.call($0, $1, $2) }
    }

    /// Operations over any way of calling AWS, such as one that keeps a budget of calls.
    package init(calling call: @escaping Call) {
        self.call = call
    }

    func send(_ operation: String, _ input: [String: JSON?]) async throws -> JSON {
        try await call(.ecs, operation, .object(input.compactMapValues { $0 }))
    }

    /// Follows `nextToken` to the end, or until `limit` elements are there.
    func pages(_ operation: String, _ input: [String: JSON?], of member: String, limit: Int? = nil) async throws
        -> [JSON]
    {
        var elements: [JSON] = []
        var input = input
        var seen: Set<String> = []
        while true {
            let answer = try await send(operation, input)
            elements += answer[member]?.array ?? []
            if let limit, elements.count >= limit { return Array(elements.prefix(limit)) }
            guard let token = answer["nextToken"]?.string, !token.isEmpty, seen.insert(token).inserted else {
                return elements
            }
            input["nextToken"] = .string(token)
        }
    }
}

extension Array {
    /// The elements in runs of at most `size`.
    func batches(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
