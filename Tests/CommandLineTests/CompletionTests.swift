import CommandLine
import Testing

/// A line up to the cursor, `|`, and what is offered there.
private struct Offer: Sendable, CustomTestStringConvertible {
    let line: String
    let words: [String]
    var files = false

    init(_ line: String, _ words: [String], files: Bool = false) {
        self.line = line
        self.words = words
        self.files = files
    }

    var testDescription: String { line }
}

private let offers: [Offer] = [
    Offer("|", ["deploy", "status", "image", "help"]),
    Offer("de|", ["deploy"]),
    Offer("sec|", []),
    Offer("-|", ["--pipeline", "--format", "--yes", "--help", "--version"]),
    Offer("help |", ["deploy", "status", "image", "exit-codes"]),
    Offer("help image |", ["push", "rm"]),
    Offer("image |", ["push", "rm"]),
    Offer("image p|", ["push"]),
    Offer(
        "deploy |",
        [
            "--environment", "--version", "--service", "--timeout", "--retries", "--no-wait", "--pipeline", "--format",
            "--yes", "--help",
        ]
    ),
    Offer("deploy --v|", ["--version"]),
    Offer(
        "deploy -e prod --yes --no-wait -s web -|",
        [
            "--version", "--service", "--timeout", "--retries", "--pipeline", "--format", "--help",
        ]
    ),
    Offer("deploy -e |", ["prod", "stage"]),
    Offer("deploy -e s|", ["stage"]),
    Offer("deploy -es|", ["-estage"]),
    Offer("deploy -e=s|", ["-e=stage"]),
    Offer("deploy --environment=|", ["--environment=prod", "--environment=stage"]),
    Offer("deploy --environment=p|", ["--environment=prod"]),
    Offer("deploy --format |", ["text", "json"]),
    Offer("--format j|", ["json"]),
    Offer("--format json de|", ["deploy"]),
    Offer("deploy -v |", []),
    Offer("-f |", [], files: true),
    Offer("--pipeline=a|", [], files: true),
    Offer("image push |", []),
    Offer("image rm |", ["text", "json"]),
    Offer("image rm json |", [], files: true),
    Offer("image rm json a b |", [], files: true),
    Offer("image rm json -- -|", [], files: true),
    Offer("status -- |", []),
    Offer("bogus |", ["deploy", "status", "image", "help"]),
]

@Test("At the cursor stands what the parser would take there", arguments: offers)
private func offer(_ offer: Offer) throws {
    let written = offer.line.dropLast().split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard case .complete(let request) = try sample.resolve(["__complete", "--"] + written) else {
        Issue.record("no completion")
        return
    }
    let answer = sample.candidates(for: request)
    #expect(answer.terms.map(\.term) == offer.words)
    #expect(answer.includesFiles == offer.files)
}

@Test("Dynamic words know the options that were given before them")
func dynamic() throws {
    guard case .complete(let request) = try sample.resolve(words("__complete -- -f a.yaml deploy -e p")) else {
        Issue.record("no completion")
        return
    }
    #expect(sample.candidates(for: request).text == "prod\tfrom a.yaml\n")
}

@Test("Nothing but the call is needed to be asked", arguments: [["__complete"], ["__complete", "--"]])
func bareCall(_ line: [String]) throws {
    guard case .complete(let request) = try sample.resolve(line) else {
        Issue.record("no completion")
        return
    }
    #expect(request.words == [])
    #expect(sample.candidates(for: request).terms.count == 4)
}
