extension Binding {
    /// `--name` turns a property on; with `isNegatable`, `--no-name` turns it off.
    ///
    /// A flag that is on by default is negatable of necessity, and help shows the `--no-` form.
    package static func flag(
        _ path: Property<Bool>,
        _ name: String,
        short: Character? = nil,
        isNegatable: Bool = false,
        help: String
    ) -> Self {
        let isOn = Root()[keyPath: path]
        let parameter = Parameter(
            kind: .flag(default: isOn, isNegatable: isNegatable || isOn),
            name: name,
            short: short,
            valueName: "",
            help: help,
            isRequired: false,
            isRepeated: true,
            defaultText: nil,
            allowedWords: [],
            expectation: "",
            completion: .automatic
        )
        return Self(parameter) { root, word in
            root[keyPath: path] = word == "true"
            return true
        }
    }
}
