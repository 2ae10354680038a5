/// Which instruction of the Dockerfile a step carries out, as the builder names it: `[stage 2/5] RUN make`.
package struct DockerfileStep: Hashable, Sendable, CustomStringConvertible {
    /// The stage's name; nil when the Dockerfile has one stage only.
    package let stage: String?
    /// The instruction's position in its stage, from 1. Only instructions that make layers are counted.
    package let index: Int
    package let count: Int
    package let instruction: String

    package init(stage: String?, index: Int, count: Int, instruction: String) {
        self.stage = stage
        self.index = index
        self.count = count
        self.instruction = instruction
    }

    /// Parses a BuildKit vertex's name; nil for steps that no instruction stands for.
    package init?(parsing name: String) {
        guard name.first == "[", let end = name.firstIndex(of: "]") else { return nil }
        let label = name[..<end].dropFirst().split(separator: " ")
        let position = label.last?.split(separator: "/", omittingEmptySubsequences: false) ?? []
        guard position.count == 2, let index = Int(position[0]), let count = Int(position[1]) else { return nil }
        let stage = label.dropLast().joined(separator: " ")
        let instruction = name[name.index(after: end)...].drop { $0 == " " }
        self.init(stage: stage.isEmpty ? nil : stage, index: index, count: count, instruction: String(instruction))
    }

    package var description: String {
        let label = stage.map { $0 + " " } ?? ""
        return "[\(label)\(index)/\(count)] \(instruction)"
    }
}
