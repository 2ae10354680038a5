import CommandLine
import Images

/// An image reference on the command line.
struct ReferenceArgument: ArgumentValue, Equatable {
    /// Nil only in a blank.
    let reference: ImageReference?
    let argumentText: String

    static var expectation: String { "an image reference with a tag, such as registry.example.com/team/auth:1.0.0" }

    /// What stands in a command before its words are read; nothing is called so.
    static let blank = ReferenceArgument(reference: nil, argumentText: "")

    private init(reference: ImageReference?, argumentText: String) {
        self.reference = reference
        self.argumentText = argumentText
    }

    init?(argument: String) {
        guard let reference = try? ImageReference(parsing: argument), reference.digest == nil else { return nil }
        var named = reference
        if named.tag == nil { named.tag = ImageTag("latest") }
        self.reference = named
        argumentText = argument
    }
}
