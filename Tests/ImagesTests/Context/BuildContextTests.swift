import FoundationEssentials
import Hashing
import Testing

@testable import Images

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite struct BuildContextTests {
    private let fixture: ContextFixture

    init() throws {
        fixture = try ContextFixture()
        try fixture.write("Dockerfile", "FROM scratch\n")
    }

    private func context(_ dockerfile: String? = nil) throws -> BuildContext {
        try BuildContext(directory: fixture.path, dockerfile: dockerfile)
    }

    // MARK: What is sent

    struct Selection: Sendable, CustomTestStringConvertible {
        let ignore: String
        let names: [String]
        var testDescription: String { ignore.split(separator: "\n").joined(separator: " ") }
    }

    /// The real results of BuildKit for one tree.
    @Test(arguments: [
        Selection(ignore: "*\n!docs", names: all),
        Selection(ignore: "*\n!docs/", names: all),
        Selection(ignore: "*\n!docs/README.md", names: ["docs/", "docs/README.md"]),
        Selection(ignore: "*\n!**/*.txt", names: ["docs/", "docs/a/", "docs/a/b/", "docs/a/b/c.txt", "top.txt"]),
        Selection(ignore: "docs/**", names: ["docs/", "src/", "src/main.c", "top.txt"]),
        Selection(
            ignore: "docs\n!docs/README.md",
            names: ["docs/", "docs/README.md", "src/", "src/main.c", "top.txt"]
        ),
        Selection(ignore: "Dockerfile\n.dockerignore\ndocs\nsrc", names: ["top.txt"]),
        Selection(ignore: "**\n!src/main.c\nsrc", names: []),
        Selection(ignore: "docs/a\nsrc", names: ["docs/", "docs/README.md", "top.txt"]),
    ])
    func `what BuildKit would take is sent, with the Dockerfile and the ignore file`(_ selection: Selection) throws {
        for name in ["docs/README.md", "docs/a/b/c.txt", "src/main.c", "top.txt"] { try fixture.write(name, name) }
        try fixture.write(".dockerignore", selection.ignore)
        #expect(try context().listing().names == [".dockerignore", "Dockerfile"] + selection.names)
    }

    private static let all = ["docs/", "docs/README.md", "docs/a/", "docs/a/b/", "docs/a/b/c.txt"]

    @Test func `the Dockerfile's own ignore file takes the place of the directory's`() throws {
        try fixture.write(".dockerignore", "a")
        try fixture.write("docker/prod.Dockerfile", "FROM scratch\n")
        try fixture.write("docker/prod.Dockerfile.dockerignore", "b\ndocker")
        try fixture.write("a")
        try fixture.write("b")
        let context = try context("docker/prod.Dockerfile")
        #expect(context.dockerfileName == "docker/prod.Dockerfile")
        #expect(
            try context.listing().names == [".dockerignore", "Dockerfile", "a", "docker/", "docker/prod.Dockerfile"]
        )
    }

    @Test(.enabled(if: geteuid() != 0))
    func `a directory in which nothing can be taken back in is not even listed`() throws {
        try fixture.write("secret/deep/file")
        try fixture.write(".dockerignore", "!secret/deep/file\nsecret\n!other")
        try fixture.setMode("secret", 0)
        defer { try? fixture.setMode("secret", 0o700) }
        #expect(try context().listing().names == [".dockerignore", "Dockerfile"])
    }

    // MARK: How it is sent

    @Test func `entries belong to root without names, keep their mode and whole seconds`() throws {
        try fixture.write("run.sh", "echo")
        try fixture.setMode("run.sh", 0o4755)
        try fixture.makeDirectory("private")
        try fixture.setMode("private", 0o1700)
        let listing = try context().listing()
        #expect(listing.names == ["Dockerfile", "private/", "run.sh"])
        #expect(listing["run.sh"]?.mode == 0o4755)
        #expect(listing["private/"]?.mode == 0o1700)
        #expect(listing["private/"]?.type == "5")
        for entry in listing.entries {
            #expect(entry.user == 0 && entry.group == 0)
            #expect(entry.userName.isEmpty && entry.groupName.isEmpty)
            #expect(entry.modified > 1_500_000_000)
            #expect(entry.records["mtime"] == nil && entry.records["atime"] == nil)
        }
    }

    @Test func `links are sent as links and never followed`() throws {
        try fixture.write("dir/file", "content")
        try fixture.hardLink("again", to: "dir/file")
        try fixture.link("dangling", to: "nowhere/at/all")
        try fixture.link("root", to: "/")
        try fixture.link("long", to: String(repeating: "x/", count: 100) + "y")
        let listing = try context().listing()
        #expect(listing.names == ["Dockerfile", "again", "dangling", "dir/", "dir/file", "long", "root"])
        #expect(listing["again"]?.text == "content")
        #expect(listing["dir/file"]?.type == "1")
        #expect(listing["dir/file"]?.target == "again")
        #expect(listing["dir/file"]?.mode == listing["again"]?.mode)
        #expect(listing["dangling"]?.type == "2")
        #expect(listing["dangling"]?.target == "nowhere/at/all")
        #expect(listing["root"]?.target == "/")
        #expect(listing["long"]?.target == String(repeating: "x/", count: 100) + "y")
    }

    @Test func `a hard link whose first name is left out carries the content itself`() throws {
        try fixture.write("a", "content")
        try fixture.hardLink("b", to: "a")
        try fixture.write(".dockerignore", "a")
        #expect(try context().listing()["b"]?.text == "content")
    }

    @Test func `a FIFO is kept and a socket is reported`() throws {
        try fixture.makeFIFO("fifo")
        try fixture.makeSocket("socket")
        let (bytes, statistics) = try context().archive()
        let listing = try TarListing(bytes).withoutRoot()
        #expect(listing.names == ["Dockerfile", "fifo"])
        #expect(listing["fifo"]?.type == "6")
        #expect(statistics.skippedSockets == [ContextPath("socket")])
        #expect(statistics.warnings.count == 1)
    }

    @Test func `long names and names that are no UTF-8 arrive byte for byte`() throws {
        let long = (0..<5).map { _ in String(repeating: "n", count: 90) }.joined(separator: "/") + "/end"
        try fixture.write(long, "deep")
        try fixture.write("gr\u{FC}n/\u{2603}", "snow")
        try fixture.writeRaw([0x7A, 0xFF, 0xFE])
        let listing = try context().listing()
        #expect(listing[long]?.text == "deep")
        #expect(listing["gr\u{FC}n/\u{2603}"]?.text == "snow")
        #expect(listing.entries.last?.path == [0x7A, 0xFF, 0xFE])
    }

    @Test func `the first 1024 bytes hold an entry, whatever the first name is`() throws {
        try fixture.write("!\u{FC}" + String(repeating: "n", count: 200))
        try fixture.setMode("", 0o700)
        let bytes = try context().archive().bytes
        let first = try #require(
            TarListing(Array(bytes.prefix(512)) + [UInt8](repeating: 0, count: 1024)).entries.first
        )
        #expect(first.name == "./")
        #expect(first.mode == 0o755)
    }

    @Test func `the order is that of bytes, a directory before what lies in it`() throws {
        for name in ["a-b", "a/x", "a.b", "B", "\u{FC}", "a/x.y/z"] { try fixture.write(name) }
        #expect(
            try context().listing().names
                == ["B", "Dockerfile", "a/", "a/x", "a/x.y/", "a/x.y/z", "a-b", "a.b", "\u{FC}"].sortedLikeDirectories
        )
    }

    @Test func `the same tree is the same archive, passed on in blocks`() throws {
        let content = String(repeating: "0123456789abcdef", count: 100_000)
        try fixture.write("large", content)
        let context = try context()
        var blocks: [Int] = []
        var first: [UInt8] = []
        let statistics = try context.writeArchive {
            blocks.append($0.count)
            first += $0
        }
        #expect(blocks.allSatisfy { $0 <= ContextArchive.blockSize })
        #expect(blocks.count > 5)
        #expect(first == (try context.archive().bytes))
        #expect(try TarListing(first)["large"]?.text == content)
        #expect(statistics.files == 2)
        #expect(statistics.directories == 0)
        #expect(statistics.contentBytes == content.utf8.count + 13)
        #expect(statistics.archiveBytes == first.count)
    }

    @Test(.enabled(if: canSetCapabilities))
    func `file capabilities are the one extended attribute that is kept`() throws {
        try fixture.write("ping", "x")
        try #require(setAttribute("security.capability", capability, of: fixture.path + "/ping"))
        _ = setAttribute("user.note", [1], of: fixture.path + "/ping")
        let records = try #require(try context().listing()["ping"]).records
        #expect(records["SCHILY.xattr.security.capability"] == capability)
        #expect(records.keys.filter { $0.contains("xattr") }.count == 1)
    }

    // MARK: The Dockerfile

    @Test func `without a name the lower-case one serves too`() throws {
        try FileManager.default.moveItem(atPath: fixture.path + "/Dockerfile", toPath: fixture.path + "/dockerfile")
        #expect(try context().dockerfileName == "dockerfile")
    }

    @Test func `a Dockerfile outside the context is added under a name made of its content`() throws {
        let outside = fixture.outside("Other")
        try Data("FROM other\n".utf8).write(to: URL(filePath: outside))
        try fixture.write(".dockerignore", "*")
        let context = try context(outside)
        let name = ".dockerfile." + Digest(of: Array("FROM other\n".utf8)).hexadecimal.prefix(20)
        #expect(context.dockerfileName == name)
        let listing = try context.listing()
        #expect(listing.names == [".dockerignore", name])
        #expect(listing[name]?.text == "FROM other\n")
        #expect(listing[name]?.mode == 0o600)
    }

    @Test func `a Dockerfile that is a link is named by what it leads to`() throws {
        try fixture.write("docker/real", "FROM scratch\n")
        try fixture.link("linked", to: "docker/real")
        #expect(try context("linked").dockerfileName == "docker/real")
        #expect(try context("docker/../linked").dockerfileName == "docker/real")
    }

    // MARK: What cannot be sent

    @Test func `a missing directory and a file in its place are told apart`() throws {
        #expect(throws: BuildContextError.directoryMissing("/nowhere/at/all")) {
            try BuildContext(directory: "/nowhere/at/all")
        }
        let file = fixture.path + "/Dockerfile"
        #expect(throws: BuildContextError.notDirectory(file)) { try BuildContext(directory: file) }
    }

    @Test func `a missing Dockerfile is reported with the names that look like one`() throws {
        try fixture.write("Dockerfile.prod.dockerignore")
        try fixture.write("Dockerfile.prod")
        let error = try #require(throws: BuildContextError.self) { try context("Dockerfile.prd") }
        #expect(
            error == .dockerfileMissing(fixture.path + "/Dockerfile.prd", similar: ["Dockerfile", "Dockerfile.prod"])
        )
        #expect(error.hint == "did you mean 'Dockerfile' or 'Dockerfile.prod'?")
        try fixture.makeDirectory("folder")
        #expect(throws: BuildContextError.dockerfileNotFile(fixture.path + "/folder")) { try context("folder") }
    }

    @Test func `a mistake in the ignore file names the file and the line`() throws {
        try fixture.write(".dockerignore", "ok\n!\n")
        #expect(throws: IgnoreRulesError(file: fixture.path + "/.dockerignore", line: 2, reason: .loneException)) {
            try context()
        }
    }

    @Test(.enabled(if: geteuid() != 0))
    func `a file that cannot be read is named`() throws {
        try fixture.write("locked", "x")
        try fixture.setMode("locked", 0)
        #expect(throws: BuildContextError.system(operation: .open, path: fixture.path + "/locked", code: EACCES)) {
            try context().archive()
        }
    }

    @Test func `a file that grows or shrinks while it is read stops the archive before its end mark`() throws {
        for change in ["longer than before", "s"] {
            // The first block goes out while the file after it is still being read.
            let content = String(repeating: "x", count: 3 * ContextArchive.blockSize)
            try fixture.write("file", content)
            let context = try context()
            var sent: [UInt8] = []
            var isChanged = false
            let changed = change.count > 1 ? content + change : change
            let error = #expect(throws: BuildContextError.self) {
                try context.writeArchive { block in
                    sent += block
                    if !isChanged { try Data(changed.utf8).write(to: URL(filePath: fixture.path + "/file")) }
                    isChanged = true
                }
            }
            #expect(error == .changed(fixture.path + "/file"))
            #expect(throws: TarListing.Defect.self) { try TarListing(sent) }
        }
    }

    @Test func `what the sink throws ends the writing and is not called again`() throws {
        struct Stop: Error {}
        try fixture.write("large", String(repeating: "x", count: 4 * ContextArchive.blockSize))
        var calls = 0
        #expect(throws: Stop.self) {
            try context().writeArchive { _ in
                calls += 1
                throw Stop()
            }
        }
        #expect(calls == 1)
    }
}

/// CAP_NET_RAW as `setcap cap_net_raw+ep` stores it (linux/capability.h, `vfs_cap_data`, revision 2).
private let capability: [UInt8] = [1, 0, 0, 2, 0, 0x20, 0, 0] + [UInt8](repeating: 0, count: 12)

#if os(Linux)
    private let canSetCapabilities = geteuid() == 0
#else
    private let canSetCapabilities = false
#endif

@_silgen_name("setxattr")
private func systemSetAttribute(_: UnsafePointer<CChar>, _: UnsafePointer<CChar>, _: UnsafeRawPointer, _: Int, _: Int32)
    -> Int32

private func setAttribute(_ name: String, _ value: [UInt8], of path: String) -> Bool {
    systemSetAttribute(path, name, value, value.count, 0) == 0
}

extension [String] {
    /// Names as a walk meets them: `/` sorts before every other byte.
    fileprivate var sortedLikeDirectories: [String] {
        sorted {
            $0.utf8.map { $0 == UInt8(ascii: "/") ? 0 : $0 }
                .lexicographicallyPrecedes($1.utf8.map { $0 == UInt8(ascii: "/") ? 0 : $0 })
        }
    }
}
