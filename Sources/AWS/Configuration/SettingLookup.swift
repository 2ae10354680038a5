/// Looks settings up in the environment, then in the profile. Empty variables count as unset.
struct SettingLookup: Sendable {
    let environment: [String: String]
    let profile: Profile

    /// The first of these variables that is set, else the profile's value.
    func text(_ variables: [String], _ key: String? = nil) -> String? {
        for variable in variables {
            if let value = environment[variable], !value.isEmpty { return value }
        }
        return key.flatMap { profile[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func flag(_ variable: String, _ key: String? = nil) -> Bool {
        text([variable], key)?.lowercased() == "true"
    }
}
