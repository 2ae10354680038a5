/// The words for people about a build that failed.
extension BuildFailure {
    /// The failing step and why it failed.
    package var reason: String {
        guard let step else { return Self.withoutPrefixes(message) }
        if let exitCode { return "step \(Self.shortened(step.name)) ended with exit code \(exitCode)" }
        var words = Self.withoutPrefixes(message)
        if case .failed(let reason) = step.state, !reason.isEmpty { words = Self.withoutPrefixes(reason) }
        if let image = step.baseImage { return "base image \(image) cannot be read: \(words)" }
        return "step \(Self.shortened(step.name)): \(words)"
    }

    /// What is known to help; nil when there is nothing to say.
    package var hint: String? {
        if exitCode == 137 { return "the step was killed; perhaps the engine ran out of memory" }
        if exitCode != nil { return nil }
        if let sessionProblem { return sessionProblem }
        if step?.baseImage != nil, let suggestion = Self.suggestion(in: message) { return suggestion }
        let signs = Self.signs + (step?.baseImage == nil ? Self.signsOfSteps : Self.signsOfBaseImages)
        return signs.first { sign in sign.words.contains { message.contains($0) } }?.hint
    }

    private typealias Sign = (words: [String], hint: String)

    /// The engine's words, and the hint that goes with them; the first that fits counts.
    private static let signs: [Sign] = [
        (
            ["Unknown flag: ", "unknown flag: ", "unknown instruction"],
            "check the spelling; what Docker before 23 does not know by itself, such as COPY --link and"
                + " here-documents, it learns from a first line # syntax=docker/dockerfile:1"
        ),
        (
            ["authorization failed", "pull access denied", "401 Unauthorized", "no basic auth credentials"],
            "check the image's name, and log in to its registry (docker login)"
        ),
        (["no space left on device"], "free space on the engine's disk (docker system prune)"),
        (["exec format error"], "the base image is for another processor than the engine's"),
        (["no match for platform"], "the base image does not exist for this platform"),
    ]

    private static let signsOfSteps: [Sign] = [
        (["secret "], "secrets for RUN --mount=type=secret are not supported"),
        (
            ["not found", "no such file or directory"],
            "check the path; perhaps the ignore file leaves it out of the build context"
        ),
    ]

    private static let signsOfBaseImages: [Sign] = [
        (
            ["no such host", "connection refused", "i/o timeout", "no route to host"],
            "the engine cannot reach the registry: check the image's name, the network and the engine's proxy"
        ),
        (["not found", "manifest unknown"], "check the image's name and tag"),
    ]

    /// What BuildKit puts before the words that matter.
    private static let prefixes = [
        "failed to solve with frontend dockerfile.v0: ", "failed to solve: ", "failed to create LLB definition: ",
        "failed to load cache key: ", "failed to compute cache key: ", "rpc error: code = Unknown desc = ",
    ]

    private static func withoutPrefixes(_ message: String) -> String {
        var rest = message[...]
        while let prefix = prefixes.first(where: rest.hasPrefix) { rest = rest.dropFirst(prefix.count) }
        return String(rest)
    }

    /// Newer engines know the stage that a mistyped name was meant to be: `… (did you mean builder?)`.
    private static func suggestion(in message: String) -> String? {
        guard message.hasSuffix("?)"), let start = message.ranges(of: "(did you mean ").last else { return nil }
        return String(message[start.lowerBound...].dropFirst().dropLast())
    }

    /// A step's name contains its whole instruction, which may be a script.
    private static func shortened(_ name: String) -> String {
        name.count <= 200 ? name : name.prefix(199) + "…"
    }
}
