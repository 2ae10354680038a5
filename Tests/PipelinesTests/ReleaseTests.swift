import Testing

@testable import Pipelines

@Suite struct ReleaseTests {
    @Test func aSmallPipelineGivesAPlan() throws {
        let pipeline = try parse(smallPipeline)
        #expect(pipeline.warnings == [])
        let plan = try pipeline.release(environment: "test", version: "1.0.0", variables: [:])
        let web = try plan.service("web")
        #expect(plan.environment.cluster == "main")
        #expect(web.serviceName == "web")
        #expect(web.repository == "web")
        #expect(web.container == "web")
        let members = web.taskDefinition.members(image: "web@sha256:0")
        #expect(members["family"] == .string("web"))
        #expect(members["containerDefinitions"]?.list?.first?["image"] == .string("web@sha256:0"))
        #expect(
            members["containerDefinitions"]?.list?.first?["portMappings"]?.list?.first?["containerPort"]
                == .integer(8080)
        )
    }
}
