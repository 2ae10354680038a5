/// A page of `help` that belongs to no command: exit codes, variables.
package struct HelpTopic: Sendable {
    /// The word after `help`.
    package let name: String
    /// One sentence: the first line of the page, and its line in the list of topics.
    package let summary: String
    /// The page below the summary.
    package let sections: [HelpPage.Section]

    package init(_ name: String, summary: String, _ sections: [HelpPage.Section]) {
        self.name = name
        self.summary = summary
        self.sections = sections
    }
}
