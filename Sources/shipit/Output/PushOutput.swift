import AWS
import Images
import Runner

/// What `image push` prints: the reference by digest, ready to be used.
struct PushOutput: Sendable {
    let image: PublishedImage

    var text: String { "\(image.pinned)\n" }

    var json: JSON {
        [
            "reference": .string("\(image.reference)"),
            "digest": .string("\(image.digest)"),
            "pinned": .string(image.pinned),
        ]
    }
}
