/// The task definition of a release, complete but for the image, whose digest is known only after the push.
package struct TaskDefinitionTemplate: Hashable, Sendable {
    /// What the settings are laid on.
    package enum Base: Hashable, Sendable {
        /// Nothing: the file holds the whole task definition.
        case file
        /// The live revision of the service; the file's members, if any, replace those of the same name.
        case liveRevision
    }

    package let base: Base
    /// The family; for `liveRevision` nil unless the file names one.
    package let family: String?
    /// The container whose `image` is filled in.
    let container: String?
    let setting: Setting

    /// The members of RegisterTaskDefinition: `image` takes the place of `${image}`, and stands as the `image` of
    /// the container that receives it. For the base `liveRevision`, the members to lay over the live ones.
    ///
    /// `image` is a reference by digest, `repository@sha256:…`; nil leaves `${image}` as it is written and the
    /// container as the file has it, to show a plan.
    package func members(image: String?) -> PipelineValue {
        // What is open here is the image alone, so that nothing can be reported.
        var log = DiagnosticLog(file: "")
        let filled = setting.filled(in: TemplateScope(image: image), &log)
        let value = PipelineValue(filled, as: .taskDefinition)
        guard let image, let container else { return value }
        return value.settingImage(image, of: container)
    }
}

extension PipelineValue {
    fileprivate func settingImage(_ image: String, of container: String) -> PipelineValue {
        guard case .map(var members) = self, case .list(let containers) = members["containerDefinitions"] else {
            return self
        }
        members["containerDefinitions"] = .list(
            containers.map { definition in
                guard case .map(var members) = definition, members["name"] == .string(container) else {
                    return definition
                }
                members["image"] = .string(image)
                return .map(members)
            }
        )
        return .map(members)
    }
}
