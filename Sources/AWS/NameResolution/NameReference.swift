/// A name that stands where AWS wants an id or an ARN.
package struct NameReference: Sendable, Hashable {
    /// What a name is the name of.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case subnet = "subnet"
        case securityGroup = "security group"
        case targetGroup = "target group"
        case registry = "Cloud Map service"
        case role = "role"

        /// Whether a text is what AWS wants, and no name.
        func isResolved(_ text: String) -> Bool {
            switch self {
            case .subnet: text.hasPrefix("subnet-") && Self.isHexadecimal(text.dropFirst(7))
            case .securityGroup: text.hasPrefix("sg-") && Self.isHexadecimal(text.dropFirst(3))
            case .targetGroup, .registry, .role: text.hasPrefix("arn:")
            }
        }

        /// Ids are at least eight digits; a shorter text may be somebody's name, such as `subnet-a`.
        private static func isHexadecimal(_ text: Substring) -> Bool {
            text.utf8.count >= 8 && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        }
    }

    /// What it is the name of.
    package let kind: Kind
    /// As it is written in the pipeline.
    package let name: String

    /// A name of something of this kind.
    package init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }
}
