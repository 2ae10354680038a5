/// Which profile counts, and who said so.
struct ProfileSelection: Sendable, Hashable {
    let name: String
    /// Whether the pipeline or the command line named it: then keys in the environment do not count.
    let isExplicit: Bool
    /// Whether it was named at all; `default` need not exist when nobody named it.
    let isNamed: Bool

    init(settings: AWSSettings, environment: [String: String]) {
        if let profile = settings.profile {
            (name, isExplicit, isNamed) = (profile, true, true)
            return
        }
        let variables = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"]
        let named = variables.compactMap { environment[$0] }.first { !$0.isEmpty }
        (name, isExplicit, isNamed) = (named ?? "default", false, named != nil)
    }

    /// - Throws: `.unknownProfile` when the profile was named and does not exist.
    func check(against configuration: SharedConfiguration) throws(AWSConfigurationError) {
        guard isNamed, configuration.profiles[name] == nil else { return }
        throw .unknownProfile(name, known: configuration.profiles.keys.sorted())
    }
}
