import FoundationEssentials

/// The shared configuration and credentials files, read together (`~/.aws/config`, `~/.aws/credentials`).
///
/// In the configuration file a profile is `[default]` or `[profile NAME]`, in the credentials file `[NAME]`.
struct SharedConfiguration: Sendable, Hashable {
    var profiles: [String: Profile] = [:]
    /// The `[services NAME]` sections: service, then setting.
    var services: [String: [String: [String: String]]] = [:]

    init() {}

    init(configuration: INIDocument, credentials: INIDocument) {
        for section in configuration.sections {
            if section.name == "default" {
                merge(section, into: "default")
            } else if let name = Self.name(section.name, after: "profile") {
                merge(section, into: name)
            } else if let name = Self.name(section.name, after: "services") {
                services[name, default: [:]].merge(section.tables) { _, last in last }
            }
        }
        for section in credentials.sections {
            profiles[section.name, default: Profile(name: section.name)].fromCredentials
                .merge(section.values) { _, last in last }
        }
    }

    /// Reads both files as the environment names them; a file that does not exist is an empty one.
    init(environment: [String: String]) throws(AWSConfigurationError) {
        let files = SharedFiles(environment: environment)
        self.init(configuration: try files.configuration(), credentials: try files.credentials())
    }

    private mutating func merge(_ section: INIDocument.Section, into name: String) {
        var profile = profiles[name] ?? Profile(name: name)
        profile.fromConfiguration.merge(section.values) { _, last in last }
        profile.tables.merge(section.tables) { _, last in last }
        profiles[name] = profile
    }

    /// The name in `profile NAME` or `profile "NAME"`.
    private static func name(_ section: String, after word: String) -> String? {
        guard section.hasPrefix(word) else { return nil }
        let rest = section.dropFirst(word.count)
        guard let first = rest.first, first == " " || first == "\t" else { return nil }
        let name = String(rest).trimmed(of: " \t")
        if let quote = name.first, quote == "\"" || quote == "'" {
            guard name.count > 2, name.last == quote else { return nil }
            return String(name.dropFirst().dropLast())
        }
        return name.isEmpty || name.contains(where: \.isWhitespace) ? nil : name
    }
}
