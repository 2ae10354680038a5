import AWS
import Pipelines

/// Chooses the container that receives the image where the pipeline leaves the task definition to the live revision.
struct LiveContainer: Sendable {
    private let ecs: ECS

    init(_ client: AWSClient) {
        ecs = ECS(client)
    }

    /// - Throws: `RunFailure` when there is no live revision, or none of its containers can be meant.
    func choose(for release: ServiceRelease, live: TaskDefinitionARN?) async throws -> String {
        guard let live else {
            throw RunFailure(
                "\(release.name) has no task definition: the pipeline gives none, and no revision is live",
                hint: "write `taskDefinition` for \(release.name)",
                verdict: .refused
            )
        }
        let definition = try await ecs.describeTaskDefinition(live.text)
        let names = (definition.document["containerDefinitions"]?.array ?? []).compactMap { $0["name"]?.string }
        switch ImageContainer.choose(from: names, named: release.container, service: release.name) {
        case .success(let container): return container
        case .failure(let problem):
            throw RunFailure(
                "no container of \(live.short) is known to receive the image of \(release.name)",
                cause: problem.inWords,
                hint: "name it by `container`",
                verdict: .refused
            )
        }
    }
}

extension ImageContainer.Problem {
    fileprivate var inWords: String {
        switch self {
        case .unknown(let name, let known):
            "there is no container '\(name)'; there are \(known.joined(separator: ", "))"
        case .ambiguous(let names): "it has several: \(names.joined(separator: ", "))"
        case .noContainers: "it has none"
        }
    }
}
