/// Collects the entries of one mapping: finds keys given twice, and lays `<<` below the mapping's own keys
/// (the merge key of YAML 1.1's type repository; of several, the earlier wins).
struct YAMLMappingBuilder {
    /// How many nodes a walk over the mapping meets.
    private(set) var size = 0
    private var own: [YAMLEntry] = []
    private var merged: [YAMLEntry] = []
    private var firstLines: [String: Int] = [:]
    private var problems: [YAMLProblem] = []

    mutating func add(_ key: YAMLNode, at location: SourceLocation, _ value: YAMLNode) {
        size += value.size
        guard case .scalar(let scalar) = key.content else {
            problems.append(YAMLProblem(location: location, message: "expected a word as a key, found a collection"))
            return
        }
        if scalar.isPlain, scalar.text == "<<" {
            merge(value, at: location)
            return
        }
        if let line = firstLines[scalar.text] {
            problems.append(
                YAMLProblem(location: location, message: "'\(scalar.text)' is given twice, first in line \(line)")
            )
            return
        }
        firstLines[scalar.text] = location.line
        own.append(YAMLEntry(key: scalar.text, keyLocation: location, value: value))
    }

    private mutating func merge(_ value: YAMLNode, at location: SourceLocation) {
        switch value.content {
        case .mapping(let entries):
            merged += entries
        case .sequence(let elements):
            for element in elements {
                guard case .mapping(let entries) = element.content else {
                    problems.append(Self.notMergeable(at: element.location))
                    continue
                }
                merged += entries
            }
        case .scalar:
            problems.append(Self.notMergeable(at: location))
        }
    }

    private static func notMergeable(at location: SourceLocation) -> YAMLProblem {
        YAMLProblem(location: location, message: "expected a mapping or a list of mappings after '<<'")
    }

    /// The entries in order, merged ones last, and what was wrong.
    func finish() -> ([YAMLEntry], [YAMLProblem]) {
        var names = Set(own.map(\.key))
        return (own + merged.filter { names.insert($0.key).inserted }, problems)
    }
}
