extension TargetEnvironment {
    /// Nil when something required is not known.
    init?(_ draft: EnvironmentDraft) {
        let settings = draft.settings
        guard let region = settings["region"]?.text, let cluster = settings["cluster"]?.text else { return nil }
        self.init(
            name: draft.name,
            account: settings["account"]?.text,
            region: region,
            cluster: cluster,
            endpoint: settings["endpoint"]?.text,
            registry: settings["registry"]?.text,
            profile: settings["profile"]?.text,
            role: settings["role"]?.text,
            createRepositories: settings["createRepositories"]?.bool ?? false,
            confirm: settings["confirm"]?.bool ?? false
        )
    }
}
