/// Why an ignore file cannot be followed.
package struct IgnoreRulesError: Error, Hashable, CustomStringConvertible {
    /// What is wrong with a line.
    package enum Reason: Error, Hashable, Sendable {
        /// A `!` with no pattern after it.
        case loneException
        /// Not a pattern of Go's `filepath.Match`.
        case syntax(String)
        /// A backslash before a letter or digit that BuildKit's matcher has no file name for.
        case escape(String, in: String)
        /// A line of 64 KiB or more.
        case lineTooLong
    }

    /// The file, or where else the patterns came from.
    package let file: String
    /// The line, counted from 1.
    package let line: Int
    package let reason: Reason

    package var description: String {
        let problem =
            switch reason {
            case .loneException: "a '!' needs a pattern after it"
            case .syntax(let pattern): "'\(pattern)' is no pattern"
            case .escape(let character, let pattern): "'\\\(character)' in '\(pattern)' stands for no character"
            case .lineTooLong: "the line has 64 KiB or more"
            }
        return "\(file):\(line): \(problem)"
    }

    /// What to do about it.
    package var hint: String? {
        switch reason {
        case .loneException: "delete the line, or name what '!' is to keep"
        case .syntax: "a class needs its ']', with '-' and ']' in it written '\\-' and '\\]'"
        case .escape: "write '/' between directories; '\\' only takes the meaning from the character after it"
        case .lineTooLong: "one pattern a line"
        }
    }
}
