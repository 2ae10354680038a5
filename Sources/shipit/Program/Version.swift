/// The version of shipit itself.
enum Version {
    static let current = "0.1.0"
}
