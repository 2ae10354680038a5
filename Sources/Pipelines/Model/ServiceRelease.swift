/// One service as it goes to one environment: merged, substituted and checked.
package struct ServiceRelease: Sendable {
    /// The key below `services`.
    package let name: String
    /// ECS's name of the service; `service.serviceName`, else the key.
    package let serviceName: String
    package let image: ImageSource
    /// The repository's name in the registry; `repository`, else the key.
    package let repository: String
    /// The container that receives the image. Nil when the task definition names the images itself, or when
    /// the live revision is the base and the file names no container: then `ImageContainer.choose` decides.
    package let container: String?
    package let taskDefinition: TaskDefinitionTemplate
    /// The members of CreateService and UpdateService as the file gives them, `serviceName` among them;
    /// human names where AWS wants ids are still names.
    package let service: PipelineValue
    /// How long a deployment may take; nil: the runner's own limit.
    package let timeout: Duration?
    /// The services of this plan that must be done before, in the plan's order.
    package let dependsOn: [String]

    /// `service.desiredCount`; sent only when the service is created or when asked.
    package var desiredCount: Int? { service["desiredCount"]?.integer }
}
