/// How far a running step is.
package struct StepProgress: Sendable, Hashable {
    /// What `done` and `total` count.
    package enum Unit: Sendable, Hashable {
        case bytes
        /// Things, named by the text: tasks, layers, build steps.
        case items
    }

    /// What is going on, in a few words: `3 of 5 layers`, `waiting for targets`.
    package var text: String
    /// How much of the total is done; nil when it is not counted.
    package var done: Int64?
    /// What `done` counts up to; nil when it is not known yet, and it may grow.
    package var total: Int64?
    /// What both count.
    package var unit: Unit

    package init(_ text: String, done: Int64? = nil, total: Int64? = nil, unit: Unit = .items) {
        self.text = text
        self.done = done
        self.total = total
        self.unit = unit
    }
}
