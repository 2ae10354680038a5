/// The options that are valid at a place of the command line.
struct OptionTable {
    /// A word that names an option.
    struct Match {
        let isGlobal: Bool
        /// The parameter's index among its command's, or among the global ones.
        let index: Int
        let parameter: Parameter
        /// The name as it was written, without a value.
        let spelling: String
        /// What a flag becomes: false for `--no-NAME`.
        let isOn: Bool
        /// The value in the same word: `--name=value`, `-nvalue`.
        let value: String?
    }

    let locals: [Parameter]
    let globals: [Parameter]

    var parameters: [Parameter] { locals + globals }

    var spellings: [String] { parameters.flatMap(\.spellings) + ["--help"] }

    /// The option that a word names; nil when there is none.
    func match(_ word: String) -> Match? {
        word.hasPrefix("--") ? matchLong(word) : matchShort(word)
    }

    /// What an unknown option may have been meant to be.
    func suggestion(for word: String) -> String? {
        let name = String(word.prefix { $0 != "=" })
        // `-service` for `--service`.
        if !name.hasPrefix("--"), spellings.contains("-" + name) { return "-" + name }
        return Suggestion.closest(to: name, among: spellings.filter { $0.hasPrefix("--") == name.hasPrefix("--") })
    }

    private func matchLong(_ word: String) -> Match? {
        let spelling = String(word.prefix { $0 != "=" })
        let value = spelling.count < word.count ? String(word.dropFirst(spelling.count + 1)) : nil
        return find(spelling, value) { $0.isNamed && $0.spellings.contains(spelling) }
    }

    private func matchShort(_ word: String) -> Match? {
        guard let letter = word.dropFirst().first else { return nil }
        // A long name after one dash would be read as a short option with an odd value, and deploy something else.
        let name = word.prefix { $0 != "=" }
        guard name.count < 3 || !spellings.contains("-" + name) else { return nil }
        let rest = word.dropFirst(2)
        let value = rest.first == "=" ? rest.dropFirst() : rest
        let match = find("-\(letter)", rest.isEmpty ? nil : String(value)) { $0.short == letter }
        guard let match, !match.parameter.takesValue, !rest.isEmpty, rest.first != "=" else { return match }
        return nil
    }

    private func find(_ spelling: String, _ value: String?, _ isWanted: (Parameter) -> Bool) -> Match? {
        let isGlobal = !locals.contains(where: isWanted)
        let parameters = isGlobal ? globals : locals
        guard let index = parameters.firstIndex(where: isWanted) else { return nil }
        let parameter = parameters[index]
        return Match(
            isGlobal: isGlobal,
            index: index,
            parameter: parameter,
            spelling: spelling,
            isOn: spelling != "--no-" + parameter.name,
            value: value
        )
    }
}
