import FoundationEssentials

/// Decides where credentials come from, in the order of botocore, since people compare with the AWS CLI.
///
/// Pure: environment and files come in, nothing is asked.
struct CredentialChain {
    let environment: [String: String]
    let configuration: SharedConfiguration
    let selection: ProfileSelection

    /// The first source of the chain that has something to say.
    func source() throws -> CredentialSource {
        try selection.check(against: configuration)
        if !selection.isExplicit, let keys = try environmentKeys() { return keys }
        if let source = try profileSource(selection.name, visited: [selection.name], usesEnvironment: true) {
            return source
        }
        if let container = try ContainerEndpoint(environment: environment) { return .container(container) }
        let profile = configuration.profiles[selection.name] ?? Profile(name: selection.name)
        let lookup = SettingLookup(environment: environment, profile: profile)
        if var instance = try InstanceMetadata(lookup: lookup) {
            instance.triedBefore = tried
            return .instance(instance)
        }
        throw CredentialError.notFound(tried: tried + ["instance metadata (switched off)"])
    }

    /// Where the chain looks before it asks the instance, for the error that nothing was found.
    private var tried: [String] {
        let files = SharedFiles(environment: environment)
        return [
            "environment", "profile '\(selection.name)' in \(files.credentialsPath) and \(files.configurationPath)",
        ]
    }

    // MARK: Environment

