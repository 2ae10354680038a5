import FoundationEssentials
import Runner
import Testing

@Suite("The commit that an image is built from")
struct SourceCommitTests {
    private let commit = String(repeating: "ab", count: 20)

    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.path + "/shipit-git-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for (name, text) in files {
            let path = root + "/" + name
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
        }
        try body(root)
    }

    @Test func aBranchIsFollowedFromASubfolder() throws {
        let files = [".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": commit + "\n", "a/b/file": ""]
        try withFolder(files) { #expect(SourceCommit.find(from: $0 + "/a/b", environment: [:]) == commit) }
    }

    @Test func packedReferencesAreRead() throws {
        let files = [
            ".git/HEAD": "ref: refs/heads/main\n",
            ".git/packed-refs":
                "# pack-refs\n\(String(repeating: "0", count: 40)) refs/heads/other\n\(commit) refs/heads/main\n",
        ]
        try withFolder(files) { #expect(SourceCommit.find(from: $0, environment: [:]) == commit) }
    }

    @Test func aDetachedHeadIsTheCommitItself() throws {
        try withFolder([".git/HEAD": commit + "\n"]) {
            #expect(SourceCommit.find(from: $0, environment: [:]) == commit)
        }
    }

    @Test func aWorktreeFindsItsRepository() throws {
        let files = [
            "tree/.git": "gitdir: ../repo/.git/worktrees/tree\n",
            "repo/.git/worktrees/tree/HEAD": "ref: refs/heads/topic\n",
            "repo/.git/worktrees/tree/commondir": "../..\n",
            "repo/.git/refs/heads/topic": commit + "\n",
        ]
        try withFolder(files) { #expect(SourceCommit.find(from: $0 + "/tree", environment: [:]) == commit) }
    }

    @Test func theWordOfCIComesFirstWhenItIsACommit() throws {
        let other = String(repeating: "cd", count: 20)
        try withFolder([".git/HEAD": commit]) { root in
            #expect(SourceCommit.find(from: root, environment: ["GITHUB_SHA": other]) == other)
            #expect(SourceCommit.find(from: root, environment: ["GITHUB_SHA": "main"]) == commit)
        }
    }

    @Test func outsideARepositoryThereIsNone() {
        #expect(SourceCommit.find(from: "/proc", environment: [:]) == nil)
    }
}
