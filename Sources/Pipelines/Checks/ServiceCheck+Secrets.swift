extension ServiceCheck {
    /// Warns of secrets that would stand readable in the task definition. Looks at settings in which variables are
    /// still open, and never at their values.
    mutating func checkSecrets() {
        for container in draft.containers ?? [] {
            for entry in container["environment"]?.elements ?? [] {
                guard let value = entry["value"] else { continue }
                let variables = value.openReferences.compactMap { reference, _ in reference.variableName }
                let name = entry["name"]?.text ?? ""
                guard let variable = variables.first, ([name] + variables).contains(where: Self.looksSecret) else {
                    continue
                }
                log.warning(
                    value.location,
                    "'\(name)' looks like a secret, and '${env:\(variable)}' writes it readable into the task definition",
                    hint: "keep it in Secrets Manager or SSM and name it in 'secrets' with 'valueFrom'"
                )
            }
        }
    }

    private static let secretWords: Set<String> = [
        "password", "passwd", "passphrase", "secret", "secrets", "token", "key", "apikey", "credential", "credentials",
    ]

    /// Whether one of the words of a name is one for secrets: `DB_PASSWORD`, `apiToken`, but not `KEYBOARD`.
    static func looksSecret(_ name: String) -> Bool {
        words(of: name).contains { secretWords.contains($0) }
    }

    private static func words(of name: String) -> [String] {
        var words = [""]
        var wasLower = false
        for character in name {
            guard character.isLetter || character.isNumber else {
                words.append("")
                continue
            }
            if character.isUppercase, wasLower { words.append("") }
            wasLower = character.isLowercase
            words[words.count - 1] += character.lowercased()
        }
        return words
    }
}

extension TemplateReference {
    fileprivate var variableName: String? {
        guard case .variable(let name, _) = self else { return nil }
        return name
    }
}
