/// A parameter of the parameter store. No description shows its value.
package struct SSMParameter: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The name without version and label.
    package let name: String
    /// The value; encrypted when `isSecure`.
    package let value: String
    /// Whether the value is encrypted.
    package let isSecure: Bool
    /// The name as it was asked for, with its version or label.
    let request: String

    init?(_ body: JSON) {
        guard let name = body["Name"]?.string, let value = body["Value"]?.string else { return nil }
        self.name = name
        self.value = value
        isSecure = body["Type"]?.string == "SecureString"
        request = name + (body["Selector"]?.string ?? "")
    }

    package var description: String { "parameter \(name)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
