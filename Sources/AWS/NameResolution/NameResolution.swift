/// The names in a body, and the body with what they stand for. Pure.
package enum NameResolution {
    /// Where a name stands.
    package struct Occurrence: Sendable, Hashable {
        /// Such as `loadBalancers[0].targetGroupArn`.
        package let place: String
        /// The name.
        package let reference: NameReference
    }

    /// Every name in the input of `CreateService`, `UpdateService` or `RegisterTaskDefinition`; ids and ARNs are none.
    package static func names(in body: JSON) -> [Occurrence] {
        var found: [Occurrence] = []
        for path in NamePath.all {
            _ = path.replacing(in: body) { place, text in
                if !text.isEmpty, !path.kind.isResolved(text) {
                    found.append(Occurrence(place: place, reference: NameReference(path.kind, text)))
                }
                return nil
            }
        }
        return found
    }

    /// The body with every name replaced that `resolved` knows.
    package static func replacing(_ resolved: [NameReference: String], in body: JSON) -> JSON {
        NamePath.all.reduce(body) { body, path in
            path.replacing(in: body) { _, text in resolved[NameReference(path.kind, text)] }
        }
    }
}
