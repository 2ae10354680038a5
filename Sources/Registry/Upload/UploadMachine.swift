import FoundationEssentials
import Images

/// The upload of one blob, decided: observations in, actions out, no input or output of its own.
///
///     checking ─exists→ done           opening ─opened→ putting (blob complete) → done
///        └missing→ opening                 └opened→ streaming (blob growing) → committing → done
///
/// A session that broke is never used again: Amazon ECR does not say how far it got. After a request whose answer
/// was lost the registry is asked whether it has the blob before anything is sent again.
struct UploadMachine: Sendable {
    /// What is to be done next.
    enum Action: Sendable, Equatable {
        /// Ask whether the blob is there.
        case check
        /// Begin a session.
        case open
        /// Send the bytes as they come, without naming the blob yet.
        case stream(URL)
        /// Send all bytes and close the session with the digest.
        case put(URL)
        /// Close the session with the digest.
        case commit(URL)
        case rest(Duration, then: Resumption)
        case done(Outcome)
        case fail
    }

    /// Where it goes on after a rest.
    enum Resumption: Sendable, Equatable {
        case check
        case open
    }

    enum Outcome: Sendable, Hashable {
        case existed
        case mounted
        case uploaded
    }

    /// What came of an action.
    enum Observation: Sendable {
        case exists
        case missing
        /// - isComplete: Whether all bytes of the blob and so its digest are known.
        case opened(URL, isComplete: Bool)
        case mounted
        case streamed(next: URL)
        case stored
        case refused(Refusal)
        /// No answer, or a cut one: whether the registry acted is unknown.
        case unanswered(isTemporary: Bool)
        case rested
    }

    /// An answer that was not what was hoped for.
    struct Refusal: Sendable {
        var status: Int
        var codes: [String] = []
        var retryAfter: Duration?

        /// The session is over, though the blob may be sent in another.
        var losesSession: Bool {
            if codes.contains(ErrorReport.Code.nameUnknown) { return false }
            return status == 404 || status == 416 || codes.contains(ErrorReport.Code.blobUploadInvalid)
                || codes.contains(ErrorReport.Code.blobUploadUnknown)
                || codes.contains(ErrorReport.Code.digestInvalid)
        }

        var isTemporary: Bool { RegistryError.isTemporary(status: status, codes: codes) }
    }

    private enum Phase {
        case checking
        case opening
        case streaming(URL)
        case putting(URL)
        case committing(URL)
        /// Asking whether a request without an answer did what it should.
        case confirming
        case resting(Resumption, isConfirming: Bool)
        case over
    }

    /// How often in a row a session may be lost for other than temporary reasons.
    private static let sessionLimit = 4

    private var phase: Phase
    private var backoff: Backoff
    private var lostSessions = 0
    private var mostSent = 0
    /// A session that is given up, to be cancelled at the registry without waiting for it.
    private(set) var abandoned: URL?

    /// - Parameter checks: Whether the blob's name is known, so that the registry can be asked for it first.
    init(checks: Bool, timing: RetryTiming) {
        self.phase = checks ? .checking : .opening
        self.backoff = Backoff(timing)
    }

    /// The first action.
    var start: Action {
        if case .checking = phase { return .check }
        return .open
    }

    /// The session that is open, for cancelling it when the push is.
    var session: URL? {
        switch phase {
        case .streaming(let url), .putting(let url), .committing(let url): url
        case .checking, .opening, .confirming, .resting, .over: nil
        }
    }

    mutating func takeAbandoned() -> URL? { abandoned.take() }

    /// Notes how many bytes of the blob went out in the current attempt.
    mutating func sent(_ count: Int) {
        guard count > mostSent else { return }
        mostSent = count
        backoff.progressed()
    }

    /// Takes what came of the last action and says what comes next.
    mutating func observe(_ observation: Observation) -> Action {
        switch observation {
        case .exists: return finish(isConfirming ? .uploaded : .existed)
        case .mounted: return finish(.mounted)
        case .stored: return finish(.uploaded)
        case .missing: return open()
        case .opened(let url, let isComplete):
            phase = isComplete ? .putting(url) : .streaming(url)
            return isComplete ? .put(url) : .stream(url)
        case .streamed(let url):
            phase = .committing(url)
            return .commit(url)
        case .refused(let refusal): return refused(refusal)
        case .unanswered(let isTemporary): return isTemporary ? again(after: nil) : fail()
        case .rested: return rested()
        }
    }

    private var isConfirming: Bool {
        if case .confirming = phase { return true }
        return false
    }

    private mutating func open() -> Action {
        phase = .opening
        return .open
    }

    private mutating func finish(_ outcome: Outcome) -> Action {
        phase = .over
        return .done(outcome)
    }

    private mutating func fail() -> Action {
        abandoned = session ?? abandoned
        phase = .over
        return .fail
    }

    private mutating func refused(_ refusal: Refusal) -> Action {
        if refusal.isTemporary { return again(after: refusal.retryAfter) }
        switch phase {
        case .checking, .confirming:
            // A role that may only push is refused the question: the upload itself decides.
            return [401, 403, 404, 405].contains(refusal.status) ? open() : fail()
        case .streaming, .putting, .committing:
            guard refusal.losesSession, lostSessions < Self.sessionLimit else { return fail() }
            lostSessions += 1
            return again(after: refusal.retryAfter)
        case .opening, .resting, .over: return fail()
        }
    }

    /// Rests, then goes on where nothing can be spoilt: at the question, or with a new session.
    private mutating func again(after retryAfter: Duration?) -> Action {
        guard let rest = backoff.next(retryAfter: retryAfter) else { return fail() }
        abandoned = session ?? abandoned
        let (resumption, isConfirming): (Resumption, Bool) =
            switch phase {
            case .checking: (.check, false)
            case .confirming, .putting, .committing: (.check, true)
            case .opening, .streaming, .resting, .over: (.open, false)
            }
        phase = .resting(resumption, isConfirming: isConfirming)
        return .rest(rest, then: resumption)
    }

    private mutating func rested() -> Action {
        guard case .resting(let resumption, let isConfirming) = phase else { return fail() }
        switch resumption {
        case .open: return open()
        case .check:
            phase = isConfirming ? .confirming : .checking
            return .check
        }
    }
}
