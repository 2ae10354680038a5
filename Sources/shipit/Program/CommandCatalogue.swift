import CommandLine

/// All commands of the program.
enum CommandCatalogue {
    static let tree = CommandTree<any Verb, GlobalOptions>(
        root: CommandNode(
            group: "shipit",
            summary: "From a Dockerfile to healthy tasks on Amazon ECS, and back",
            examples: [
                HelpTerm("shipit deploy -e prod -s auth-service -v 1.0.0", "There"),
                HelpTerm("shipit rollback -e prod -s auth-service", "And back"),
            ],
            [
                node(DeployCommand.self), node(RollbackCommand.self), node(PlanCommand.self),
                node(BuildCommand.self), node(PushCommand.self),
                CommandNode(
                    group: "image",
                    summary: "Work with single images",
                    section: "Images",
                    [node(ImagePushCommand.self)]
                ),
                node(StatusCommand.self), node(HistoryCommand.self),
                node(ValidateCommand.self), node(DoctorCommand.self), node(CompletionsCommand.self),
            ]
        ),
        globals: GlobalOptions.self,
        topics: HelpText.topics
    )

    private static func node<Leaf: Verb>(_ type: Leaf.Type) -> CommandNode<any Verb> {
        CommandNode(type) { $0 }
    }
}
