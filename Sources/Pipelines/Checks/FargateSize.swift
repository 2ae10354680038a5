/// The sizes of tasks that Fargate has (Amazon ECS developer guide, "Task size": the table for Linux).
enum FargateSize {
    /// CPU units, with the memory in MiB that goes with them.
    static let sizes: [(cpu: Int, memory: [Int])] = [
        (256, [512, 1024, 2048]),
        (512, Array(stride(from: 1024, through: 4096, by: 1024))),
        (1024, Array(stride(from: 2048, through: 8192, by: 1024))),
        (2048, Array(stride(from: 4096, through: 16384, by: 1024))),
        (4096, Array(stride(from: 8192, through: 30720, by: 1024))),
        (8192, Array(stride(from: 16384, through: 61440, by: 4096))),
        (16384, Array(stride(from: 32768, through: 122_880, by: 8192))),
    ]

    /// The memory that goes with a number of CPU units; nil when Fargate has no such task.
    static func memory(forCPU cpu: Int) -> [Int]? {
        sizes.first { $0.cpu == cpu }?.memory
    }

    /// CPU units from `256` or `.25 vCPU`; nil for anything else.
    static func cpuUnits(_ text: String) -> Int? {
        if let units = Int(text) { return units }
        return scaled(text, unit: "vcpu")
    }

    /// MiB from `512`, `1GB` or `1 GB`; nil for anything else.
    static func memoryMiB(_ text: String) -> Int? {
        if let units = Int(text) { return units }
        return scaled(text, unit: "gb")
    }

    private static func scaled(_ text: String, unit: String) -> Int? {
        let lowercased = text.lowercased()
        guard lowercased.hasSuffix(unit) else { return nil }
        let digits = lowercased.dropLast(unit.count).filter { $0 != " " }
        guard case .some(let value) = Double(digits.hasPrefix(".") ? "0" + digits : digits) else { return nil }
        return Int(exactly: value * 1024)
    }
}
