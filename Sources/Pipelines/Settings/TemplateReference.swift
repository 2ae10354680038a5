/// What stands between `${` and `}`.
enum TemplateReference: Hashable, Sendable {
    case version
    case image
    case service
    case environment
    case account
    case region
    /// `${values.NAME}`: the environment's `values`.
    case value(String)
    /// `${env:NAME}` and `${env:NAME:-default}`; the default also stands in for an empty variable, as in a shell.
    case variable(String, fallback: String?)
    /// Words of the format that this version does not fill in.
    case unsupported(String)
    case unknown(String)

    private static let names: [String: TemplateReference] = [
        "version": .version, "image": .image, "service": .service, "environment": .environment,
        "account": .account, "region": .region,
    ]

    init(_ text: Substring) {
        if let name = Self.names[String(text)] {
            self = name
        } else if text.hasPrefix("values.") {
            self = .value(String(text.dropFirst("values.".count)))
        } else if text.hasPrefix("env:") {
            self = Self.variable(in: text.dropFirst("env:".count))
        } else if text.hasPrefix("tfstate:") {
            self = .unsupported("tfstate")
        } else if text.hasPrefix("ssm:") {
            self = .unsupported("ssm")
        } else {
            self = .unknown(String(text))
        }
    }

    private static func variable(in text: Substring) -> TemplateReference {
        guard let separator = text.firstRange(of: ":-") else { return .variable(String(text), fallback: nil) }
        return .variable(String(text[..<separator.lowerBound]), fallback: String(text[separator.upperBound...]))
    }

    /// What was probably meant by a name that is none.
    static func hint(forUnknown name: String) -> String {
        let words = Array(names.keys) + ["values.NAME", "env:NAME"]
        if let near = Suggestion.nearest(to: name, among: words) {
            return "did you mean '${\(near)}'?"
        }
        if let near = Suggestion.nearest(to: String(name.prefix { $0 != "." && $0 != ":" }), among: ["values", "env"]) {
            return "did you mean '${\(near == "env" ? "env:" : "values.")…}'?"
        }
        return "'${env:\(name)}' is the environment variable, '$${\(name)}' stays '${\(name)}'"
    }
}

extension TemplateReference {
    /// Whether a name after `env:` or `values.` is one.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { UTF8.CodeUnit.nameCharacters.contains($0) }
    }
}

extension UTF8.CodeUnit {
    fileprivate static let nameCharacters = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.".utf8
    )
}
