/// One difference between two documents, by the path of its member.
///
/// Values that may be secret are never in it: of environment variables only the names are.
package struct Difference: Hashable, Sendable {
    /// What happened to the member.
    package enum Change: Hashable, Sendable {
        case added(String)
        case removed(String)
        case changed(from: String, to: String)
        /// A value that is not shown was added, removed or changed.
        case hidden(Hidden)
    }

    /// What happened to a value that is not shown.
    package enum Hidden: Hashable, Sendable {
        case added
        case removed
        case changed
    }

    /// Such as `containerDefinitions[app].image`.
    package let path: String
    package let change: Change

    package init(_ path: String, _ change: Change) {
        self.path = path
        self.change = change
    }
}

extension Difference: CustomStringConvertible {
    package var description: String {
        switch change {
        case .added(let value): "+ \(path): \(value)"
        case .removed(let value): "- \(path): \(value)"
        case .changed(let old, let new): "~ \(path): \(old) -> \(new)"
        case .hidden(.added): "+ \(path): (value hidden)"
        case .hidden(.removed): "- \(path): (value hidden)"
        case .hidden(.changed): "~ \(path): (value hidden)"
        }
    }
}
