import Testing

@testable import Pipelines

/// What a person sees, whole.
@Suite struct MistakeScreenTests {
    @Test func tenMistakesAreShownAtOnceInTheOrderOfTheFile() {
        let text = """
            name: shop
            defualts:
              deploy: {timeout: 5m}
            environments:
              test:
                account: 00000000000
                region: eu-central-1
              prod:
                region: Frankfurt
                cluster: shop
            services:
              web:
                dependsOn: [databse]
                build: {context: web, dockefile: Dockerfile}
                taskDefinition:
                  requiresCompatibilities: [FARGATE]
                  networkMode: awsvpc
                  executionRoleArn: pull
                  cpu: 256
                  memory: 4096
                  containerDefinitions:
                    - name: web
                      portMappings: [{containerPort: 8080}]
                      enviroment: []
                service:
                  desiredCount: -1
                  loadBalancers:
                    - {targetGroupArn: web-tg, containerName: web, containerPort: 8081}
              database:
                build: {context: db}
                deploy: {timeout: 15 minutes}
            """
        #expect(
            screen(text) == """
                shipit.yaml:2:1: error: unknown key 'defualts' in 'pipeline'
                    defualts:
                    ^
                    hint: did you mean 'defaults'?

                shipit.yaml:5:3: error: 'cluster' is missing in 'test'
                      test:
                      ^

                shipit.yaml:6:14: error: expected an account of 12 digits for 'account', found '00000000000'
                        account: 00000000000
                                 ^

                shipit.yaml:9:13: error: expected a region such as eu-central-1 for 'region', found 'Frankfurt'
                        region: Frankfurt
                                ^

                shipit.yaml:13:17: error: 'web' depends on 'databse', which is no service of this pipeline
                        dependsOn: [databse]
                                    ^
                    hint: did you mean 'database'?

                shipit.yaml:14:27: error: unknown key 'dockefile' in 'build'
                        build: {context: web, dockefile: Dockerfile}
                                              ^
                    hint: did you mean 'dockerfile'?

                shipit.yaml:20:15: error: expected 512, 1024, 2048 for 'memory' on Fargate with cpu 256, found '4096'
                          memory: 4096
                                  ^

                shipit.yaml:24:11: warning: 'enviroment' in 'containerDefinitions' is no member that shipit knows; \
                it is passed to AWS as it is
                              enviroment: []
                              ^
                    hint: did you mean 'environment'?

                shipit.yaml:26:21: error: expected an integer that is not negative for 'desiredCount', found '-1'
                          desiredCount: -1
                                        ^

                shipit.yaml:28:71: error: 'loadBalancers' names port 8081, but the port mappings of 'web' have 8080
                            - {targetGroupArn: web-tg, containerName: web, containerPort: 8081}
                                                                                          ^
                    hint: write 'containerPort: 8080', or map 8081 as well

                shipit.yaml:31:23: error: expected a duration such as 90s, 15m or 1h30m for 'timeout', \
                found '15 minutes'
                        deploy: {timeout: 15 minutes}
                                          ^
                """
        )
    }

    @Test func theCaretStandsBelowTheMistakeAlsoAfterTabsAndWideLetters() {
        let text = "environments: {ä: {\tregion: x}}"
        let diagnostic = Diagnostic(
            severity: .error,
            file: "f.yaml",
            location: SourceLocation(line: 1, column: 21),
            message: "no"
        )
        #expect(diagnostic.rendered(in: text).split(separator: "\n")[2] == "    " + "                   \t^")
    }

    @Test func aFileCannotSpeakToTheTerminal() {
        let shown = screen("environments: \"\\e[2J\u{9}\"\nservices: \u{85}\n")
        #expect(!shown.unicodeScalars.contains("\u{1B}"))
        #expect(shown.contains("found the text \"\u{FFFD}[2J"))
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "null\n", "[]\n", "services\n"])
    func aFileWithoutAnythingSaysWhatItWants(_ text: String) {
        #expect(screen(text).contains("expected"))
    }

    @Test func everyMissingTopKeyIsNamed() {
        let shown = screen("name: x\n")
        #expect(shown.contains("'environments' is missing in 'pipeline'"))
        #expect(shown.contains("'services' is missing in 'pipeline'"))
    }
}
