import FoundationEssentials
import Images

/// A program that keeps logins for docker, named `docker-credential-NAME`
/// (docker/docker-credential-helpers, client/client.go).
struct CredentialHelper: Sendable {
    /// Long enough for a person to unlock a keychain.
    static let timeLimit = Duration.seconds(60)

    let name: String
    let environment: DockerEnvironment
    var timeLimit = CredentialHelper.timeLimit

    private struct Answer: Decodable {
        let username: String?
        let secret: String?

        enum CodingKeys: String, CodingKey {
            case username = "Username"
            case secret = "Secret"
        }
    }

    var program: String { "docker-credential-" + name }

    /// Asks the helper for a registry's login; nil when it has none.
    func credential(for server: CredentialServer) async throws -> RegistryCredential? {
        guard name.allSatisfy({ $0 != "/" && $0 != "\0" }),
            let executable = ChildProcess.find(program, in: environment["PATH"])
        else { throw DockerConfigurationError.helperMissing(program, registry: server.name) }
        let process = ChildProcess(
            executable: executable,
            arguments: ["get"],
            environment: environment.variables,
            input: Array(server.name.utf8),
            timeLimit: timeLimit
        )
        let outcome: ChildProcess.Outcome
        do {
            outcome = try await process.run()
        } catch let error as ChildProcessError {
            throw failure(server, error.description)
        }
        guard outcome.exit == .code(0) else { return try notFound(outcome, server) }
        return try credential(in: outcome.output, server)
    }

    private func credential(in output: [UInt8], _ server: CredentialServer) throws -> RegistryCredential? {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(output)) else {
            throw failure(server, "its answer is not the JSON object that docker's credential helpers give")
        }
        let user = answer.username ?? ""
        let secret = answer.secret ?? ""
        if user.isEmpty, secret.isEmpty { return nil }
        return user == "<token>" ? .identityToken(secret) : .password(user: user, password: secret)
    }

    /// A helper that fails says why on standard output; one reason is that there is no login.
    private func notFound(_ outcome: ChildProcess.Outcome, _ server: CredentialServer) throws -> RegistryCredential? {
        let message = Self.line(outcome.output) ?? Self.line(outcome.errorOutput)
        if message == "credentials not found in native keychain" { return nil }
        // What has the form of an answer may hold the secret.
        guard let message, !outcome.output.contains(UInt8(ascii: "{")) else {
            throw failure(server, "\(outcome.exit)")
        }
        throw failure(server, message)
    }

    /// The first line that says something, short enough for an error.
    private static func line(_ output: [UInt8]) -> String? {
        String(decoding: output, as: UTF8.self)
            .split(whereSeparator: \.isNewline)
            .lazy
            .map { line in
                let trimmed = line.drop(while: \.isWhitespace)
                return String(trimmed.filter { $0 == " " || !$0.isWhitespace }.prefix(200))
            }
            .first { !$0.isEmpty }
    }

    private func failure(_ server: CredentialServer, _ reason: String) -> DockerConfigurationError {
        .helperFailed(program, registry: server.name, reason: reason)
    }
}
