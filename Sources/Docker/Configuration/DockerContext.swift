import FoundationEssentials
import HTTP
import Hashing

/// An engine's address that docker keeps under a name (docker/cli, cli/context/store).
struct DockerContext {
    let host: String
    /// How the engine is to be known; nil where the context has nothing to say of it.
    let tls: TLSSettings?

    private struct Metadata: Decodable {
        let name: String
        let endpoints: [String: Endpoint]?

        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case endpoints = "Endpoints"
        }
    }

    private struct Endpoint: Decodable {
        let host: String?
        let skipsVerification: Bool?

        enum CodingKeys: String, CodingKey {
            case host = "Host"
            case skipsVerification = "SkipTLSVerify"
        }
    }

    /// Reads a context by its name; `source` is what named it.
    init(named name: String, in directory: String?, source: String) throws(DockerConfigurationError) {
        let folder = Hexadecimal.encode(SHA256.hash(name))
        let metadata = try directory.flatMap { directory throws(DockerConfigurationError) in
            try ConfigurationFile.read("\(directory)/contexts/meta/\(folder)/meta.json", as: Metadata.self)
        }
        guard let directory, let metadata else {
            let known = Self.names(in: directory)
            throw .unknownContext(name, source: source, similar: Spelling.nearest(to: name, in: known), known: known)
        }
        guard let endpoint = metadata.endpoints?["docker"], let host = endpoint.host, !host.isEmpty else {
            throw .contextWithoutEngine(name)
        }
        self.host = host
        let certificates = try TLSSettings(certificatesIn: "\(directory)/contexts/tls/\(folder)/docker")
        if endpoint.skipsVerification == true {
            var settings = certificates ?? TLSSettings()
            settings.verifiesServer = false
            self.tls = settings
        } else {
            self.tls = certificates
        }
    }

    /// The names of all contexts, `default` first.
    private static func names(in directory: String?) -> [String] {
        let store = (directory ?? "") + "/contexts/meta"
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: store)) ?? []
        let names = folders.compactMap { folder in
            (try? ConfigurationFile.read("\(store)/\(folder)/meta.json", as: Metadata.self))?.name
        }
        return ["default"] + names.sorted()
    }
}

extension TLSSettings {
    /// The certificates in a directory under docker's names: `ca.pem`, `cert.pem` and `key.pem`; nil where there are none.
    init?(certificatesIn directory: String) throws(DockerConfigurationError) {
        let files = ["ca.pem", "cert.pem", "key.pem"].map { name in
            let path = "\(directory)/\(name)"
            return FileManager.default.fileExists(atPath: path) ? path : nil
        }
        guard files.contains(where: { $0 != nil }) else { return nil }
        guard (files[1] == nil) == (files[2] == nil) else { throw .incompleteCertificate(directory: directory) }
        self.init()
        self.authorities = files[0]
        self.certificate = files[1]
        self.key = files[2]
    }
}
