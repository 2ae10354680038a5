import Testing

@testable import Pipelines

@Suite struct ReleaseOrderTests {
    private let diamond = ReleaseOrder(
        names: ["gateway", "left", "right", "base", "alone"],
        dependsOn: ["gateway": ["left", "right"], "left": ["base"], "right": ["base"]]
    )

    @Test func eachWaveWaitsForTheOnesBefore() {
        #expect(diamond.waves == [["base", "alone"], ["left", "right"], ["gateway"]])
    }

    @Test func amongTheChosenTheOrderHoldsAlsoAcrossThoseThatAreNot() {
        let order = diamond.restricted(to: ["gateway", "base"])
        #expect(order.waves == [["base"], ["gateway"]])
        #expect(order.dependencies(of: "gateway") == ["base"])
    }

    @Test func aCycleHasNoWaves() {
        let order = ReleaseOrder(names: ["a", "b", "c"], dependsOn: ["a": ["b"], "b": ["a"], "c": ["a"]])
        #expect(order.waves == nil)
        #expect(order.cycles == [["a", "b", "a"]])
        #expect(order.predecessors(of: "c") == ["a", "b"])
    }

    @Test func namesThatAreNotThereDoNotHoldAnythingBack() {
        #expect(ReleaseOrder(names: ["a"], dependsOn: ["a": ["x"]]).waves == [["a"]])
    }

    @Test func aLongChainIsOrderedWithoutRecursion() {
        let names = (0..<2000).map { "s\($0)" }
        let pairs = zip(names.dropFirst(), names).map { ($0, [$1]) }
        let order = ReleaseOrder(names: names, dependsOn: Dictionary(uniqueKeysWithValues: pairs))
        #expect(order.predecessors(of: "s1999").count == 1999)
        #expect(order.cycles == [])
    }
}
