import FoundationEssentials

/// The commit a working copy stands at, for the tags of what is built from it.
package enum SourceCommit {
    /// The commit that CI names in its environment, else what `.git` says; nil outside a repository.
    ///
    /// Reads git's files and runs nothing (gitrepository-layout: HEAD, refs, packed-refs, worktrees' `commondir`).
    package static func find(from directory: String, environment: [String: String]) -> String? {
        for name in ["GITHUB_SHA", "CI_COMMIT_SHA", "BUILDKITE_COMMIT", "CIRCLE_SHA1", "BITBUCKET_COMMIT"] {
            if let commit = environment[name], isCommit(commit) { return commit }
        }
        var folder = directory[...]
        while true {
            let candidate = folder + "/.git"
            if let repository = repository(at: String(candidate)) { return head(of: repository) }
            guard let slash = folder.lastIndex(of: "/") else { return nil }
            folder = folder[..<slash]
        }
    }

    /// The repository's own folder; a `.git` file names it for worktrees and submodules.
    private static func repository(at path: String) -> String? {
        var isDirectory: Bool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return nil }
        if isDirectory { return path }
        guard let text = read(path), text.hasPrefix("gitdir: ") else { return nil }
        let target = String(text.dropFirst("gitdir: ".count))
        return target.hasPrefix("/") ? target : String(path.dropLast(".git".count)) + target
    }

    private static func head(of repository: String) -> String? {
        guard let text = read(repository + "/HEAD") else { return nil }
        guard text.hasPrefix("ref: ") else { return isCommit(text) ? text : nil }
        let name = String(text.dropFirst("ref: ".count))
        let common =
            read(repository + "/commondir").map { $0.hasPrefix("/") ? $0 : repository + "/" + $0 } ?? repository
        for folder in [repository, common] {
            if let commit = read(folder + "/" + name), isCommit(commit) { return commit }
        }
        let packed = read(common + "/packed-refs")?.split(separator: "\n") ?? []
        return packed.first { $0.hasSuffix(" " + name) }.map { String($0.prefix { $0 != " " }) }
    }

    private static func read(_ path: String) -> String? {
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= 16 << 20 else { return nil }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }

    private static func isCommit(_ text: String) -> Bool {
        [40, 64].contains(text.utf8.count) && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }
}
