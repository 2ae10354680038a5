extension AWSClient {
    /// All elements of a list that comes in pages.
    ///
    /// - Parameters:
    ///   - member: The answer's member that holds a page.
    ///   - token: The name of the token's member, in and out.
    ///   - limit: No page is fetched after so many elements.
    func pages(
        _ service: AWSService,
        _ operation: String,
        _ input: JSON,
        of member: String,
        token: String = "nextToken",
        limit: Int = .max
    ) async throws -> [JSON] {
        var input = input
        var elements: [JSON] = []
        var seen: Set<String> = []
        while true {
            let answer = try await call(service, operation, input)
            elements += answer[member]?.array ?? []
            guard elements.count < limit, let next = answer[token]?.string, !next.isEmpty,
                seen.insert(next).inserted
            else { return Array(elements.prefix(limit)) }
            input[token] = .string(next)
        }
    }

    /// All elements of a list that comes in pages, of a service that speaks the query protocol.
    ///
    /// - Parameters:
    ///   - path: The elements that lead from the answer's root to the one with list and token.
    ///   - token: The token's name in the request and in the answer.
    func queryPages(
        _ service: AWSService,
        _ action: String,
        _ fields: [(String, String)],
        in path: [String],
        of list: String,
        token: (request: String, answer: String),
        limit: Int = .max
    ) async throws -> [XMLElement] {
        var elements: [XMLElement] = []
        var seen: Set<String> = []
        var position: [(String, String)] = []
        while true {
            let answer = try await query(service, action, fields + position)
            let result = path.reduce(Optional(answer)) { $0?[$1] }
            elements += result?.list(list) ?? []
            guard elements.count < limit, let next = result?.text(token.answer), !next.isEmpty,
                seen.insert(next).inserted
            else { return Array(elements.prefix(limit)) }
            position = [(token.request, next)]
        }
    }
}
