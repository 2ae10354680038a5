extension Setting {
    /// This layer with a later one over it: mappings merge member by member, all else is replaced, lists too,
    /// and null takes a member away.
    func overlaid(by later: Setting) -> Setting {
        guard case .map(let below) = content, case .map(let above) = later.content else { return later }
        var members = below
        for member in above {
            guard let index = members.firstIndex(where: { $0.key == member.key }) else {
                members.append(member)
                continue
            }
            let merged = members[index].value.overlaid(by: member.value)
            members[index] = Member(key: member.key, keyLocation: member.keyLocation, value: merged)
        }
        return Setting(.map(members), at: later.members?.isEmpty == true ? location : later.location)
    }

    /// The tree without members that are null: the end of a merge.
    var withoutNulls: Setting {
        switch content {
        case .scalar, .template:
            self
        case .list(let elements):
            Setting(.list(elements.map(\.withoutNulls)), at: location)
        case .map(let members):
            Setting(
                .map(
                    members.filter { !$0.value.isNull }.map {
                        Member(key: $0.key, keyLocation: $0.keyLocation, value: $0.value.withoutNulls)
                    }
                ),
                at: location
            )
        }
    }
}
