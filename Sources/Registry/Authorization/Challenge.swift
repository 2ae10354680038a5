/// One challenge of a `WWW-Authenticate` field (RFC 9110, section 11.6.1).
struct Challenge: Sendable, Hashable {
    /// In lower case.
    let scheme: String
    /// Names in lower case.
    let parameters: [String: String]

    /// Reads the challenges of all fields; several may stand in one field, separated like their parameters.
    static func parse(_ fields: [String]) -> [Challenge] {
        fields.flatMap { field in
            var scanner = Scanner(rest: Substring(field))
            return scanner.challenges()
        }
    }

    /// Reads tokens and quoted strings; whatever fits nowhere ends the reading.
    private struct Scanner {
        var rest: Substring

        mutating func challenges() -> [Challenge] {
            var found: [(scheme: String, parameters: [String: String])] = []
            while true {
                rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
                let name = token()
                guard !name.isEmpty else { break }
                let afterName = rest
                skipBlanks()
                if rest.first == "=", !found.isEmpty {
                    rest = rest.dropFirst()
                    skipBlanks()
                    found[found.count - 1].parameters[name.lowercased()] = value()
                } else {
                    rest = afterName
                    found.append((name.lowercased(), [:]))
                }
            }
            return found.map { Challenge(scheme: $0.scheme, parameters: $0.parameters) }
        }

        private mutating func skipBlanks() {
            rest = rest.drop { $0 == " " || $0 == "\t" }
        }

        private mutating func token() -> String {
            let text = rest.prefix { !$0.isWhitespace && !"=,\"".contains($0) }
            rest = rest.dropFirst(text.count)
            return String(text)
        }

        private mutating func value() -> String {
            guard rest.first == "\"" else { return token() }
            rest = rest.dropFirst()
            var text = ""
            while let character = rest.popFirst(), character != "\"" {
                if character == "\\", let escaped = rest.popFirst() {
                    text.append(escaped)
                } else {
                    text.append(character)
                }
            }
            return text
        }
    }
}
