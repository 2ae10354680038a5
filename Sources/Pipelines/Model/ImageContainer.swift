/// The rule for which container of a task definition receives the image that was built.
package enum ImageContainer {
    /// Why no container was chosen.
    package enum Problem: Error, Hashable, Sendable {
        /// `container` names none of the containers.
        case unknown(String, known: [String])
        /// Several containers, and none is named in the file or like the service.
        case ambiguous([String])
        case noContainers
    }

    /// The one the file names, else the only one, else the one named like the service.
    package static func choose(
        from containers: [String],
        named name: String?,
        service: String
    ) -> Result<String, Problem> {
        if let name {
            return containers.contains(name) ? .success(name) : .failure(.unknown(name, known: containers))
        }
        guard let first = containers.first else { return .failure(.noContainers) }
        if containers.count == 1 { return .success(first) }
        return containers.contains(service) ? .success(service) : .failure(.ambiguous(containers))
    }
}
