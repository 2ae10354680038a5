import Testing

@testable import Images

/// One pattern against one path: the vectors of moby's `patternmatcher_test.go`, `TestMatches` and `matchTests`.
@Suite struct IgnorePatternTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String
        let path: String
        let isMatch: Bool

        init(_ pattern: String, _ path: String, _ isMatch: Bool) {
            self.pattern = pattern
            self.path = path
            self.isMatch = isMatch
        }

        var testDescription: String { "\(pattern) on \(path)" }
    }

    @Test(arguments: [
        Case("**", "file", true), Case("**/", "file", true), Case("**", "dir/file", true),
        Case("**/", "dir/file", true), Case("**/**", "dir/file", true), Case("dir/**", "dir/file", true),
        Case("dir/**", "dir/dir2/file", true), Case("**/dir", "dir", true), Case("**/dir", "dir/file", true),
        Case("**/dir2/*", "dir/dir2/file", true), Case("**/dir2/**", "dir/dir2/dir3/file", true),
        Case("**file", "file", true), Case("**file", "dir/file", true), Case("**/file", "dir/file", true),
        Case("**file", "dir/dir/file", true), Case("**/file", "dir/dir/file", true),
        Case("**/file*", "dir/dir/file", true), Case("**/file*", "dir/dir/file.txt", true),
        Case("**/file*txt", "dir/dir/file.txt", true), Case("**/file*.txt", "dir/dir/file.txt", true),
        Case("**/file*.txt*", "dir/dir/file.txt", true), Case("**/**/*.txt", "dir/dir/file.txt", true),
        Case("**/**/*.txt2", "dir/dir/file.txt", false), Case("**/*.txt", "file.txt", true),
        Case("**/**/*.txt", "file.txt", true), Case("a**/*.txt", "a/file.txt", true),
        Case("a**/*.txt", "a/dir/file.txt", true), Case("a**/*.txt", "a/dir/dir/file.txt", true),
        Case("a/*.txt", "a/dir/file.txt", false), Case("a/*.txt", "a/file.txt", true),
        Case("a/*.txt**", "a/file.txt", true), Case("a[b-d]e", "ae", false), Case("a[b-d]e", "ace", true),
        Case("a[b-d]e", "aae", false), Case("a[^b-d]e", "aze", true), Case(".*", ".foo", true),
        Case(".*", "foo", false), Case("abc.def", "abcdef", false), Case("abc.def", "abc.def", true),
        Case("abc.def", "abcZdef", false), Case("abc?def", "abcZdef", true), Case("abc?def", "abcdef", false),
        Case("a\\\\", "a\\", true), Case("**/foo/bar", "foo/bar", true), Case("**/foo/bar", "dir/foo/bar", true),
        Case("**/foo/bar", "dir/dir2/foo/bar", true), Case("abc/**", "abc", false), Case("abc/**", "abc/def", true),
        Case("abc/**", "abc/def/ghi", true), Case("**/.foo", ".foo", true), Case("**/.foo", "bar.foo", false),
        Case("a(b)c/def", "a(b)c/def", true), Case("a(b)c/def", "a(b)c/xyz", false),
        Case("a.|)$(}+{bc", "a.|)$(}+{bc", true), Case("dist/*.whl", "dist/proxy.py-2.4.0rc3.dev36+g08.whl", true),
        Case("a\\*b", "a*b", true), Case("a\\*b", "ab", false),
    ])
    func `moby's own vectors hold`(_ vector: Case) throws {
        #expect(try matches(vector) == vector.isMatch)
    }

    @Test(arguments: [
        Case("abc", "abc", true), Case("*", "abc", true), Case("*c", "abc", true), Case("a*", "a", true),
        Case("a*", "abc", true), Case("a*", "ab/c", true), Case("a*/b", "abc/b", true), Case("a*/b", "a/c/b", false),
        Case("a*b*c*d*e*/f", "axbxcxdxe/f", true), Case("a*b*c*d*e*/f", "axbxcxdxexxx/f", true),
        Case("a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false), Case("a*b*c*d*e*/f", "axbxcxdxexxx/fff", false),
        Case("a*b?c*x", "abxbbxdbxebxczzx", true), Case("a*b?c*x", "abxbbxdbxebxczzy", false),
        Case("ab[c]", "abc", true), Case("ab[b-d]", "abc", true), Case("ab[e-g]", "abc", false),
        Case("ab[^c]", "abc", false), Case("ab[^b-d]", "abc", false), Case("ab[^e-g]", "abc", true),
        Case("a?b", "a☺b", true), Case("a[^a]b", "a☺b", true), Case("a???b", "a☺b", false),
        Case("a[^a][^a][^a]b", "a☺b", false), Case("[a-ζ]*", "α", true), Case("*[a-ζ]", "A", false),
        Case("a?b", "a/b", false), Case("a*b", "a/b", false), Case("[\\]a]", "]", true), Case("[\\-]", "-", true),
        Case("[x\\-]", "x", true), Case("[x\\-]", "-", true), Case("[x\\-]", "z", false), Case("[\\-x]", "x", true),
        Case("[\\-x]", "-", true), Case("[\\-x]", "a", false), Case("*x", "xxx", true),
    ])
    func `the vectors of Go's filepath Match hold`(_ vector: Case) throws {
        #expect(try matches(vector) == vector.isMatch)
    }

    @Test(arguments: [
        // Where moby takes no regular expression, `**foo` ends any name; where it takes one, it begins a component.
        Case("**foo", "xfoo", true), Case("**foo*", "xfoo1", false), Case("**foo*", "a/foo1", true),
        Case("foo**", "foobar/x", true), Case("***", "a/b", true), Case("a/**/b", "a/b", true),
        Case("a/**/b", "a/x/y/b", true), Case("a/**/b", "ab", false), Case("[!a]b", "!b", true),
        Case("[!a]b", "xb", false), Case("a^b", "a^b", true), Case("^a*", "abc", true), Case("^a*", "^abc", false),
        Case("[[:digit:]]*.log", "7.log", true), Case("[[:digit:]]*.log", "a.log", false),
        Case("v\\d", "v7", true), Case("v\\d", "vd", false), Case("bin\\build", "binbuild", false),
        Case("{a,b}", "a", false), Case("{a,b}", "{a,b}", true), Case("a]", "a]", true), Case("A", "a", false),
        Case("[*]", "*", true), Case("x/[?]", "x/?", true), Case("x/[?]", "x/y", false),
    ])
    func `corners follow BuildKit`(_ vector: Case) throws {
        #expect(try matches(vector) == vector.isMatch)
    }

    @Test func `names that are no UTF-8 are told apart`() throws {
        let rules = try IgnoreRules(parsing: [0x61, 0xFF, 0x2A, 0x0A], file: "f")
        #expect(rules.excludes(ContextPath([0x61, 0xFF, 0x62])))
        #expect(!rules.excludes(ContextPath([0x61, 0xFE, 0x62])))
        let one = try IgnoreRules(patterns: ["a?b"], source: "f")
        #expect(one.excludes(ContextPath([0x61, 0xC3, 0x62])))
        #expect(!one.excludes(ContextPath([0x61, 0xC3, 0xC3, 0x62])))
        #expect(one.excludes(ContextPath("a\u{FC}b")))
    }

    @Test func `a pattern made to explode takes no time to speak of`() throws {
        let pattern = String(repeating: "a*", count: 60) + "b"
        let rules = try IgnoreRules(patterns: [pattern], source: "f")
        #expect(!rules.excludes(ContextPath(String(repeating: "a", count: 200))))
    }

    private func matches(_ vector: Case) throws -> Bool {
        try IgnoreRules(patterns: [vector.pattern], source: "vector").excludes(ContextPath(vector.path))
    }
}
