/// A page of `help` that belongs to no command: exit codes, variables.
package struct HelpTopic: Sendable {
    package let name: String
    package let summary: String
    package let sections: [HelpPage.Section]

    package init(_ name: String, summary: String, _ sections: [HelpPage.Section]) {
        self.name = name
        self.summary = summary
        self.sections = sections
    }
}
