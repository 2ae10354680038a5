extension CommandTree {
    /// The words that could stand at the cursor, each with a few words about it, and whether paths could too.
    ///
    /// Runs the closures of dynamic completions, which may read files.
    package func candidates(for request: CompletionRequest) -> CompletionAnswer {
        let isHelp = request.words.first == "help"
        let walk = CommandWalk(self, isHelp ? request.words.dropFirst() : request.words[...])
        let partial = request.partial
        if let parameter = walk.pending { return values(of: parameter, walk, matching: partial) }
        if isHelp { return names(below: walk, withTopics: walk.path.isEmpty).matching(partial) }
        if partial.hasPrefix("-"), !walk.isPastOptions { return options(walk, matching: partial) }
        guard walk.node.children.isEmpty else { return names(below: walk, withTopics: false).matching(partial) }
        let places = walk.node.description.parameters.filter { $0.kind == .positional }
        if let place = walk.positionals < places.count ? places[walk.positionals] : places.last(where: \.isRepeated) {
            return values(of: place, walk, matching: partial)
        }
        return walk.isPastOptions ? CompletionAnswer() : options(walk, matching: partial)
    }

    private func names(below walk: CommandWalk<Verb>, withTopics: Bool) -> CompletionAnswer {
        var terms = walk.node.children.filter { !$0.description.isHidden }
            .map { HelpTerm($0.description.name, $0.description.summary) }
        if withTopics { terms += topics.map { HelpTerm($0.name, $0.summary) } }
        if walk.path.isEmpty, !withTopics { terms.append(HelpTerm("help", "Explain a command or a topic")) }
        return CompletionAnswer(terms: terms)
    }

    private func options(_ walk: CommandWalk<Verb>, matching partial: String) -> CompletionAnswer {
        if let match = walk.table.match(partial), match.parameter.takesValue,
            match.value != nil || partial.contains("=")
        {
            let head = String(partial.dropLast((match.value ?? "").count))
            return values(of: match.parameter, walk, matching: match.value ?? "").prefixed(by: head)
        }
        let isOpen = { (parameter: Parameter) in
            parameter.isNamed
                && (walk.options[parameter.name] == nil || parameter.kind == .option && parameter.isRepeated)
        }
        var terms =
            walk.table.locals.filter { isOpen($0) && $0.isRequired }
            + walk.table.locals.filter { isOpen($0) && !$0.isRequired }
        terms += walk.table.globals.filter(isOpen)
        var answer = terms.map { HelpTerm($0.offeredSpelling, $0.help) }
        answer.append(HelpTerm("--help", "Show help"))
        if walk.path.isEmpty { answer.append(HelpTerm("--version", "Show the version")) }
        return CompletionAnswer(terms: answer).matching(partial)
    }

    private func values(
        of parameter: Parameter,
        _ walk: CommandWalk<Verb>,
        matching partial: String
    ) -> CompletionAnswer {
        switch parameter.completion {
        case .automatic: CompletionAnswer(terms: parameter.allowedWords.map { HelpTerm($0, "") }).matching(partial)
        case .files: CompletionAnswer(includesFiles: true)
        case .dynamic(let find):
            CompletionAnswer(terms: find(CompletionContext(options: walk.options, command: walk.path)))
                .matching(partial)
        }
    }
}
