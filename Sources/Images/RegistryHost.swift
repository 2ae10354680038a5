/// The host of a registry, with its port where it has one.
package struct RegistryHost: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Docker Hub, whose images are named `docker.io/…`.
    package static let dockerHub = RegistryHost(unchecked: "docker.io")

    /// Parses `host`, `host:port` or `[address]:port`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        var name = Substring(text)
        if name.hasPrefix("[") {
            guard let end = name.firstIndex(of: "]") else { return nil }
            let address = name[name.index(after: name.startIndex)..<end]
            guard address.contains(":"), address.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                return nil
            }
            name = "v6" + name[name.index(after: end)...]
        }
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty else { return nil }
        if parts.count == 2 {
            guard let port = UInt16(parts[1]), port > 0 else { return nil }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isHost = labels.allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy {
                    $0 == 45 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                }
        }
        guard isHost else { return nil }
        self.description = String(text)
    }

    private init(unchecked text: String) {
        self.description = text
    }

    /// The host without its port; an IPv6 address without its brackets.
    package var name: String {
        if description.hasPrefix("[") {
            return String(description.dropFirst().prefix { $0 != "]" })
        }
        return String(description.prefix { $0 != ":" })
    }

    /// Whether this is the machine itself: plain HTTP is spoken there, as Docker does for 127.0.0.0/8 and ::1.
    package var isLoopback: Bool {
        if name == "localhost" || name == "::1" { return true }
        let numbers = name.split(separator: ".").compactMap { UInt8($0) }
        return numbers.count == 4 && numbers[0] == 127 && name.split(separator: ".").count == 4
    }
}
