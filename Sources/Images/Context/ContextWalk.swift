/// Goes through a context directory in the order of the archive: names sorted by their bytes, a
/// directory before what lies in it, and what the rules leave out left out.
///
/// A directory that is left out still appears when something in it is taken back in, and is not
/// listed at all when nothing can be.
struct ContextWalk {
    let directory: ContextDirectory
    let rules: IgnoreRules
    /// Files that are visited whatever the rules say.
    let required: Set<ContextPath>

    enum Visit {
        case entry(ContextEntry)
        /// A socket, which no archive can hold.
        case socket(ContextPath)
    }

    /// A directory that is being gone through.
    private struct Level {
        let path: ContextPath
        let standing: IgnoreRules.Standing
        var names: ArraySlice<[UInt8]>
        /// The directory's own entry while it has not been visited.
        var pending: ContextEntry?
    }

    func run(_ visit: (Visit) throws -> Void) throws {
        var levels = [
            Level(path: .root, standing: rules.root, names: try directory.names(in: .root)[...])
        ]
        while let level = levels.last {
            guard let name = level.names.first else {
                levels.removeLast()
                continue
            }
            levels[levels.count - 1].names.removeFirst()
            let path = level.path.appending(name)
            switch try directory.entry(path) {
            case .gone: continue
            case .socket:
                if isIncluded(path, in: level.standing) { try visit(.socket(path)) }
            case .entry(let entry) where entry.kind == .directory:
                if let inner = try enter(entry, in: level.standing) {
                    levels.append(inner)
                    if !inner.standing.isExcluded { try visitPending(&levels, visit) }
                }
            case .entry(let entry):
                guard isIncluded(path, in: level.standing) else { continue }
                try visitPending(&levels, visit)
                try visit(.entry(entry))
            }
        }
    }

    private func isIncluded(_ path: ContextPath, in parent: IgnoreRules.Standing) -> Bool {
        required.contains(path) || !rules.excludes(path, in: parent)
    }

    /// The level of a directory; nil when nothing in it can be included.
    private func enter(_ entry: ContextEntry, in parent: IgnoreRules.Standing) throws(BuildContextError) -> Level? {
        let path = entry.path
        let standing = rules.standing(of: path, in: parent)
        let isNeeded = required.contains { $0.isBelow(path) }
        guard standing.mayHoldIncluded || isNeeded else { return nil }
        do {
            return Level(path: path, standing: standing, names: try directory.names(in: path)[...], pending: entry)
        } catch {
            // BuildKit passes over a directory that is left out and cannot be read.
            if standing.isExcluded, !isNeeded { return nil }
            throw error
        }
    }

    /// Visits the directories down to the innermost that have not been visited.
    private func visitPending(_ levels: inout [Level], _ visit: (Visit) throws -> Void) throws {
        for index in levels.indices {
            guard let entry = levels[index].pending.take() else { continue }
            try visit(.entry(entry))
        }
    }
}
