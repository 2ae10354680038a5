/// What decides how an engine is spoken to.
package struct EngineProfile: Hashable, Sendable {
    /// Which of the engine's builders to use.
    package enum Builder: Hashable, Sendable {
        case buildKit
        /// The builder of old, only where there is no other.
        case classic
    }

    /// The version of the API that requests name.
    package let apiVersion: APIVersion
    /// The newest version the engine speaks.
    package let engineVersion: APIVersion
    /// The operating system of its containers, such as `linux`.
    package let operatingSystem: String

    /// BuildKit came to Linux engines with API 1.40. That the engine does not announce it
    /// (`Builder-Version`, absent before 23.0) does not mean that it is not there.
    package var builder: Builder {
        operatingSystem == "linux" && engineVersion >= APIVersion(1, 40) ? .buildKit : .classic
    }

    /// The versions shipit speaks: up to Docker 28's, and down to Docker 17.06's.
    package static let newest = APIVersion(1, 51)
    package static let oldest = APIVersion(1, 30)
}
