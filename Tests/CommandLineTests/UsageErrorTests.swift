import CommandLine
import Testing

/// A wrong command line and all that is said about it.
private struct Mistake: Sendable, CustomTestStringConvertible {
    let words: [String]
    let text: String

    init(_ line: String, _ text: String) {
        self.words = CommandLineTests.words(line)
        self.text = text
    }

    init(words: [String], _ text: String) {
        self.words = words
        self.text = text
    }

    var testDescription: String { words.joined(separator: " ") }
}

private let mistakes: [Mistake] = [
    Mistake("depoly", "unknown command 'shipit depoly'\ndid you mean 'deploy'?\nRun 'shipit --help'"),
    Mistake("dep", "unknown command 'shipit dep'\ndid you mean 'deploy'?\nRun 'shipit --help'"),
    Mistake("secre", "unknown command 'shipit secre'\nRun 'shipit --help'"),
    Mistake("image psuh a b", "unknown command 'shipit image psuh'\ndid you mean 'push'?\nRun 'shipit image --help'"),
    Mistake(
        "help exit-code",
        "there is no command and no help topic 'exit-code'\ndid you mean 'exit-codes'?\nRun 'shipit --help'"
    ),
    Mistake(
        "deploy --enviroment prod",
        "unknown option '--enviroment'\ndid you mean '--environment'?\nRun 'shipit deploy --help'"
    ),
    Mistake(
        "deploy --enviroment=prod",
        "unknown option '--enviroment'\ndid you mean '--environment'?\nRun 'shipit deploy --help'"
    ),
    Mistake("deploy --env prod", "unknown option '--env'\ndid you mean '--environment'?\nRun 'shipit deploy --help'"),
    Mistake("deploy --formt json", "unknown option '--formt'\ndid you mean '--format'?\nRun 'shipit deploy --help'"),
    Mistake("deploy -service web", "unknown option '-service'\ndid you mean '--service'?\nRun 'shipit deploy --help'"),
    Mistake("status -wx", "unknown option '-wx'\ndid you mean '-w'?\nRun 'shipit status --help'"),
    Mistake(
        "deploy --no-timeout",
        "unknown option '--no-timeout'\ndid you mean '--timeout'?\nRun 'shipit deploy --help'"
    ),
    Mistake(
        "-e prod deploy",
        "'-e' stands before the command\noptions of a command stand after it: shipit COMMAND -e\nRun 'shipit --help'"
    ),
    Mistake("--bogus deploy", "unknown option '--bogus'\nRun 'shipit --help'"),
    Mistake("deploy -e", "'-e' needs a value: ENV\nRun 'shipit deploy --help'"),
    Mistake(
        "deploy --version --yes",
        "'--version' needs a value: VERSION\na value that begins with '-' is written --version=VALUE\nRun 'shipit deploy --help'"
    ),
    Mistake(
        words: ["deploy", "-e", "", "-v", "1"],
        "the value of '--environment' is empty\nis a variable of the calling script unset?\nRun 'shipit deploy --help'"
    ),
    Mistake(
        words: ["deploy", "-e", "prod", "--version="],
        "the value of '--version' is empty\nis a variable of the calling script unset?\nRun 'shipit deploy --help'"
    ),
    Mistake(
        words: ["image", "push", "", "b"],
        "the value of 'IMAGE' is empty\nis a variable of the calling script unset?\nRun 'shipit image push --help'"
    ),
    Mistake("status --watch=yes", "'--watch' takes no value\nRun 'shipit status --help'"),
    Mistake(
        "status --format jsn",
        "'--format' takes one of text, json, which 'jsn' is not\ndid you mean 'json'?\nRun 'shipit status --help'"
    ),
    Mistake(
        "status --format yaml",
        "'--format' takes one of text, json, which 'yaml' is not\nRun 'shipit status --help'"
    ),
    Mistake(
        "deploy -e p -v 1 --timeout 90",
        "'--timeout' takes a duration such as 90s, 15m or 1h30m, which '90' is not\nRun 'shipit deploy --help'"
    ),
    Mistake(
        "deploy -e p -v 1 --retries 1.5",
        "'--retries' takes a whole number, which '1.5' is not\nRun 'shipit deploy --help'"
    ),
    Mistake("image rm yaml", "'FORMAT' takes one of text, json, which 'yaml' is not\nRun 'shipit image rm --help'"),
    Mistake("deploy -e prod -v 1 -e stage", "'--environment' is given twice\nRun 'shipit deploy --help'"),
    Mistake("--format text status --format json", "'--format' is given twice\nRun 'shipit status --help'"),
    Mistake("deploy", "'shipit deploy' needs --environment ENV and --version VERSION\nRun 'shipit deploy --help'"),
    Mistake("deploy -e prod", "'shipit deploy' needs --version VERSION\nRun 'shipit deploy --help'"),
    Mistake("image push a", "'shipit image push' needs REFERENCE\nRun 'shipit image push --help'"),
    Mistake("image push a b c", "unexpected argument 'c'\nRun 'shipit image push --help'"),
    Mistake("status help", "unexpected argument 'help'\nRun 'shipit status --help'"),
]

@Test("A mistake is named, what was meant is guessed, and where to read on is said", arguments: mistakes)
private func explain(_ mistake: Mistake) {
    #expect {
        try sample.resolve(mistake.words)
    } throws: { error in
        #expect(String(describing: error) == mistake.text)
        return error is UsageError
    }
}

@Test("Control characters of a wrong word do not reach the message")
func controlCharacters() {
    #expect {
        try sample.resolve(["\u{1B}[2Jx\n"])
    } throws: {
        String(describing: $0) == "unknown command 'shipit \\u{1B}[2Jx\\n'\nRun 'shipit --help'"
    }
}
