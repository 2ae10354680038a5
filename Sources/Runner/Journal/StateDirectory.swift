#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where shipit keeps what outlives a run: `$SHIPIT_STATE_DIR`, else `$XDG_STATE_HOME/shipit`, else
/// `~/.local/state/shipit`; caches below `$XDG_CACHE_HOME/shipit`, else `~/.cache/shipit`.
package struct StateDirectory: Sendable, Hashable {
    /// The directory itself; it need not exist yet.
    package let path: String
    /// Where caches go: losing them costs time and nothing else.
    package let cachePath: String

    package init(path: String, cachePath: String) {
        self.path = path
        self.cachePath = cachePath
    }

    /// Finds the directory for a process's environment.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let home = value("HOME") ?? "/tmp"
        let state = value("SHIPIT_STATE_DIR") ?? (value("XDG_STATE_HOME") ?? home + "/.local/state") + "/shipit"
        path = state
        cachePath =
            value("SHIPIT_STATE_DIR").map { $0 + "/cache" } ?? (value("XDG_CACHE_HOME") ?? home + "/.cache") + "/shipit"
    }

    /// Makes a directory below this one, for its owner only, and gives its path.
    ///
    /// - Throws: `JournalError`.
    package func make(_ name: String) throws -> String {
        let folder = path + "/" + name
        var parent = ""
        for component in folder.split(separator: "/") {
            parent += "/" + component
            guard mkdir(parent, 0o700) == 0 || errno == EEXIST else { throw JournalError(path: folder, code: errno) }
        }
        return folder
    }
}
