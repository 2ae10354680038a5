import Hashing

/// A request in the one form that both sides of a signature agree on.
struct CanonicalRequest {
    let text: String
    /// The names of the signed headers, joined by semicolons.
    let signedHeaders: String

    /// Headers that clients and proxies add or change on the way; botocore leaves the same ones unsigned.
    private static let unsigned: Set<String> = [
        "authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id", "accept",
    ]

    init(_ input: SignatureV4.Input, adding added: [(name: String, value: String)]) {
        let fields = Self.fields(input.headers + added + [(name: "host", value: input.host)])
        signedHeaders = fields.map(\.name).joined(separator: ";")
        text = [
            input.method,
            Self.path(input.path),
            Self.query(input.query),
            fields.map { "\($0.name):\($0.value)\n" }.joined(),
            signedHeaders,
            Hexadecimal.encode(SHA256.hash(input.body)),
        ].joined(separator: "\n")
    }

    /// Names in lower case and order, values trimmed with runs of spaces collapsed, repeated fields joined.
    private static func fields(_ headers: [(name: String, value: String)]) -> [(name: String, value: String)] {
        var values: [String: [String]] = [:]
        for header in headers {
            let name = header.name.lowercased()
            guard !unsigned.contains(name) else { continue }
            let value = header.value.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
            values[name, default: []].append(value)
        }
        return values.map { (name: $0.key, value: $0.value.joined(separator: ",")) }
            .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    }

    /// The path without dot segments and empty segments, percent-encoded once more: every service but S3
    /// wants the encoded path encoded again.
    private static func path(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        let end = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
        return PercentEncoding.encode("/" + segments.joined(separator: "/") + end, keeping: "/")
    }

    /// The query's parts in the order of their names, then values, each with its equals sign.
    private static func query(_ query: String) -> String {
        query.split(separator: "&", omittingEmptySubsequences: true)
            .map { part in
                let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (name: Array(halves[0].utf8), value: Array((halves.count > 1 ? halves[1] : "").utf8))
            }
            .sorted { one, other in
                one.name == other.name
                    ? one.value.lexicographicallyPrecedes(other.value) : one.name.lexicographicallyPrecedes(other.name)
            }
            .map { String(decoding: $0.name, as: UTF8.self) + "=" + String(decoding: $0.value, as: UTF8.self) }
            .joined(separator: "&")
    }
}
