extension ServiceCheck {
    /// A rolling deployment has room to start or to stop at least one task.
    ///
    /// ECS rounds the lower limit up and the upper one down; where they meet, a deployment hangs with "was unable to
    /// stop or start tasks during a deployment because of the service deployment configuration".
    mutating func checkMovement() {
        guard let service = draft.service, let count = service["desiredCount"]?.integer, count > 0 else { return }
        let configuration = service["deploymentConfiguration"]
        guard service["schedulingStrategy"]?.text ?? "REPLICA" == "REPLICA",
            configuration?["strategy"]?.text ?? "ROLLING" == "ROLLING",
            let most = Self.percent("maximumPercent", 200, in: configuration),
            let least = Self.percent("minimumHealthyPercent", 100, in: configuration),
            (0...10_000).contains(most), (0...100).contains(least), count <= Int32.max
        else { return }
        let upper = count * most / 100
        let lower = (count * least + 99) / 100
        guard upper - lower < 1 else { return }
        let place = configuration?["maximumPercent"] ?? configuration?["minimumHealthyPercent"] ?? configuration
        log.error(
            place?.location ?? draft.keyLocation,
            "a deployment of '\(draft.name)' cannot move: of \(count) tasks at least \(lower) stay "
                + "(minimumHealthyPercent \(least)) and at most \(upper) run (maximumPercent \(most))",
            hint: "raise 'maximumPercent' or lower 'minimumHealthyPercent'"
        )
    }

    /// Nil while the percentage is not known.
    private static func percent(_ key: String, _ standard: Int64, in configuration: Setting?) -> Int64? {
        guard let setting = configuration?[key] else { return standard }
        return setting.integer
    }
}
