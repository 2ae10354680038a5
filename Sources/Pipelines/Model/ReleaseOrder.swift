/// The order that dependencies ask for.
package struct ReleaseOrder: Hashable, Sendable {
    /// The names, in the order of the file.
    package let names: [String]
    private let dependencies: [String: [String]]

    /// Dependencies on names that are not among `names` are left out.
    package init(names: [String], dependsOn: [String: [String]]) {
        self.names = names
        let known = Set(names)
        dependencies = dependsOn.mapValues { $0.filter(known.contains) }
    }

    /// What a name waits for itself.
    package func dependencies(of name: String) -> [String] {
        dependencies[name] ?? []
    }

    /// All that has to be done before a name, near and far.
    package func predecessors(of name: String) -> Set<String> {
        var found: Set<String> = []
        var open = dependencies(of: name)
        while let next = open.popLast() {
            if found.insert(next).inserted { open += dependencies(of: next) }
        }
        return found
    }

    /// Groups of names: each may be done side by side once those before it are done; the order of the file holds
    /// within a group. Nil when there is a cycle.
    package var waves: [[String]]? {
        var done: Set<String> = []
        var rest = names
        var waves: [[String]] = []
        while !rest.isEmpty {
            let wave = rest.filter { dependencies(of: $0).allSatisfy(done.contains) }
            guard !wave.isEmpty else { return nil }
            waves.append(wave)
            done.formUnion(wave)
            rest.removeAll { done.contains($0) }
        }
        return waves
    }

    /// The order among some of the names alone: who waited for another one still does, also where the services
    /// between them are not chosen.
    package func restricted(to chosen: Set<String>) -> ReleaseOrder {
        let kept = names.filter(chosen.contains)
        let pairs = kept.map { name in
            let before = predecessors(of: name)
            return (name, kept.filter { before.contains($0) && $0 != name })
        }
        return ReleaseOrder(names: kept, dependsOn: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    /// Cycles, each once and as a path that ends where it begins: `a`, `b`, `a`.
    package var cycles: [[String]] {
        var found: [[String]] = []
        var covered: Set<String> = []
        for name in names where !covered.contains(name) {
            guard let cycle = shortestCycle(through: name) else { continue }
            covered.formUnion(cycle)
            found.append(cycle)
        }
        return found
    }

    private func shortestCycle(through start: String) -> [String]? {
        var paths = [[start]]
        var seen: Set<String> = []
        while !paths.isEmpty {
            let path = paths.removeFirst()
            for next in dependencies(of: path[path.count - 1]) {
                if next == start { return path + [start] }
                if seen.insert(next).inserted { paths.append(path + [next]) }
            }
        }
        return nil
    }
}
