/// The operations of CloudWatch Logs that shipit uses.
package struct CloudWatchLogs: Sendable {
    private let call: ECS.Call

    /// CloudWatch may answer with empty pages before the events; this many are enough.
    private static let maximumPages = 10

    /// Operations over a client.
    package init(_ client: AWSClient) {
        call = { try await client.call($0, $1, $2) }
    }

    /// Operations over any way of calling AWS, such as one that keeps a budget of calls.
    package init(calling call: @escaping ECS.Call) {
        self.call = call
    }

    /// The last events of a stream, oldest first.
    ///
    /// - Parameter limit: At most so many, and at most 10 000.
    /// - Throws: `AWSError` with `isNotFound` where group or stream do not exist.
    package func lastEvents(_ limit: Int, group: String, stream: String) async throws -> [LogEvent] {
        let limit = max(1, min(limit, 10_000))
        var events: [LogEvent] = []
        var token: String?
        for _ in 0..<Self.maximumPages {
            var input: JSON = [
                "logGroupName": .string(group), "logStreamName": .string(stream), "startFromHead": false,
                "limit": .integer(Int64(limit - events.count)),
            ]
            input["nextToken"] = token.map { .string($0) }
            let answer = try await call(.logs, "GetLogEvents", input)
            events = (answer["events"]?.array ?? []).compactMap { LogEvent($0) } + events
            let next = answer["nextBackwardToken"]?.string
            guard events.count < limit, let next, next != token else { break }
            token = next
        }
        return Array(events.suffix(limit))
    }
}
