extension ServiceCheck {
    /// Exactly one of `build` and `image`, or containers that name their images themselves.
    mutating func checkImageSource() {
        let build = draft.settings.member("build")
        let image = draft.settings.member("image")
        switch (build, image) {
        case (let build?, let image?):
            log.error(
                max(build.keyLocation, image.keyLocation),
                "expected either 'build' or 'image' for '\(draft.name)', found both"
            )
        case (let build?, nil):
            if build.value.members != nil, build.value["context"] == nil {
                log.error(build.keyLocation, "'context' is missing in 'build'")
            }
        case (nil, _?):
            break
        case (nil, nil):
            guard draft.containers == nil || !draft.namesAllImages else { return }
            log.error(
                draft.keyLocation,
                "expected 'build' or 'image' for '\(draft.name)', found neither",
                hint: "or name an image in each container of 'containerDefinitions'"
            )
        }
    }

    /// `${image}` is known in the task definition alone, and only when there is one.
    mutating func checkImageReferences() {
        for member in draft.settings.members ?? [] {
            for (reference, location) in member.value.openReferences where reference == .image {
                if member.key != "taskDefinition" {
                    log.error(location, "'${image}' is known in 'taskDefinition' only, found in '\(member.key)'")
                } else if !draft.hasImageSource {
                    log.error(location, "'${image}' needs 'build' or 'image' for '\(draft.name)', found neither")
                }
            }
        }
    }

    /// There is one container for the image, and every other one has its own.
    mutating func checkContainers() {
        guard let containers = draft.containers else { return }
        checkDistinctNames(containers)
        let names = containers.compactMap { $0["name"]?.text }
        guard draft.hasImageSource, names.count == containers.count else { return }
        switch ImageContainer.choose(from: names, named: draft.settings["container"]?.text, service: draft.name) {
        case .success(let receiver):
            for container in containers { checkImage(of: container, receiver) }
        case .failure(let problem):
            report(problem)
        }
    }

    private mutating func checkDistinctNames(_ containers: [Setting]) {
        var seen: Set<String> = []
        for name in containers.compactMap({ $0["name"] }) {
            guard let text = name.text, !seen.insert(text).inserted else { continue }
            log.error(name.location, "two containers are named '\(text)'")
        }
    }

    private mutating func checkImage(of container: Setting, _ receiver: String) {
        let isReceiver = container["name"]?.text == receiver
        guard let image = container["image"] else {
            if !isReceiver { log.error(container.location, "'image' is missing in a container beside '\(receiver)'") }
            return
        }
        guard isReceiver, !image.openReferences.contains(where: { $0.0 == .image }) else { return }
        log.warning(
            image.location,
            "'\(receiver)' receives the image of this release in place of \(image.found)",
            hint: "leave 'image' out here, or write '${image}'"
        )
    }

    private mutating func report(_ problem: ImageContainer.Problem) {
        let place = draft.taskDefinition?.member("containerDefinitions")?.keyLocation ?? draft.keyLocation
        switch problem {
        case .unknown(let name, let known):
            log.error(
                draft.settings["container"]?.location ?? place,
                "expected one of \(known.joined(separator: ", ")) for 'container', found '\(name)'",
                hint: Suggestion.hint(for: name, among: known)
            )
        case .ambiguous(let names):
            log.error(
                place,
                "the image of '\(draft.name)' could go to any of the containers \(names.joined(separator: ", "))",
                hint: "write 'container: \(names[0])' beside 'taskDefinition'"
            )
        case .noContainers:
            log.error(place, "no container of '\(draft.name)' can receive the image: there is none")
        }
    }
}

extension ServiceDraft {
    var hasImageSource: Bool { settings["build"] != nil || settings["image"] != nil }

    fileprivate var namesAllImages: Bool {
        containers?.allSatisfy { $0["image"] != nil } ?? false
    }
}
