/// Which paths of a build context are left out: the patterns of a `.dockerignore` file, in order.
///
/// A pattern matches a path when it matches the path itself or any directory the path lies in; the
/// last pattern that matches decides, and one with `!` takes the path back in (moby's
/// `patternmatcher`, `MatchesOrParentMatches`). The root is never left out.
///
/// Docker's own walk departs from this where a directory is named again after an exception below it
/// (`a`, `!a/b`, `a`): it forgets the second `a` and sends `a/b`, or an empty file of that name. Here the
/// last line counts, as it is documented. In a class, `*` and `?` stand for themselves, as in
/// `filepath.Match`; moby puts regular expressions in their place, which match nothing anyone meant.
package struct IgnoreRules: Sendable, Hashable {
    struct Rule: Sendable, Hashable {
        let pattern: IgnorePattern
        /// Whether the pattern was written with `!`.
        let isException: Bool
    }

    let rules: [Rule]

    /// No rules: everything is sent.
    package static let none = IgnoreRules(rules: [])

    private init(rules: [Rule]) {
        self.rules = rules
    }

    /// Parses an ignore file; `file` is its name in errors.
    package init(parsing content: [UInt8], file: String) throws(IgnoreRulesError) {
        var rules: [Rule] = []
        for (offset, line) in Self.lines(content).enumerated() {
            do throws(IgnoreRulesError.Reason) {
                guard line.count < Self.longestLine else { throw IgnoreRulesError.Reason.lineTooLong }
                guard let pattern = Self.pattern(of: line) else { continue }
                if let rule = try Self.rule(pattern) { rules.append(rule) }
            } catch {
                throw IgnoreRulesError(file: file, line: offset + 1, reason: error)
            }
        }
        self.rules = rules
    }

    /// Takes patterns as an engine asks for them in a session's `exclude-patterns`; `source` names them in errors.
    package init(patterns: [String], source: String) throws(IgnoreRulesError) {
        var rules: [Rule] = []
        for (offset, pattern) in patterns.enumerated() {
            do throws(IgnoreRulesError.Reason) {
                if let rule = try Self.rule(PathCharacters.decode(pattern)) { rules.append(rule) }
            } catch {
                throw IgnoreRulesError(file: source, line: offset + 1, reason: error)
            }
        }
        self.rules = rules
    }

    /// Whether the path is left out.
    package func excludes(_ path: ContextPath) -> Bool {
        guard !path.bytes.isEmpty, !rules.isEmpty else { return false }
        let candidates = (path.parents + [path]).map { PathCharacters.decode($0.bytes) }
        let last = rules.last { rule in candidates.contains { rule.pattern.matches($0) } }
        return last.map { !$0.isException } ?? false
    }
}

extension IgnoreRules {
    /// What the rules say of one directory, kept while what lies in it is looked at.
    struct Standing: Sendable {
        /// For each rule whether it matches the directory or one it lies in.
        fileprivate var matches: [Bool]
        /// Whether the directory is left out.
        fileprivate(set) var isExcluded = false
        /// Whether something in it may be taken back in.
        fileprivate(set) var mayHoldIncluded = true
    }

    /// The standing of the root.
    var root: Standing {
        Standing(matches: [Bool](repeating: false, count: rules.count))
    }

    /// Whether an entry that is no directory is left out.
    func excludes(_ path: ContextPath, in parent: Standing) -> Bool {
        let characters = PathCharacters.decode(path.bytes)
        let last = rules.indices.last { parent.matches[$0] || rules[$0].pattern.matches(characters) }
        return last.map { !rules[$0].isException } ?? false
    }

    /// The standing of a directory in one whose standing is known.
    func standing(of path: ContextPath, in parent: Standing) -> Standing {
        let characters = PathCharacters.decode(path.bytes)
        var standing = Standing(matches: zip(rules, parent.matches).map { $1 || $0.pattern.matches(characters) })
        guard let last = standing.matches.lastIndex(of: true), !rules[last].isException else { return standing }
        standing.isExcluded = true
        // An exception before the rule that decided is overruled by it everywhere below.
        standing.mayHoldIncluded = rules[(last + 1)...].contains {
            $0.isException && $0.pattern.mayMatch(below: characters)
        }
        return standing
    }
}
