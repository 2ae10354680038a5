import Docker
import Images
import Testing

@Suite struct SessionServicesTests {
    private struct Broken: Error {}

    private static func request(_ host: String) -> [UInt8] {
        var request = ProtobufWriter()
        request.field(1, host)
        return request.bytes
    }

    private static func credential(_ user: String, _ secret: String) -> GRPCReply {
        var response = ProtobufWriter()
        response.field(1, user)
        response.field(2, secret)
        return .message(response.bytes)
    }

    @Test func isHealthy() async {
        let services = SessionServices { _ in nil }
        #expect(await services.answer("/grpc.health.v1.Health/Check", []) == .message([0x08, 0x01]))
    }

    @Test(arguments: [
        ("registry.example.com:5000", "registry.example.com:5000"),
        ("registry-1.docker.io", "docker.io"),
    ])
    func givesTheCredentialsOfTheHostThatIsAskedFor(_ asked: String, _ host: String) async {
        let services = SessionServices { .password(user: "user of \($0)", password: "secret") }
        let reply = await services.answer("/moby.filesync.v1.Auth/Credentials", Self.request(asked))
        #expect(reply == Self.credential("user of \(host)", "secret"))
    }

    @Test func givesAnIdentityTokenWithoutUser() async {
        let services = SessionServices { _ in .identityToken("token") }
        let reply = await services.answer("/moby.filesync.v1.Auth/Credentials", Self.request("a.example"))
        #expect(reply == Self.credential("", "token"))
    }

    @Test func answersNothingForAnonymous() async {
        let services = SessionServices { _ in nil }
        #expect(await services.answer("/moby.filesync.v1.Auth/Credentials", Self.request("a.example")) == .message([]))
    }

    @Test(arguments: ["", "a b", "http://x", "-"]) func refusesWhatIsNoHost(_ host: String) async {
        let services = SessionServices { _ in .identityToken("token") }
        let reply = await services.answer("/moby.filesync.v1.Auth/Credentials", Self.request(host))
        #expect(reply == .failure(.invalidArgument, "not a registry host"))
    }

    @Test func remembersWhyCredentialsCouldNotBeGiven() async {
        let services = SessionServices { _ in throw Broken() }
        let reply = await services.answer("/moby.filesync.v1.Auth/Credentials", Self.request("a.example"))
        #expect(reply == .failure(.unavailable, "the credentials cannot be read"))
        #expect(services.failure?.host.description == "a.example")
        #expect(services.failure?.error is Broken)
    }

    /// A secret of any value would end up in requests of newer engines.
    @Test func hasNoSecrets() async {
        let services = SessionServices { _ in .identityToken("token") }
        let reply = await services.answer(
            "/moby.buildkit.secrets.v1.Secrets/GetSecret",
            Self.request("HTTP_AUTH_TOKEN_x")
        )
        #expect(reply == .failure(.notFound, "no such secret"))
    }

    @Test(arguments: [
        "/moby.filesync.v1.Auth/GetTokenAuthority", "/moby.filesync.v1.Auth/FetchToken",
        "/moby.filesync.v1.FileSync/DiffCopy", "/moby.sshforward.v1.SSH/CheckAgent", "",
    ])
    func implementsNothingElse(_ path: String) async {
        let services = SessionServices { _ in .identityToken("token") }
        #expect(await services.answer(path, []) == .failure(.unimplemented, "not implemented"))
    }
}
