extension CredentialChain {
    /// The chain's source, and on top of it the role that the pipeline's environment names.
    ///
    /// In a GitHub workflow that may ask for its identity and has no credentials of its own, the role is assumed
    /// with that identity.
    func source(assuming settings: AWSSettings) throws -> CredentialSource {
        let base = try source()
        guard let roleARN = settings.roleARN else { return base }
        if case .instance = base, let token = gitHubToken {
            return .webIdentity(WebIdentity(roleARN: roleARN, token: token, sessionName: settings.sessionName))
        }
        let role = AssumedRole(
            roleARN: roleARN,
            externalID: settings.externalID,
            sessionName: settings.sessionName
        )
        return .role(role, base: base)
    }

    /// (https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments)
    private var gitHubToken: WebIdentity.Token? {
        guard let url = environment["ACTIONS_ID_TOKEN_REQUEST_URL"], !url.isEmpty,
            let bearer = environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"], !bearer.isEmpty
        else { return nil }
        return .gitHub(requestURL: url, bearer: Secret(bearer))
    }
}
