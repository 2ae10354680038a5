/// A command line that means nothing: the caller's mistake, found before anything was done.
package struct UsageError: Error, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    package enum Problem: Error, Sendable {
        case unknownCommand(String, suggestion: String?)
        case unknownTopic(String, suggestion: String?)
        case unknownOption(String, suggestion: String?)
        /// An option that only commands take stands before the command.
        case optionBeforeCommand(String)
        case missingValue(String, Parameter)
        case emptyValue(Parameter)
        case unwantedValue(String)
        case invalidValue(String, Parameter)
        case givenTwice(Parameter)
        case missing([Parameter])
        case unexpectedArgument(String)
        /// What only the command itself can tell: options that exclude each other, an environment nobody knows.
        case other(String, hint: String?)
    }

    /// EX_USAGE of sysexits(3).
    package static let exitCode: Int32 = 64

    /// What is wrong.
    package let problem: Problem
    /// The program and the command as far as it was understood: `["shipit", "image", "push"]`.
    package let command: [String]

    package init(problem: Problem, command: [String]) {
        self.problem = problem
        self.command = command
    }

    /// What is wrong, in one line.
    package var message: String {
        switch problem {
        case .unknownCommand(let word, _): "unknown command \(quoted((command + [word]).joined(separator: " ")))"
        case .unknownTopic(let word, _): "there is no command and no help topic \(quoted(word))"
        case .unknownOption(let word, _): "unknown option \(quoted(word))"
        case .optionBeforeCommand(let word): "\(quoted(word)) stands before the command"
        case .missingValue(let word, let parameter): "\(quoted(word)) needs a value: \(parameter.valueName)"
        case .emptyValue(let parameter): "the value of '\(parameter.label)' is empty"
        case .unwantedValue(let word): "\(quoted(word)) takes no value"
        case .invalidValue(let word, let parameter):
            "'\(parameter.label)' takes \(parameter.expectation), which \(quoted(word)) is not"
        case .givenTwice(let parameter): "'\(parameter.label)' is given twice"
        case .missing(let parameters):
            "'\(command.joined(separator: " "))' needs "
                + parameters.map(\.synopsis).joined(separator: parameters.count > 2 ? ", " : " and ")
        case .unexpectedArgument(let word): "unexpected argument \(quoted(word))"
        case .other(let message, _): message
        }
    }

    /// What may have been meant, in one line; nil when nothing comes near.
    package var hint: String? {
        switch problem {
        case .unknownCommand(_, let suggestion), .unknownTopic(_, let suggestion), .unknownOption(_, let suggestion):
            suggestion.map { "did you mean '\($0)'?" }
        case .invalidValue(let word, let parameter):
            Suggestion.closest(to: word, among: parameter.allowedWords).map { "did you mean '\($0)'?" }
        case .optionBeforeCommand(let word):
            "options of a command stand after it: \(command.joined(separator: " ")) COMMAND \(escaped(word))"
        case .missingValue(let word, let parameter) where parameter.isNamed && word.hasPrefix("--"):
            "a value that begins with '-' is written \(word)=VALUE"
        case .emptyValue: "is a variable of the calling script unset?"
        case .other(_, let hint): hint
        case .missingValue, .unwantedValue, .givenTwice, .missing, .unexpectedArgument: nil
        }
    }

    /// Where to read on, in one line.
    package var pointer: String { "Run '\((command + ["--help"]).joined(separator: " "))'" }

    /// Message, hint and pointer, a line each.
    package var description: String { [message, hint, pointer].compactMap(\.self).joined(separator: "\n") }
}

/// A word of the caller's in quotes.
private func quoted(_ word: String) -> String { "'\(escaped(word))'" }

/// Control characters spelled out, so that a message keeps to its line.
private func escaped(_ word: String) -> String {
    word.unicodeScalars.map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
        default: String(scalar)
        }
    }.joined()
}
