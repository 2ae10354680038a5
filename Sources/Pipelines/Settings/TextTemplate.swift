/// A text with `${…}` in it, taken apart. `$${` is a literal `${`; any other `$` is itself.
struct TextTemplate: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case literal(String)
        case reference(TemplateReference, at: SourceLocation)
    }

    /// Alternating texts and references; neighbouring literals are joined.
    private(set) var pieces: [Piece]
    /// The whole text as it stands in the file: what diagnostics show.
    let written: String

    /// The text, when nothing is left to be filled in.
    var text: String? {
        switch pieces.first {
        case nil: ""
        case .literal(let text) where pieces.count == 1: text
        case .literal, .reference: nil
        }
    }

    var references: [TemplateReference] {
        pieces.compactMap { piece in
            guard case .reference(let reference, _) = piece else { return nil }
            return reference
        }
    }

    init(pieces: [Piece], written: String) {
        self.written = written
        self.pieces = []
        for piece in pieces { append(piece) }
    }

    private mutating func append(_ piece: Piece) {
        if case .literal(let tail) = piece, case .literal(let head) = pieces.last {
            pieces[pieces.count - 1] = .literal(head + tail)
        } else {
            pieces.append(piece)
        }
    }
}

extension TextTemplate {
    /// Takes a scalar apart; nil when there is no `${` in it. A `${` without its `}` is reported and stays text.
    init?(_ scalar: YAMLScalar, at location: SourceLocation, _ log: inout DiagnosticLog) {
        guard scalar.text.contains("${") else { return nil }
        var pieces: [Piece] = []
        var rest = scalar.text[...]
        while let opening = rest.firstRange(of: "${") {
            let before = rest[..<opening.lowerBound]
            if before.hasSuffix("$") {
                pieces.append(.literal(before.dropLast() + "${"))
                rest = rest[opening.upperBound...]
                continue
            }
            let place = Self.place(of: opening.lowerBound, in: scalar, at: location)
            guard let closing = rest[opening.upperBound...].firstIndex(of: "}") else {
                log.error(place, "expected '}' after '${'", hint: "write '$${' for a literal '${'")
                break
            }
            pieces.append(.literal(String(before)))
            pieces.append(.reference(TemplateReference(rest[opening.upperBound..<closing]), at: place))
            rest = rest[rest.index(after: closing)...]
        }
        pieces.append(.literal(String(rest)))
        self.init(pieces: pieces.filter { $0 != .literal("") }, written: scalar.text)
    }

    /// Where a character of the scalar stands in the file: exactly if the text stands there as it is.
    private static func place(
        of index: String.Index,
        in scalar: YAMLScalar,
        at location: SourceLocation
    ) -> SourceLocation {
        guard let column = scalar.textColumn else { return location }
        let offset = scalar.text.unicodeScalars.distance(from: scalar.text.startIndex, to: index)
        return SourceLocation(line: location.line, column: column + offset)
    }
}
