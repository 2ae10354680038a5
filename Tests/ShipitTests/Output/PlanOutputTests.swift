import AWS
import Images
import Testing

@testable import Rollouts
@testable import Runner
@testable import shipit

@Suite("What plan and rollback --dry-run print")
struct PlanOutputTests {
    private static let secret = "hunter2-secret"

    /// A plan as the deployer makes it of two task definitions that differ in an environment variable.
    private func differences() throws -> [Difference] {
        func document(_ image: String, _ value: String) throws -> TaskDefinitionDocument {
            try TaskDefinitionDocument(template: [
                "family": "web",
                "containerDefinitions": [
                    [
                        "name": "app", "image": .string(image),
                        "environment": [["name": "TOKEN", "value": .string(value)]],
                    ]
                ],
            ])
        }
        return try document("r/web:2", Self.secret).differences(from: document("r/web:1", "old-" + Self.secret))
    }

    private func service(_ differences: [Difference], hostile text: String = "desiredCount") throws -> PlannedService {
        let reference = try ImageReference(parsing: "registry.example.com/web:2.0")
        return PlannedService(
            name: "web",
            image: .toBuild("\(reference)"),
            plan: DeployPlan(
                service: ServiceReference(cluster: "prod", name: "web"),
                change: .update,
                live: try Sample.arn(6),
                liveRelease: Sample.release("1.0"),
                registers: true,
                taskDefinition: differences,
                body: [
                    Difference("desiredCount", .changed(from: "1", to: "2")),
                    Difference("tags[\(text)]", .added("x")), Difference("placement", .removed("y")),
                ],
                inTheWay: OtherDeployment(
                    id: ServiceDeploymentID("ecs-svc/9"),
                    revision: try Sample.arn(7),
                    release: nil
                ),
                rollbackTarget: try Sample.arn(6),
                warnings: ["careful with \(text)"]
            )
        )
    }

    private func new() throws -> PlannedService {
        PlannedService(
            name: "jobs",
            image: .asWritten,
            plan: DeployPlan(
                service: ServiceReference(cluster: "prod", name: "jobs"),
                change: .create,
                live: nil,
                liveRelease: nil,
                registers: false,
                taskDefinition: [],
                body: [],
                inTheWay: nil,
                rollbackTarget: nil,
                warnings: []
            )
        )
    }

    @Test func whatWouldChangeServiceByService() throws {
        let output = PlanOutput(services: [try service(try differences()), try new()])
        #expect(
            output.text(style: .plain) == """
                web: would be updated
                  live      web:6 (version 1.0)
                  image     registry.example.com/web:2.0 (to be built and pushed)
                  revision  a new one of web is registered
                  ~ containerDefinitions[app].environment[TOKEN]: (value hidden)  (task definition)
                  ~ containerDefinitions[app].image: r/web:1 -> r/web:2  (task definition)
                  ~ desiredCount: 1 -> 2  (service)
                  + tags[desiredCount]: x  (service)
                  - placement: y  (service)
                  rollback  would go back to web:6
                  deployment ecs-svc/9 of web:7 is under way
                  warning: careful with desiredCount

                jobs: would be created
                  live      nothing
                  image     as the task definition names it
                  rollback  nothing to go back to

                """
        )
    }

    @Test func theSameForPrograms() throws {
        let output = PlanOutput(services: [try service([]), try new()])
        #expect(
            output.json == [
                "services": [
                    [
                        "name": "web", "change": "update", "registers": true, "live": "web:6", "liveVersion": "1.0",
                        "rollbackTarget": "web:6", "inTheWay": "deployment ecs-svc/9 of web:7",
                        "image": "registry.example.com/web:2.0 (to be built and pushed)", "taskDefinition": [],
                        "service": ["~ desiredCount: 1 -> 2", "+ tags[desiredCount]: x", "- placement: y"],
                        "warnings": ["careful with desiredCount"],
                    ],
                    [
                        "name": "jobs", "change": "create", "registers": false, "taskDefinition": [], "service": [],
                        "warnings": [], "image": "as the task definition names it",
                    ],
                ]
            ]
        )
    }

    @Test func valuesOfVariablesAreNeverShown() throws {
        let output = PlanOutput(services: [try service(try differences())])
        #expect(output.text(style: .plain).contains("environment[TOKEN]"))
        #expect(!output.text(style: .plain).contains(Self.secret))
        #expect(!output.json.printed.contains(Self.secret))
    }

    @Test func nothingInAPlanReachesTheTerminalAsAnOrder() throws {
        let text = PlanOutput(services: [try service([], hostile: hostile)]).text(style: .plain)
        #expect(text.contains("+ tags[\(tamed)]: x"))
        #expect(text.contains("warning: careful with \(tamed)"))
        #expect(text.isHarmless)
    }

    @Test func whatARollbackWouldGoBackTo() throws {
        let service = ServiceReference(cluster: "prod", name: "web")
        let output = RollbackPlanOutput(plans: [
            (
                "web",
                RollbackPlan(
                    service: service,
                    from: try Sample.arn(7),
                    fromRelease: nil,
                    target: RollbackTarget(revision: try Sample.arn(5), reason: .lastSuccessfulDeployment),
                    targetRelease: Sample.release("1.0"),
                    way: .update,
                    warnings: []
                )
            ),
            (
                "jobs",
                RollbackPlan(
                    service: service,
                    from: nil,
                    fromRelease: nil,
                    target: RollbackTarget(revision: try Sample.arn(1), reason: .named),
                    targetRelease: nil,
                    way: .nothing,
                    warnings: []
                )
            ),
        ])
        #expect(
            output.text(width: nil, style: .plain) == """
                SERVICE  FROM   TO     VERSION  WHY
                web      web:7  web:5  1.0      the last successful deployment of another revision
                jobs     -      web:1  -        as asked

                """
        )
        #expect(
            output.json == [
                "services": [
                    [
                        "name": "web", "from": "web:7", "to": "web:5", "version": "1.0",
                        "reason": "the last successful deployment of another revision",
                    ],
                    ["name": "jobs", "to": "web:1", "reason": "as asked"],
                ]
            ]
        )
    }
}
