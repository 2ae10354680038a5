import FoundationEssentials

/// Keeps the credentials in use and renews them in time; one refresh at a time, shared by all callers.
actor CredentialProvider {
    private struct Held {
        let credentials: Credentials
        let since: Date
    }

    private let timing: Timing
    private let fetch: @Sendable () async throws -> Credentials
    private var held: Held?
    private var refresh: SharedTask<Credentials>?
    /// No early refresh is tried before this.
    private var nextEarlyRefresh = Date.distantPast

    init(timing: Timing, fetch: @escaping @Sendable () async throws -> Credentials) {
        self.timing = timing
        self.fetch = fetch
    }

    /// Credentials that are good for now.
    ///
    /// With little time left they are renewed first; while there is still some, a refresh that fails does no harm.
    func credentials() async throws -> Credentials {
        guard let held else { return try await renewed() }
        switch urgency(of: held) {
        case .none: return held.credentials
        case .required: return try await renewed()
        case .advised:
            guard refresh == nil, timing.now() >= nextEarlyRefresh else { return held.credentials }
            nextEarlyRefresh = timing.now().addingTimeInterval(60)
            do {
                return try await renewed()
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                return held.credentials
            }
        }
    }

    /// Replaces credentials that AWS says have expired.
    ///
    /// - Returns: Whether there are others now; false when the source still has the same.
    func renew(_ old: Credentials) async throws -> Bool {
        if let held, held.credentials != old { return true }
        return try await renewed() != old
    }

    private enum Urgency {
        case none
        case advised
        case required
    }

    /// botocore's times, 15 and 10 minutes before the end, shortened for credentials that never had much more.
    private func urgency(of held: Held) -> Urgency {
        guard let expiration = held.credentials.expiration else { return .none }
        let lifetime = expiration.timeIntervalSince(held.since)
        let left = expiration.timeIntervalSince(timing.now())
        if left < min(600, lifetime / 3) || left <= 0 { return .required }
        return left < min(900, lifetime / 2) ? .advised : .none
    }

    private func renewed() async throws -> Credentials {
        while true {
            let running = refresh ?? SharedTask(fetch)
            refresh = running
            defer { if refresh === running, running.isOver { refresh = nil } }
            guard let fresh = try await running.value() else { continue }
            if held?.credentials != fresh { held = Held(credentials: fresh, since: timing.now()) }
            return fresh
        }
    }
}
