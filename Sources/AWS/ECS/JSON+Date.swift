import FoundationEssentials

extension JSON {
    /// A timestamp: ECS's JSON gives seconds since 1970, with a fraction.
    package var date: Date? {
        number.map { Date(timeIntervalSince1970: $0) }
    }
}
