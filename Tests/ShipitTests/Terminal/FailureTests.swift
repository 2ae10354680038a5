import CommandLine
import Testing

@testable import shipit

@Test("A failure tells what failed, why, and what to do, and nothing in it can repaint the terminal")
func failure() {
    let failure = Failure(
        message: "auth-service: the deployment failed",
        causes: ["task stopped: \u{1B}[2Jexit code 137\nout of memory", "no space"],
        hints: ["shipit why -e prod -s auth-service"],
        footer: "Run 'shipit help exit-codes'"
    )
    #expect(
        failure.text(style: .plain) == """
            error: auth-service: the deployment failed
              cause: task stopped: exit code 137
                     out of memory
              cause: no space
              hint: shipit why -e prod -s auth-service
            Run 'shipit help exit-codes'

            """
    )
    #expect(
        Failure(message: "x").text(style: Style(isColored: true)) == "\u{1B}[31merror: \u{1B}[0mx\n"
    )
    #expect(Failure(message: "").text(style: .plain) == "error: \n")
}

@Test("A wrong command line is told in three lines")
func usage() {
    let error = UsageError(
        problem: .unknownOption("--enviroment", suggestion: "--environment"),
        command: ["shipit", "deploy"]
    )
    #expect(
        Failure(error).text(style: .plain) == """
            error: unknown option '--enviroment'
              hint: did you mean '--environment'?
            Run 'shipit deploy --help'

            """
    )
}
