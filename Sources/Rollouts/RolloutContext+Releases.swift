import AWS

extension RolloutContext {
    /// Writes on a revision what became of it; a revision that shipit did not register is left alone.
    ///
    /// A mark that cannot be written is told, and fails nothing: the next rollback has ECS's history too.
    func mark(_ revision: TaskDefinitionARN, _ state: ReleaseState, was release: Release?) async {
        guard let release, release.state != state else { return }
        do {
            try await ecs.tagResource(revision.text, [Release.stateKey: state.rawValue])
        } catch {
            onEvent(.note("\(revision.short) could not be marked \(state.rawValue): \(error)"))
        }
    }

    /// Somebody else's deployment, with what shipit's tags say of its revision where they can be read.
    func other(_ id: ServiceDeploymentID?, _ revision: TaskDefinitionARN?) async -> OtherDeployment {
        guard let revision else { return OtherDeployment(id: id, revision: nil, release: nil) }
        do {
            let registered = try await ecs.describeTaskDefinition(revision.text)
            return OtherDeployment(id: id, revision: revision, release: Release(tags: registered.tags))
        } catch {
            onEvent(.note("The tags of \(revision.short) could not be read: \(error)"))
            return OtherDeployment(id: id, revision: revision, release: nil)
        }
    }
}
