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
        let (waves, stuck) = peeled
        return stuck.isEmpty ? waves : nil
    }

    /// The groups as far as they go, and the names that a cycle holds back.
    private var peeled: (waves: [[String]], stuck: [String]) {
        var done: Set<String> = []
        var rest = names
        var waves: [[String]] = []
        while !rest.isEmpty {
            let wave = rest.filter { dependencies(of: $0).allSatisfy(done.contains) }
            if wave.isEmpty { break }
            waves.append(wave)
            done.formUnion(wave)
            rest.removeAll(where: done.contains)
        }
        return (waves, rest)
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
        for name in peeled.stuck where !covered.contains(name) {
            guard let cycle = shortestCycle(through: name) else { continue }
            covered.formUnion(cycle)
            found.append(cycle)
        }
        return found
    }

    /// Breadth first, so that the path that is shown has no detours.
    private func shortestCycle(through start: String) -> [String]? {
        var waiting = [start]
        var cameFrom: [String: String] = [:]
        var next = 0
        while next < waiting.count {
            let name = waiting[next]
            next += 1
            for dependency in dependencies(of: name) {
                if dependency == start { return path(from: start, to: name, cameFrom) + [start] }
                guard cameFrom[dependency] == nil else { continue }
                cameFrom[dependency] = name
                waiting.append(dependency)
            }
        }
        return nil
    }

    private func path(from start: String, to end: String, _ cameFrom: [String: String]) -> [String] {
        var path = [end]
        while let last = path.last, last != start, let before = cameFrom[last] { path.append(before) }
        return path.reversed()
    }
}
