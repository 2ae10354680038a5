extension CommandTree {
    /// The page of the command at a path; the nearest one's above it when there is none.
    package func page(at path: [String]) -> HelpPage {
        guard let node = node(at: path) else { return page(at: path.dropLast()) }
        let command = node.description
        var sections: [HelpPage.Section] = []
        if !command.discussion.isEmpty { sections.append(.init("", .prose(command.discussion))) }
        sections += commandSections(below: node)
        if path.isEmpty, !topics.isEmpty {
            sections.append(.init("Help topics", .terms(topics.map { HelpTerm($0.name, $0.summary) })))
        }
        sections += parameterSections(of: command, isRoot: path.isEmpty)
        if !command.environment.isEmpty { sections.append(.init("Environment", .terms(command.environment))) }
        if !command.examples.isEmpty { sections.append(.init("Examples", .examples(command.examples))) }
        if !node.children.isEmpty {
            let call =
                path.isEmpty
                ? "\(program) help COMMAND" : ([program] + path + ["COMMAND --help"]).joined(separator: " ")
            sections.append(.init("", .prose("Run '\(call)' for more about a command.")))
        }
        return HelpPage(summary: command.summary, usage: usageLine(of: node, path), sections: sections)
    }

    /// The page that `help WORDS…` asks for: of a command, or of a topic.
    func page(forHelp words: some Collection<String>) throws(UsageError.Problem) -> HelpPage {
        let words = Array(words)
        if node(at: words) != nil { return page(at: words) }
        if words.count == 1, let topic = topics.first(where: { $0.name == words[0] }) {
            return HelpPage(summary: topic.summary, usage: "", sections: topic.sections)
        }
        let known = root.children.filter { !$0.description.isHidden }.map(\.description.name) + topics.map(\.name)
        let asked = words.joined(separator: " ")
        throw .unknownTopic(asked, suggestion: Suggestion.closest(to: asked, among: known))
    }

    private func usageLine(of node: CommandNode<Verb>, _ path: [String]) -> String {
        let parameters = node.description.parameters
        var words = [program] + path
        if !node.children.isEmpty { words.append("COMMAND") }
        for option in parameters where option.kind == .option && option.isRequired {
            let name = option.short.map { "-\($0)" } ?? option.label
            words.append("\(name) \(option.valueName)" + (option.isRepeated ? "..." : ""))
        }
        words.append("[options]")
        for place in parameters where place.kind == .positional {
            let name = place.valueName + (place.isRepeated ? "..." : "")
            words.append(place.isRequired ? name : "[\(name)]")
        }
        return words.joined(separator: " ")
    }

    /// The commands below, in sections as they first appear.
    private func commandSections(below node: CommandNode<Verb>) -> [HelpPage.Section] {
        let commands = node.children.map(\.description).filter { !$0.isHidden }
        var titles: [String] = []
        for command in commands where !titles.contains(command.section) { titles.append(command.section) }
        return titles.map { title in
            let listed = commands.filter { $0.section == title }
            return .init(title, .terms(listed.map { HelpTerm($0.name, $0.summary) }))
        }
    }

    private func parameterSections(of command: CommandDescription, isRoot: Bool) -> [HelpPage.Section] {
        let places = command.parameters.filter { $0.kind == .positional }
        let options = command.parameters.filter(\.isNamed)
        var global = globals.map(\.helpTerm) + [HelpTerm("-h, --help", "Show this page")]
        if isRoot { global.append(HelpTerm("    --version", "Show the version")) }
        return [
            HelpPage.Section("Arguments", .terms(places.map(\.helpTerm))),
            HelpPage.Section("Options", .terms(options.map(\.helpTerm))),
            HelpPage.Section("Global options", .terms(global)),
        ].filter { $0.body != .terms([]) }
    }
}

extension Parameter {
    /// Its line on a help page: spellings, what it does, and what holds of its value.
    fileprivate var helpTerm: HelpTerm {
        var notes: [String] = []
        if isRequired, isNamed { notes.append("required") }
        if !isRequired, !isNamed { notes.append("optional") }
        if isRepeated, takesValue { notes.append("may be repeated") }
        if !allowedWords.isEmpty { notes.append("one of " + allowedWords.joined(separator: ", ")) }
        if let defaultText { notes.append("default: " + defaultText) }
        let text = notes.isEmpty ? help : "\(help) (\(notes.joined(separator: "; ")))"
        guard isNamed else { return HelpTerm(valueName, text) }
        let value = takesValue ? " " + valueName : ""
        return HelpTerm((short.map { "-\($0), " } ?? "    ") + offeredSpelling + value, text)
    }
}
