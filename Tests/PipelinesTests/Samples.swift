import Testing

@testable import Pipelines

/// A small pipeline that stands, to break on purpose.
let smallPipeline = """
    environments:
      test:
        region: eu-central-1
        cluster: main
    services:
      web:
        build: {context: web}
        taskDefinition:
          containerDefinitions:
            - name: web
              portMappings: [{containerPort: 8080}]
    """

/// Reads a text as `shipit.yaml` in the folder of the test.
func parse(_ text: String) throws -> Pipeline {
    try Pipeline(PipelineFile(path: "shipit.yaml", text: text))
}

/// What is wrong with a text, rendered for people; empty when nothing is.
func screen(_ text: String) -> String {
    do {
        return try parse(text).warnings.rendered(in: text)
    } catch let error as PipelineError {
        return error.diagnostics.rendered(in: text)
    } catch {
        return "\(error)"
    }
}

extension ReleasePlan {
    func service(_ name: String) throws -> ServiceRelease {
        try #require(services.first { $0.name == name })
    }
}
