import Testing

@testable import Images

@Suite struct IgnoreRulesTests {
    struct Line: Sendable, CustomTestStringConvertible {
        let line: String
        let pattern: String?

        init(_ line: String, _ pattern: String?) {
            self.line = line
            self.pattern = pattern
        }

        var testDescription: String { "\(line.debugDescription) is \(pattern ?? "nothing")" }
    }

    @Test(arguments: [
        Line("test1", "test1"), Line("/test2", "test2"), Line("/a/file/here", "a/file/here"), Line("", nil),
        Line("# comment", nil), Line(" # pattern", "# pattern"), Line("\\#x", "\\#x"), Line("  \t ", nil),
        Line("! /inverted/abs/path", "!inverted/abs/path"), Line("!", "!"), Line("! ", "!"), Line("docs/", "docs"),
        Line("./a//b/../c/", "a/c"), Line("..", ".."), Line("/..", "/"), Line("a/..", "."), Line("x\r", "x"),
        Line("\u{A0}x\u{2003}", "x"), Line("!!x", "!!x"), Line("a b", "a b"),
    ])
    func `a line is read as moby's ignorefile reads it`(_ line: Line) {
        let pattern = IgnoreRules.pattern(of: Array(line.line.utf8)[...])
        #expect(pattern.map { PathCharacters.describe($0) } == line.pattern)
    }

    @Test func `a byte order mark is dropped before the first line alone`() throws {
        let rules = try IgnoreRules(parsing: Array("\u{FEFF}# no pattern\n\u{FEFF}a\n".utf8), file: "f")
        #expect(rules.rules.count == 1)
        #expect(rules.excludes(ContextPath("\u{FEFF}a")))
        #expect(!rules.excludes(ContextPath("a")))
    }

    struct Verdict: Sendable, CustomTestStringConvertible {
        let patterns: [String]
        let path: String
        let isExcluded: Bool

        init(_ patterns: [String], _ path: String, _ isExcluded: Bool) {
            self.patterns = patterns
            self.path = path
            self.isExcluded = isExcluded
        }

        var testDescription: String { "\(patterns.joined(separator: " ")) on \(path)" }
    }

    @Test(arguments: [
        Verdict([], "a", false),
        Verdict(["**", "!util/docker/web"], "util/docker/web/foo", false),
        Verdict(["**", "!util/docker/web", "util/docker/web/foo"], "util/docker/web/foo", true),
        Verdict(["**", "!dist/*.whl"], "dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl", false),
        Verdict(["!fileutils.go", "*.go"], "fileutils.go", true),
        Verdict(["*.go", "!fileutils.go"], "fileutils.go", false),
        Verdict(["docs", "!docs/README.md"], "docs/README.md", false),
        Verdict(["docs/", "!docs/README.md"], "docs/README.md", false),
        Verdict(["docs/*", "!docs/README.md"], "docs/README.md", false),
        Verdict(["docs", "!docs/README.md"], "docs/other", true),
        Verdict(["docs", "!docs/README.md", "docs"], "docs/README.md", true),
        Verdict(["*", "!a"], "a/b/c", false),
        Verdict(["a", "!a/b", "a/b/c"], "a/b/c/d", true),
        Verdict([".", "*"], "", false),
        Verdict(["**"], "", false),
        Verdict(["."], "a", false),
        Verdict([" !a ", "  a"], "a", true),
    ])
    func `the last pattern that matches a path or its parents decides`(_ verdict: Verdict) throws {
        let rules = try IgnoreRules(patterns: verdict.patterns, source: "table")
        #expect(rules.excludes(ContextPath(verdict.path)) == verdict.isExcluded)
    }

    struct Pruning: Sendable, CustomTestStringConvertible {
        let patterns: [String]
        let mayHoldIncluded: Bool

        init(_ patterns: [String], _ mayHoldIncluded: Bool) {
            self.patterns = patterns
            self.mayHoldIncluded = mayHoldIncluded
        }

        var testDescription: String { patterns.joined(separator: " ") }
    }

    @Test(arguments: [
        Pruning(["a"], false), Pruning(["b"], true), Pruning(["a", "!a"], true), Pruning(["a", "!b"], false),
        Pruning(["a", "!a/b/c/d"], true), Pruning(["a", "!a/bc/d"], false), Pruning(["!a/b/x", "a"], false),
        Pruning(["a", "!a/*/c"], true), Pruning(["a", "!a/*/c/*/e"], true), Pruning(["a", "!*/x/c"], false),
        Pruning(["a", "!**/*.txt"], true), Pruning(["a", "!**/x"], true), Pruning(["a", "!a/b/**"], true),
        Pruning(["a", "!a/[^b]/c"], false), Pruning(["a", "!?/?/c"], true), Pruning(["a", "!a**"], true),
        Pruning(["a", "!a/b"], true), Pruning(["a/b", "!a"], true), Pruning(["a", "!a/*"], true),
        Pruning(["a", "!b**/c*"], false),
    ])
    func `a directory left out is passed over only when no later exception can reach into it`(_ pruning: Pruning) throws
    {
        let rules = try IgnoreRules(patterns: pruning.patterns, source: "table")
        let outer = rules.standing(of: ContextPath("a"), in: rules.root)
        let inner = rules.standing(of: ContextPath("a/b"), in: outer)
        #expect(inner.mayHoldIncluded == pruning.mayHoldIncluded)
    }

    @Test(arguments: [
        "!", "! ", "!/", "[", "a[", "[^", "[^bc", "[]a]", "[-]", "[x-]", "[-x]", "[a-b-c]", "\\", "a\\", "br[",
        "[z-a]", "[[:nosuch:]]", "bin\\obj", "a\\1", "[Local-Only]/",
    ])
    func `a pattern that BuildKit refuses is refused with its line`(_ pattern: String) throws {
        let error = try #require(throws: IgnoreRulesError.self) {
            try IgnoreRules(parsing: Array("# first\nok\n\(pattern)\n".utf8), file: "/ctx/.dockerignore")
        }
        #expect(error.line == 3)
        #expect(error.description.hasPrefix("/ctx/.dockerignore:3: "))
        #expect(error.hint != nil)
    }

    @Test func `a line beyond what Docker reads is refused`() {
        let line = [UInt8](repeating: UInt8(ascii: "a"), count: 64 * 1024)
        #expect(throws: IgnoreRulesError(file: "f", line: 1, reason: .lineTooLong)) {
            try IgnoreRules(parsing: line, file: "f")
        }
        #expect(throws: Never.self) { try IgnoreRules(parsing: line.dropLast(), file: "f") }
    }
}
