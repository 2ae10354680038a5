import Docker
import FoundationEssentials
import Images
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What of a directory arrives in an image, as the engine sees it.
@Suite(.enabled(if: Sandbox.engine != nil && Sandbox.baseImage != nil))
struct ContextBuildTests {
    private let sandbox: SandboxEngine
    private let fixture: ConfigurationFixture

    init() throws {
        sandbox = try SandboxEngine()
        fixture = try ConfigurationFixture()
        for name in ["docs/README.md", "docs/a/b/c.txt", "src/main.c", "top.txt"] {
            try fixture.write("context/" + name, name)
        }
    }

    private var directory: String { fixture.home + "/context" }

    /// Builds the directory by a Dockerfile that copies it whole and runs a command in the copy; its output lines.
    private func lines(of command: String, dockerfile path: String = "context/Dockerfile") async throws -> [String] {
        let mark = "<<\(sandbox.name)>>"
        try fixture.write(
            path,
            "FROM \(sandbox.baseImage)\nCOPY . /ctx/\nRUN cd /ctx && { \(command); } | sed 's|^|\(mark)|'\n"
        )
        let context = try BuildContext(directory: directory, dockerfile: fixture.home + "/" + path)
        let progress = ProgressRecorder()
        let request = BuildRequest(
            context: { try context.writeArchive(to: $0).warnings },
            dockerfile: context.dockerfileName,
            tags: [sandbox.name]
        )
        _ = try await sandbox.engine.build(request, credentials: { _ in nil }) { progress.record($0) }
        await sandbox.removeImage()
        return progress.output.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    }

    struct Selection: Sendable, CustomTestStringConvertible {
        let ignore: String
        let names: [String]
        init(_ ignore: String, _ names: [String]) {
            self.ignore = ignore
            self.names = names
        }
        var testDescription: String { ignore.split(separator: "\n").joined(separator: " ") }
    }

    @Test(arguments: [
        Selection("*\n!docs/", ["docs", "docs/README.md", "docs/a", "docs/a/b", "docs/a/b/c.txt"]),
        Selection("*\n!docs/README.md", ["docs", "docs/README.md"]),
        Selection("*\n!**/*.txt", ["docs", "docs/a", "docs/a/b", "docs/a/b/c.txt", "top.txt"]),
        Selection("docs/**", ["docs", "src", "src/main.c", "top.txt"]),
        Selection("docs\n!docs/README.md", ["docs", "docs/README.md", "src", "src/main.c", "top.txt"]),
    ])
    func `what the ignore file lets through arrives, and the files of the build`(_ selection: Selection) async throws {
        try fixture.write("context/.dockerignore", selection.ignore)
        let names = try await lines(of: "find . -mindepth 1 | sed 's|^[.]/||' | LC_ALL=C sort")
        #expect(names == ([".dockerignore", "Dockerfile"] + selection.names).sorted())
    }

    @Test func `names, modes, links and owners arrive as they were`() async throws {
        let long = (0..<4).map { _ in String(repeating: "n", count: 80) }.joined(separator: "/") + "/end"
        try fixture.write("context/" + long, "deep")
        try fixture.write("context/gr\u{FC}n/\u{2603}", "snow")
        chmod(directory + "/top.txt", 0o4751)
        symlink("nowhere", directory + "/dangling")
        link(directory + "/docs/README.md", directory + "/zz-again")
        let raw = Array(directory.utf8) + [0x2F, 0x72, 0xFF, 0x77, 0]
        let stream = try #require(fopen(raw.map(CChar.init(bitPattern:)), "w"))
        fclose(stream)
        let command = """
            cat \(long); echo; cat gr\u{FC}n/\u{2603}; echo; readlink dangling; stat -c '%a %u %g' top.txt; \
            stat -c '%h' zz-again; printf '%s' r* | od -An -tx1; find . ! -user 0; stat -c %a .
            """
        let lines = try await lines(of: command)
        #expect(lines == ["deep", "snow", "nowhere", "4751 0 0", "2", " 72 ff 77", "755"])
    }

    @Test func `a Dockerfile outside the directory builds it`() async throws {
        let names = try await lines(of: "find . -type f | sort", dockerfile: "elsewhere/Dockerfile.prod")
        #expect(names.count == 5)
        #expect(names.first?.hasPrefix("./.dockerfile.") == true)
    }
}
