import CommandLine
import Images

/// A version: it becomes the image's tag, and so must be able to be one.
struct VersionArgument: ArgumentValue, Equatable {
    let text: String

    /// What stands in a command before its words are read; no version.
    static let blank = VersionArgument(text: "")

    private init(text: String) {
        self.text = text
    }

    init?(argument: String) {
        guard let tag = ImageTag(argument) else { return nil }
        text = tag.description
    }

    static var expectation: String {
        "a version that can be an image's tag (letters, digits, '_', '.', '-'; at most 128)"
    }
    var argumentText: String { text }
}
