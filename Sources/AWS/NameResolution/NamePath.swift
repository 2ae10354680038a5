/// A place in a service or a task definition where a name may stand.
struct NamePath: Sendable {
    enum Step: Sendable {
        case member(String)
        /// Every element of an array.
        case each
    }

    let kind: NameReference.Kind
    let steps: [Step]

    /// - Parameter path: Members joined by dots; `[]` behind one means every element.
    private init(_ kind: NameReference.Kind, _ path: String) {
        self.kind = kind
        steps = path.split(separator: ".").flatMap { part -> [Step] in
            part.hasSuffix("[]") ? [.member(String(part.dropLast(2))), .each] : [.member(String(part))]
        }
    }

    /// The places in the input of `CreateService`, `UpdateService` and `RegisterTaskDefinition`.
    static let all: [NamePath] = [
        NamePath(.subnet, "networkConfiguration.awsvpcConfiguration.subnets[]"),
        NamePath(.securityGroup, "networkConfiguration.awsvpcConfiguration.securityGroups[]"),
        NamePath(.targetGroup, "loadBalancers[].targetGroupArn"),
        NamePath(.targetGroup, "loadBalancers[].advancedConfiguration.alternateTargetGroupArn"),
        NamePath(.role, "loadBalancers[].advancedConfiguration.roleArn"),
        NamePath(.role, "volumeConfigurations[].managedEBSVolume.roleArn"),
        NamePath(.registry, "serviceRegistries[].registryArn"),
        NamePath(.role, "taskRoleArn"),
        NamePath(.role, "executionRoleArn"),
    ]

    /// The value with the texts at this place replaced.
    ///
    /// - Parameter replace: Gets the place in words and the text; nil keeps the text.
    func replacing(in body: JSON, _ replace: (_ place: String, _ text: String) -> String?) -> JSON {
        Self.replacing(in: body, steps[...], "", replace)
    }

    private static func replacing(
        in value: JSON,
        _ steps: ArraySlice<Step>,
        _ place: String,
        _ replace: (String, String) -> String?
    ) -> JSON {
        switch (steps.first, value) {
        case (nil, .string(let text)):
            return .string(replace(place, text) ?? text)
        case (.member(let name)?, .object(var members)):
            guard let member = members[name] else { return value }
            let inner = place.isEmpty ? name : "\(place).\(name)"
            members[name] = replacing(in: member, steps.dropFirst(), inner, replace)
            return .object(members)
        case (.each?, .array(let elements)):
            let replaced = elements.enumerated().map { index, element in
                replacing(in: element, steps.dropFirst(), "\(place)[\(index)]", replace)
            }
            return .array(replaced)
        default:
            return value
        }
    }
}
