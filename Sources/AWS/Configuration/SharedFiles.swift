import FoundationEssentials

/// Where AWS's shared files are on this machine.
struct SharedFiles: Sendable, Hashable {
    let configurationPath: String
    let credentialsPath: String

    init(environment: [String: String]) {
        func path(_ variable: String, _ usual: String) -> String {
            let named = environment[variable] ?? ""
            return Self.expandingHome(named.isEmpty ? usual : named, environment)
        }
        configurationPath = path("AWS_CONFIG_FILE", "~/.aws/config")
        credentialsPath = path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")
    }

    func configuration() throws(AWSConfigurationError) -> INIDocument {
        try Self.read(configurationPath)
    }

    func credentials() throws(AWSConfigurationError) -> INIDocument {
        try Self.read(credentialsPath)
    }

    /// A path with `~` at its beginning replaced by the user's home directory.
    static func expandingHome(_ path: String, _ environment: [String: String]) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        let named = environment["HOME"] ?? ""
        let home = named.isEmpty ? FileManager.default.homeDirectoryForCurrentUser.path : named
        return home + path.dropFirst()
    }

    private static func read(_ path: String) throws(AWSConfigurationError) -> INIDocument {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory else {
            return INIDocument()
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadableFile(path: path, reason: "this user may not read it")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .unreadableFile(path: path, reason: "not UTF-8")
        }
        return try INIDocument(parsing: text, path: path)
    }
}
