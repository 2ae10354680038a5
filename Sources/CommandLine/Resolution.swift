/// What a command line asks for. Doing it, printing and exiting are the program's.
package enum Resolution<Verb: Sendable, Globals: OptionGroup>: Sendable {
    case run(Verb, Globals)
    case help(HelpPage)
    case version
    /// The shell asks for the words that could stand here.
    case complete(CompletionRequest)
}
