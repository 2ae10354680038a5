import CommandLine

/// Texts of help pages that several commands share, and the topics of `shipit help TOPIC`.
enum HelpText {
    static let environment: [HelpTerm] = [
        HelpTerm("SHIPIT_PIPELINE", "The pipeline file"),
        HelpTerm("SHIPIT_STATE_DIR", "Where journals and caches are kept"),
        HelpTerm("AWS_PROFILE, AWS_REGION, …", "As the AWS CLI takes them"),
        HelpTerm("DOCKER_HOST, DOCKER_CONTEXT", "The Docker Engine, as docker takes them"),
    ]

    static let topics: [HelpTopic] = [
        HelpTopic(
            "exit-codes",
            summary: "What each exit code means",
            [.init("Exit codes", .terms(ExitCode.allCases.map { HelpTerm("\($0.rawValue)", $0.meaning) }))]
        ),
        HelpTopic(
            "environment",
            summary: "The environment variables that shipit heeds",
            [
                .init(
                    "Environment",
                    .terms(
                        environment + [
                            HelpTerm("AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_ECS, …", "Other endpoints than AWS's own"),
                            HelpTerm("DOCKER_CONFIG, DOCKER_AUTH_CONFIG", "Docker's configuration and logins"),
                            HelpTerm("https_proxy, no_proxy", "Proxies"),
                            HelpTerm("NO_COLOR, CLICOLOR_FORCE, TERM", "Whether output is coloured"),
                            HelpTerm("CI", "Progress is plain where it is set"),
                        ]
                    )
                )
            ]
        ),
    ]
}
