/// The order of work on services that depend on each other: what may start now, what waits, what will never run.
///
/// A pure state machine: completions in, names to start out. It promises that nothing starts before all it
/// depends on has succeeded, that no more than `width` run at once, and that a failure stops exactly what
/// depends on it, directly or through others.
package struct Schedule: Sendable {
    /// A piece of work and what must have succeeded before it.
    package struct Node: Sendable, Hashable {
        /// What it is called.
        package let name: String
        /// What must have succeeded before it.
        package let dependsOn: Set<String>

        package init(_ name: String, dependsOn: some Sequence<String> = []) {
            self.name = name
            self.dependsOn = Set(dependsOn)
        }
    }

    private enum State {
        case waiting
        case running
        case succeeded
        case failed
        /// Will never run, since the named one failed.
        case stopped(by: String)
    }

    private let nodes: [Node]
    private let width: Int
    private var states: [String: State]

    /// - Parameters:
    ///   - nodes: In the order in which ready ones start; dependencies outside the list count as met.
    ///   - width: How many may run at once.
    package init(_ nodes: [Node], width: Int) {
        precondition(width > 0)
        self.nodes = nodes
        self.width = width
        self.states = Dictionary(nodes.map { ($0.name, .waiting) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is to start now; counts as running from here on.
    package mutating func start() -> [String] {
        var free = width - states.values.count { if case .running = $0 { true } else { false } }
        var started: [String] = []
        for node in nodes where free > 0 {
            guard case .waiting = states[node.name], node.dependsOn.allSatisfy(isMet) else { continue }
            states[node.name] = .running
            started.append(node.name)
            free -= 1
        }
        return started
    }

    /// Notes that one has ended.
    ///
    /// - Returns: Those that will now never run, with the failure that stopped each.
    package mutating func finish(_ name: String, succeeded: Bool) -> [(name: String, stoppedBy: String)] {
        states[name] = succeeded ? .succeeded : .failed
        guard !succeeded else { return [] }
        var stopped: [(name: String, stoppedBy: String)] = []
        var lost: Set<String> = [name]
        var grew = true
        while grew {
            grew = false
            for node in nodes where !lost.contains(node.name) && !lost.isDisjoint(with: node.dependsOn) {
                guard case .waiting = states[node.name] else { continue }
                states[node.name] = .stopped(by: name)
                stopped.append((node.name, name))
                lost.insert(node.name)
                grew = true
            }
        }
        return stopped
    }

    private func isMet(_ name: String) -> Bool {
        switch states[name] {
        case .succeeded, nil: true
        case .waiting, .running, .failed, .stopped: false
        }
    }
}
