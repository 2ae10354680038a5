import AWS
import Docker
import HTTP
import Images
import Pipelines
import Registry
import Rollouts

extension RunFailure {
    /// What an error of the modules below means for a run.
    ///
    /// - Parameter activity: What was being done, such as `checking the cluster`; it words errors that do not say.
    package init(_ error: any Error, while activity: String) {
        switch error {
        case let failure as RunFailure: self = failure
        case is CancellationError: self.init("interrupted", verdict: .interrupted)
        case let error as AWSError: self.init(error)
        case let error as CredentialError: self.init(error)
        case let error as AWSConfigurationError:
            self.init("AWS cannot be asked", cause: "\(error)", verdict: .denied)
        case let error as NameResolutionError:
            self.init("\(activity): not every name is known in AWS", details: error.lines, verdict: .refused)
        case let error as RolloutError: self.init(error)
        case let error as DockerError: self.init(error)
        case let error as DockerConfigurationError: self.init("\(error)", hint: error.hint, verdict: .refused)
        case let error as BuildContextError:
            self.init("\(error)", hint: error.hint, verdict: .refused)
        case let error as IgnoreRulesError: self.init("\(error)", hint: error.hint, verdict: .refused)
        case let error as RegistryError: self.init(error)
        case let error as PipelineError: self.init(error.diagnostics)
        case let error as ReleaseError: self.init(error)
        case let error as ImageReferenceError: self.init("\(error)", verdict: .refused)
        case let error as HTTPError:
            self.init("\(activity): \(error.method.rawValue) \(error.url)", cause: error.reason, verdict: .failed)
        case let error as JournalError:
            self.init("\(error)", hint: "SHIPIT_STATE_DIR names another place for it", verdict: .refused)
        default: self.init("\(activity) failed", cause: "\(error)", verdict: .failed)
        }
    }

    private init(_ diagnostics: [Diagnostic]) {
        self.init(
            "the pipeline file has mistakes",
            details: diagnostics.sortedByPosition.map(\.headline),
            verdict: .badPipeline
        )
    }

    private init(_ error: ReleaseError) {
        switch error {
        case .mistakes(let diagnostics): self.init(diagnostics)
        case .unknownEnvironment, .unknownServices: self.init("\(error)", verdict: .usage)
        }
    }

    private init(_ error: AWSError) {
        let isDenied = error.isAccessDenied || error.isExpiredCredentials || error.isRejectedCredentials
        var cause = error.message.isEmpty ? error.code : "\(error.code): \(error.message)"
        if let id = error.requestID { cause += " (request \(id))" }
        self.init(
            "\(error.service.displayName) refused \(error.operation)",
            cause: cause,
            hint: error.hint,
            verdict: isDenied ? .denied : .failed
        )
    }

    private init(_ error: CredentialError) {
        self.init("there are no AWS credentials to work with", cause: "\(error)", verdict: .denied)
    }

    private init(_ error: DockerError) {
        self.init(error.headline, hint: error.hint, verdict: error.isRefusal ? .refused : .failed)
        if case .buildFailed(let failure) = error.cause { details = failure.output.map { "| \($0)" } }
    }

    private init(_ error: RegistryError) {
        self.init(error.headline, hint: error.hint, verdict: error.isDenied ? .denied : .failed)
    }
}

extension DockerError {
    /// Whether the engine cannot be used at all, which is found out before anything changes.
    fileprivate var isRefusal: Bool {
        switch cause {
        case .socketMissing, .notListening, .permissionDenied, .notAnEngine, .tooOld, .noSuchImage: true
        case .transport, .refused, .buildFailed, .sessionRefused, .noImage, .malformed: operation == .connect
        }
    }
}

extension NameResolutionError {
    fileprivate var lines: [String] { description.split(separator: "\n").map(String.init) }
}
