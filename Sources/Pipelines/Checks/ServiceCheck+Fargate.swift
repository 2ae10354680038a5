extension ServiceCheck {
    /// A task definition for Fargate has a size that Fargate has, its own network interface, and a role to pull with.
    mutating func checkFargate() {
        guard let task = draft.taskDefinition, draft.containers != nil,
            let compatibilities = task.member("requiresCompatibilities"),
            compatibilities.value.elements?.contains(where: { $0.text == "FARGATE" }) == true
        else { return }
        let place = compatibilities.keyLocation
        checkSize(task, place)
        if task["networkMode"] == nil {
            log.error(place, "'networkMode' is missing in 'taskDefinition': Fargate needs awsvpc")
        } else if let mode = task["networkMode"], let text = mode.text, text != "awsvpc" {
            log.error(mode.location, "expected awsvpc for 'networkMode' on Fargate, found \(mode.found)")
        }
        // RegisterTaskDefinition: "Fargate requires task definition to have execution role ARN to support ECR images."
        if task["executionRoleArn"] == nil, draft.settings["build"] != nil, environment.settings["registry"] == nil {
            log.error(place, "'executionRoleArn' is missing in 'taskDefinition': Fargate needs it to pull from ECR")
        }
    }

    private mutating func checkSize(_ task: Setting, _ place: SourceLocation) {
        for key in ["cpu", "memory"] where task[key] == nil {
            log.error(place, "'\(key)' is missing in 'taskDefinition': Fargate needs it")
        }
        guard let cpu = task["cpu"], let cpuText = cpu.text else { return }
        guard let units = FargateSize.cpuUnits(cpuText), let sizes = FargateSize.memory(forCPU: units) else {
            let known = FargateSize.sizes.map { String($0.cpu) }.joined(separator: ", ")
            log.error(cpu.location, "expected one of \(known) for 'cpu' on Fargate, found \(cpu.found)")
            return
        }
        guard let memory = task["memory"], let memoryText = memory.text else { return }
        guard let size = FargateSize.memoryMiB(memoryText), sizes.contains(size) else {
            log.error(
                memory.location,
                "expected \(Self.range(sizes)) for 'memory' on Fargate with cpu \(units), found \(memory.found)"
            )
            return
        }
    }

    private static func range(_ sizes: [Int]) -> String {
        guard sizes.count > 4 else { return sizes.map(String.init).joined(separator: ", ") }
        return "\(sizes[0]) to \(sizes[sizes.count - 1]) in steps of \(sizes[1] - sizes[0])"
    }
}
