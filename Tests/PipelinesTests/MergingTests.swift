import Testing

@testable import Pipelines

@Suite struct MergingTests {
    private let text = """
        defaults:
          taskDefinition: {cpu: 256, memory: 512, tags: [{key: from, value: defaults}]}
          service:
            desiredCount: 1
            platformVersion: LATEST
            networkConfiguration: {awsvpcConfiguration: {subnets: [a, b], assignPublicIp: ENABLED}}
          deploy: {timeout: 10m}
        environments:
          test:
            region: eu-central-1
            cluster: test
            defaults: {service: {desiredCount: 2, platformVersion: null}, deploy: {timeout: 20m}}
            services:
              web: {service: {desiredCount: 4}, taskDefinition: {tags: []}}
              gone: null
          prod: {region: eu-central-1, cluster: prod}
        services:
          web:
            image: web
            service: {desiredCount: 3, networkConfiguration: {awsvpcConfiguration: {subnets: [c]}}}
          api: {image: api}
          gone: {image: gone}
        """

    private func release(_ environment: String) throws -> ReleasePlan {
        try parse(text).release(environment: environment, version: "1", variables: [:])
    }

    @Test func theLaterLayerWins() throws {
        let test = try release("test")
        let prod = try release("prod")
        #expect(try test.service("web").desiredCount == 4)
        #expect(try test.service("api").desiredCount == 2)
        #expect(try prod.service("web").desiredCount == 3)
        #expect(try prod.service("api").desiredCount == 1)
        #expect(try test.service("api").timeout == .seconds(1200))
        #expect(try prod.service("api").timeout == .seconds(600))
    }

    @Test func mappingsMergeAndListsAreReplaced() throws {
        let web = try release("test").service("web")
        let network = web.service["networkConfiguration"]?["awsvpcConfiguration"]
        #expect(network == .map(["subnets": .list([.string("c")]), "assignPublicIp": .string("ENABLED")]))
        let task = web.taskDefinition.members(image: nil)
        #expect(task == .map(["cpu": .string("256"), "memory": .string("512"), "tags": .list([])]))
    }

    @Test func nullTakesAMemberAway() throws {
        #expect(try release("test").service("web").service["platformVersion"] == nil)
        #expect(try release("prod").service("web").service["platformVersion"] == .string("LATEST"))
    }

    @Test func nullTakesAServiceOutOfAnEnvironment() throws {
        #expect(try release("test").services.map(\.name) == ["web", "api"])
        #expect(try release("prod").services.map(\.name) == ["web", "api", "gone"])
        #expect(throws: ReleaseError.unknownServices([.init(name: "gone", suggestion: nil)], known: ["web", "api"])) {
            try parse(text).release(environment: "test", services: ["gone"], version: "1", variables: [:])
        }
    }

    @Test func withoutContainersTheLiveRevisionIsTheBase() throws {
        let web = try release("test").service("web")
        #expect(web.taskDefinition.base == .liveRevision)
        #expect(web.taskDefinition.family == nil)
        #expect(web.container == nil)
    }

    @Test func aMistakeInAMergedValueIsShownWhereItIsWritten() throws {
        let broken = text.replacing("desiredCount: 2,", with: "desiredCount: -2,")
        #expect(screen(broken).hasPrefix("shipit.yaml:12:40: error: expected an integer that is not negative"))
    }
}
