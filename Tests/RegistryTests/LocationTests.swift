import FoundationEssentials
import HTTP
import Images
@testable import Registry
import Testing

@Suite("Where an upload goes on")
struct LocationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let registry: String
        let field: String
        let result: String?
        var testDescription: String { "\(registry): \(field)" }
    }

    @Test(
        "is resolved against the request, and not followed into private networks",
        arguments: [
            Case(
                registry: "r.example.com",
                field: "/v2/a/u/1?s=x%2Fy",
                result: "https://r.example.com/v2/a/u/1?s=x%2Fy"
            ),
            Case(registry: "r.example.com", field: "u/1", result: "https://r.example.com/v2/a/u/u/1"),
            Case(registry: "r.example.com", field: "https://r.example.com/x", result: "https://r.example.com/x"),
            Case(registry: "r.example.com", field: "http://r.example.com/x", result: "https://r.example.com/x"),
            Case(
                registry: "r.example.com",
                field: "https://s3.example.net/x?sig=1",
                result: "https://s3.example.net/x?sig=1"
            ),
            Case(registry: "r.example.com", field: "http://s3.example.net/x", result: nil),
            Case(registry: "r.example.com", field: "https://10.1.2.3/x", result: nil),
            Case(registry: "r.example.com", field: "https://169.254.169.254/x", result: nil),
            Case(registry: "r.example.com", field: "https://[::1]/x", result: nil),
            Case(registry: "r.example.com", field: "https://[fd00::1]/x", result: nil),
            Case(registry: "r.example.com", field: "https://localhost/x", result: nil),
            Case(registry: "r.example.com", field: "https://user:word@r.example.com/x", result: nil),
            Case(registry: "r.example.com", field: "ftp://r.example.com/x", result: nil),
            Case(registry: "10.0.0.5:5000", field: "https://10.0.0.5:5000/x", result: "https://10.0.0.5:5000/x"),
            Case(registry: "localhost:5000", field: "http://127.0.0.1:5000/x", result: "http://127.0.0.1:5000/x"),
            Case(registry: "localhost:5000", field: "http://10.0.0.1/x", result: nil),
        ]
    )
    func resolve(_ test: Case) throws {
        let host = try #require(RegistryHost(test.registry))
        let root = try #require(host.endpoint)
        let request = root.appending(path: "v2/a/u/").absoluteURL
        #expect(Location.resolve(test.field, against: request, registry: host)?.absoluteString == test.result)
    }

    @Test("keeps its query when the digest is added")
    func closing() throws {
        let digest = Digest(of: [])
        let url = try #require(URL(string: "http://h/u/1?_state=a%2Fb%3D"))
        let expected = "http://h/u/1?_state=a%2Fb%3D&digest=sha256%3A\(digest.hexadecimal)"
        #expect(Location.closing(url, digest).absoluteString == expected)
        let bare = try #require(URL(string: "http://h/u/1"))
        #expect(Location.closing(bare, digest).absoluteString == "http://h/u/1?digest=sha256%3A\(digest.hexadecimal)")
    }

    @Test(
        "the same server is the same scheme, host and port",
        arguments: [
            ("https://a/x", "https://A:443/y", true), ("http://a/x", "https://a/x", false),
            ("https://a/x", "https://a:8443/x", false), ("https://a/x", "https://b/x", false),
        ]
    )
    func sameServer(one: String, other: String, isSame: Bool) throws {
        let (one, other) = (try #require(URL(string: one)), try #require(URL(string: other)))
        #expect(Location.isSameServer(one, other) == isSame)
    }

    @Test("Retry-After is seconds or a date")
    func retryAfter() {
        let now = Date(timeIntervalSince1970: 784_111_777)  // RFC 9110's Sun, 06 Nov 1994 08:49:37 GMT
        func read(_ value: String) -> Duration? { RetryAfter.duration(["Retry-After": value], now: now) }
        #expect(read("7") == .seconds(7))
        #expect(read("0") == nil)
        #expect(read("-1") == nil)
        #expect(read("soon") == nil)
        #expect(read("Sun, 06 Nov 1994 08:49:47 GMT") == .seconds(10))
        #expect(read("Sun, 06 Nov 1994 08:49:27 GMT") == nil)
        #expect(read("Tue, 29 Feb 2000 00:00:00 GMT") == .seconds(86_400))
        #expect(read("Sun, 06 Nov 1994 08:49 GMT") == nil)
    }
}
