/// Checks what the members of one service say together, where shapes see each alone.
///
/// Every check looks at what is there and of the right kind; what is not is reported by the shapes.
struct ServiceCheck {
    let draft: ServiceDraft
    let environment: EnvironmentDraft
    var log: DiagnosticLog

    init(_ draft: ServiceDraft, _ environment: EnvironmentDraft, _ log: DiagnosticLog) {
        self.draft = draft
        self.environment = environment
        self.log = log
    }

    mutating func run() {
        checkImageSource()
        checkImageReferences()
        checkContainers()
        checkNetwork()
        checkFargate()
        checkMovement()
    }
}
