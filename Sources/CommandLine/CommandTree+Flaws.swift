extension CommandTree {
    /// What is wrong with the tree itself: names that clash, are empty or cannot be typed, words without help.
    ///
    /// A program asserts in a test that there are none; the parser relies on it.
    package var flaws: [String] {
        var flaws = OptionNames(globals, reserved: ["-h", "--help", "--version"]).flaws(at: "global options")
        let reserved = ["help", CompletionRequest.command] + topics.map(\.name)
        let names = root.children.map(\.description.name)
        flaws += names.filter(reserved.contains).map { "\(program): the name '\($0)' is taken" }
        flaws += duplicates(topics.map(\.name)).map { "help topics: '\($0)' stands twice" }
        flaws += flawsBelow(root, [program])
        return flaws
    }

    private func flawsBelow(_ node: CommandNode<Verb>, _ path: [String]) -> [String] {
        let place = path.joined(separator: " ")
        let command = node.description
        var flaws: [String] = []
        if !isTypable(command.name) { flaws.append("\(place): the name cannot be typed") }
        if command.summary.isEmpty { flaws.append("\(place): no summary") }
        if node.make == nil, node.children.isEmpty { flaws.append("\(place): a group without commands") }
        flaws += duplicates(node.children.map(\.description.name)).map { "\(place): '\($0)' stands twice" }
        let taken = ["-h", "--help"] + globals.flatMap(\.spellings)
        flaws += OptionNames(command.parameters, reserved: taken).flaws(at: place)
        flaws += placeFlaws(command.parameters.filter { $0.kind == .positional }, place)
        return flaws + node.children.flatMap { flawsBelow($0, path + [$0.description.name]) }
    }

    private func placeFlaws(_ places: [Parameter], _ command: String) -> [String] {
        zip(places, places.dropFirst()).compactMap { place, next in
            if place.isRepeated { return "\(command): \(next.valueName) can never be reached" }
            return !place.isRequired && next.isRequired ? "\(command): \(place.valueName) cannot be left out" : nil
        }
    }
}

/// The names of options at one place, to be looked through.
private struct OptionNames {
    let parameters: [Parameter]
    let reserved: [String]

    init(_ parameters: [Parameter], reserved: [String]) {
        self.parameters = parameters
        self.reserved = reserved
    }

    func flaws(at place: String) -> [String] {
        let spellings = parameters.flatMap(\.spellings)
        var flaws = duplicates(spellings).map { "\(place): '\($0)' stands twice" }
        flaws += spellings.filter(reserved.contains).map { "\(place): '\($0)' is taken" }
        for parameter in parameters {
            if parameter.isNamed, !isTypable(parameter.name) {
                flaws.append("\(place): '\(parameter.name)' cannot be typed")
            }
            if parameter.help.isEmpty { flaws.append("\(place): \(parameter.label) has no help") }
            if parameter.takesValue, parameter.valueName.isEmpty {
                flaws.append("\(place): \(parameter.label)'s value has no name")
            }
        }
        return flaws
    }
}

/// Lower-case letters, digits and dashes, a letter first.
private func isTypable(_ name: String) -> Bool {
    name.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } == true
        && name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
}

private func duplicates(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
}
