/// A record of options that commands share, or that the whole program takes.
///
/// Plain stored properties with defaults; the bindings tie them to the words of a command line.
package protocol OptionGroup: Sendable {
    /// All defaults: what an empty command line means.
    init()
    static var bindings: [Binding<Self>] { get }
}

/// A command: its arguments as plain stored properties, and how they are spelled.
package protocol Command: OptionGroup {
    static var usage: Usage<Self> { get }
}

extension Command {
    package static var bindings: [Binding<Self>] { usage.bindings }
}
