import CommandLine
import Testing

/// The page that a line asks for, set in a width.
private func screen(_ line: String, width: Int) throws -> String? {
    guard case .help(let page) = try sample.resolve(words(line)) else { return nil }
    return page.text(width: width)
}

@Test("The program's page lists its commands by section, its topics and the global options")
func programPage() throws {
    #expect(
        try screen("", width: 80) == """
            From a Dockerfile to healthy tasks on Amazon ECS, and back.

            Usage: shipit COMMAND [options]

            Release:
              deploy               Build, push and roll out services, and wait until they
                                   are healthy

            Look:
              status               Show what runs

            More:
              image                Work on images without a pipeline

            Help topics:
              exit-codes           What the exit codes mean

            Global options:
              -f, --pipeline FILE  The pipeline file
                  --format FORMAT  How results are written (one of text, json; default:
                                   text)
                  --yes            Ask nothing
              -h, --help           Show this page
                  --version        Show the version

            Environment:
              SHIPIT_PIPELINE      The pipeline file

            Run 'shipit help COMMAND' for more about a command.

            """
    )
}

@Test("A command's page tells defaults, words, variables and examples")
func commandPage() throws {
    #expect(
        try screen("help deploy", width: 80) == """
            Build, push and roll out services, and wait until they are healthy

            Usage: shipit deploy -e ENV -v VERSION [options]

            Services are taken in the order of their dependencies. When one fails, it goes
            back to what ran before.

            Nothing is changed before every check has passed.

            Options:
              -e, --environment ENV   The environment (required)
              -s, --service SERVICE   A service; all without it (may be repeated)
              -v, --version VERSION   The version's name (required)
                  --timeout DURATION  How long to wait for a service (default: 30m)
                  --retries COUNT     Attempts
                  --no-wait           Leave as soon as ECS has accepted the change

            Global options:
              -f, --pipeline FILE     The pipeline file
                  --format FORMAT     How results are written (one of text, json; default:
                                      text)
                  --yes               Ask nothing
              -h, --help              Show this page

            Environment:
              AWS_PROFILE             The profile of the credentials

            Examples:
              # Everything in the pipeline
              shipit deploy -e prod -v 1.0.0

              # One service
              shipit deploy -e prod -s auth-service -v 1.0.0

            """
    )
}

@Test("A page keeps to a narrow terminal, and to 40 columns in one narrower still", arguments: [40, 20])
func narrowPage(_ width: Int) throws {
    #expect(
        try screen("image rm --help", width: width) == """
            Remove images

            Usage: shipit image rm [options]
                   [FORMAT] [FILE...]

            Arguments:
              FORMAT               Which (optional;
                                   one of text,
                                   json)
              FILE                 More (optional;
                                   may be repeated)

            Global options:
              -f, --pipeline FILE  The pipeline file
                  --format FORMAT  How results are
                                   written (one of
                                   text, json;
                                   default: text)
                  --yes            Ask nothing
              -h, --help           Show this page

            """
    )
}

@Test("A group's page lists its commands")
func groupPage() throws {
    #expect(
        try screen("image", width: 100) == """
            Work on images without a pipeline

            Usage: shipit image COMMAND [options]

            Commands:
              push                 Push an image of the engine to a registry
              rm                   Remove images

            Global options:
              -f, --pipeline FILE  The pipeline file
                  --format FORMAT  How results are written (one of text, json; default: text)
                  --yes            Ask nothing
              -h, --help           Show this page

            Run 'shipit image COMMAND --help' for more about a command.

            """
    )
}

@Test("A topic is a page, and a term too long for its column gets a line of its own")
func topicPage() throws {
    #expect(
        try screen("help exit-codes", width: 80) == """
            What the exit codes mean

              0   done
              64  a command line that means nothing

            """
    )
    let page = HelpPage(
        summary: "Variables",
        usage: "",
        sections: [
            .init("A", .terms([HelpTerm("A_VERY_LONG_NAME_OF_A_VARIABLE_INDEED", "one"), HelpTerm("SHORT", "two")])),
            .init("B", .prose("three")),
        ]
    )
    #expect(
        page.text(width: 60) { "*\($0)*" } == """
            Variables

            *A:*
              A_VERY_LONG_NAME_OF_A_VARIABLE_INDEED
                     one
              SHORT  two

            *B:*
              three

            """
    )
}