    private func environmentKeys() throws(CredentialError) -> CredentialSource? {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let id = value("AWS_ACCESS_KEY_ID") else { return nil }
        guard let secret = value("AWS_SECRET_ACCESS_KEY") else {
            throw .incomplete(origin: "the environment", missing: "AWS_SECRET_ACCESS_KEY")
        }
        var expiration: Date?
        if let text = value("AWS_CREDENTIAL_EXPIRATION") {
            guard let date = CivilTime.date(iso8601: text) else {
                throw .invalidSetting("AWS_CREDENTIAL_EXPIRATION", reason: "'\(text)' is not a time")
            }
            expiration = date
        }
        let credentials = Credentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: value("AWS_SESSION_TOKEN") ?? value("AWS_SECURITY_TOKEN"),
            expiration: expiration
        )
        return .keys(credentials, origin: "the environment")
    }

    // MARK: Profiles

    /// What a profile says, its role first.
    private func profileSource(
        _ name: String,
        visited: [String],
        usesEnvironment: Bool
    ) throws -> CredentialSource? {
        let profile = configuration.profiles[name] ?? Profile(name: name)
        // A source profile's own keys come before its role (botocore); the selected profile's role before its keys.
        if profile.assumesRole, usesEnvironment || !profile.hasKeys {
            return try assumedRole(of: profile, visited: visited)
        }
        if let identity = try webIdentity(of: profile, usesEnvironment: usesEnvironment && !selection.isExplicit) {
            return .webIdentity(identity)
        }
        let origin = "the profile '\(name)'"
        if profile["sso_account_id"] != nil || profile["sso_role_name"] != nil {
            throw CredentialError.unsupported(origin: origin, feature: "IAM Identity Center (SSO)", profile: name)
        }
        if let keys = try keys(in: profile.fromCredentials, "\(origin) of the credentials file") { return keys }
        if profile["login_session"] != nil {
            throw CredentialError.unsupported(origin: origin, feature: "`aws login`", profile: name)
        }
        if profile["credential_process"] != nil {
            throw CredentialError.unsupported(origin: origin, feature: "a program (credential_process)", profile: name)
        }
        return try keys(in: profile.fromConfiguration, "\(origin) of the configuration file")
    }

    private func keys(in values: [String: String], _ origin: String) throws(CredentialError) -> CredentialSource? {
        guard let id = values["aws_access_key_id"] else { return nil }
        guard !id.contains(where: \.isWhitespace) else {
            throw .unavailable(
                origin: origin,
                reason: "aws_access_key_id contains a space; comments need lines of their own"
            )
        }
        guard !id.isEmpty else { throw .incomplete(origin: origin, missing: "aws_access_key_id") }
        guard let secret = values["aws_secret_access_key"], !secret.isEmpty else {
            throw .incomplete(origin: origin, missing: "aws_secret_access_key")
        }
        let token = values["aws_session_token"] ?? values["aws_security_token"]
        let credentials = Credentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: token.flatMap { $0.isEmpty ? nil : $0 }
        )
        return .keys(credentials, origin: origin)
    }

    private func webIdentity(of profile: Profile, usesEnvironment: Bool) throws(CredentialError) -> WebIdentity? {
        func value(_ variable: String, _ key: String) -> String? {
            let named = usesEnvironment ? environment[variable] : nil
            return (named ?? profile[key]).flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let file = value("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else { return nil }
        guard let role = value("AWS_ROLE_ARN", "role_arn") else {
            throw .incomplete(origin: "the web identity token \(file)", missing: "AWS_ROLE_ARN (or role_arn)")
        }
        return WebIdentity(
            roleARN: role,
            token: .file(SharedFiles.expandingHome(file, environment)),
            sessionName: value("AWS_ROLE_SESSION_NAME", "role_session_name")
        )
    }

    // MARK: Roles

    private func assumedRole(of profile: Profile, visited: [String]) throws -> CredentialSource {
        let name = profile.name
        guard let roleARN = profile["role_arn"], !roleARN.isEmpty else {
            throw CredentialError.invalidProfile(name, reason: "role_arn is empty")
        }
        let base: CredentialSource
        switch (profile["source_profile"], profile["credential_source"]) {
        case (_?, _?):
            throw CredentialError.invalidProfile(
                name,
                reason: "both source_profile and credential_source are given; only one may be"
            )
        case (nil, nil):
            throw CredentialError.invalidProfile(
                name,
                reason: "role_arn needs source_profile or credential_source beside it"
            )
        case (let source?, nil): base = try sourceProfile(source, of: name, visited: visited)
        case (nil, let source?): base = try namedSource(source, of: name)
        }
        if profile["mfa_serial"] != nil { throw CredentialError.needsDevice(profile: name) }
        let role = AssumedRole(
            roleARN: roleARN,
            externalID: profile["external_id"],
            sessionName: profile["role_session_name"],
            duration: profile["duration_seconds"].flatMap { Int($0) }
        )
        return .role(role, base: base)
    }

    private func sourceProfile(_ source: String, of parent: String, visited: [String]) throws -> CredentialSource {
        guard let profile = configuration.profiles[source] else {
            let known = configuration.profiles.keys
            let suggestion = Suggestion.closest(to: source, among: known).first.map { "; did you mean '\($0)'?" } ?? ""
            throw CredentialError.invalidProfile(
                parent,
                reason: "its source_profile '\(source)' does not exist\(suggestion)"
            )
        }
        // A profile may name itself when it has keys of its own: they assume its role.
        let isItself = source == parent && profile.hasKeys
        guard isItself || !visited.contains(source) else {
            throw CredentialError.invalidProfile(
                parent,
                reason: "source_profile goes in a circle: \((visited + [source]).joined(separator: " → "))"
            )
        }
        let base = try profileSource(source, visited: visited + [source], usesEnvironment: false)
        guard let base else {
            throw CredentialError.invalidProfile(parent, reason: "its source_profile '\(source)' has no credentials")
        }
        return base
    }

    private func namedSource(_ source: String, of parent: String) throws -> CredentialSource {
        let profile = configuration.profiles[parent] ?? Profile(name: parent)
        let lookup = SettingLookup(environment: environment, profile: profile)
        let found: CredentialSource? =
            switch source {
            case "Environment": try environmentKeys()
            case "EcsContainer": try ContainerEndpoint(environment: environment).map { .container($0) }
            case "Ec2InstanceMetadata": try InstanceMetadata(lookup: lookup).map { .instance($0) }
            default:
                throw CredentialError.invalidProfile(
                    parent,
                    reason: "credential_source '\(source)' is none of Environment, EcsContainer, Ec2InstanceMetadata"
                )
            }
        guard let found else {
            throw CredentialError.invalidProfile(parent, reason: "credential_source \(source) has no credentials")
        }
        return found
    }
}
