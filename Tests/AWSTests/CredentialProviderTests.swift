import FoundationEssentials
import Synchronization
import Testing

@testable import AWS

@Suite("Keeping credentials fresh", .timeLimit(.minutes(1)))
struct CredentialProviderTests {
    /// A source whose answers a test gives one by one, and a clock it moves.
    private final class Source: Sendable {
        struct Refused: Error {}

        private let state: Mutex<(now: Double, fetches: Int, fails: Bool, lifetime: Double?)>

        init(lifetime: Double?) {
            state = Mutex((now: 0, fetches: 0, fails: false, lifetime: lifetime))
        }

        var fetches: Int { state.withLock { $0.fetches } }

        func move(to seconds: Double, failing: Bool = false) {
            state.withLock { ($0.now, $0.fails) = (seconds, failing) }
        }

        func fetch() throws -> Credentials {
            try state.withLock { state in
                state.fetches += 1
                if state.fails { throw Refused() }
                let end = state.lifetime.map { Date(timeIntervalSince1970: state.now + $0) }
                return Credentials(accessKeyID: "ID\(state.fetches)", secretAccessKey: "s", expiration: end)
            }
        }

        var timing: Timing {
            Timing(
                now: { [self] in state.withLock { Date(timeIntervalSince1970: $0.now) } },
                random: { 0 },
                sleep: { _ in }
            )
        }

        var provider: CredentialProvider { CredentialProvider(timing: timing) { try self.fetch() } }
    }

    @Test("Keys without an end are fetched once")
    func endless() async throws {
        let source = Source(lifetime: nil)
        let provider = source.provider
        _ = try await provider.credentials()
        source.move(to: 1e9)
        #expect(try await provider.credentials().accessKeyID == "ID1")
    }

    @Test("With less than 15 minutes left they are renewed, and a failure does no harm until 10")
    func refreshTimes() async throws {
        let source = Source(lifetime: 3600)
        let provider = source.provider
        _ = try await provider.credentials()
        source.move(to: 3600 - 901)
        #expect(try await provider.credentials().accessKeyID == "ID1")
        #expect(source.fetches == 1)
        source.move(to: 3600 - 899, failing: true)
        #expect(try await provider.credentials().accessKeyID == "ID1")
        #expect(source.fetches == 2)
        #expect(try await provider.credentials().accessKeyID == "ID1")
        #expect(source.fetches == 2, "not again within the minute")
        source.move(to: 3600 - 830)
        #expect(try await provider.credentials().accessKeyID == "ID3")

        source.move(to: 3600 - 830 + 3001, failing: true)
        await #expect(throws: Source.Refused.self) { try await provider.credentials() }
    }

    @Test("Keys that live shorter than that are not renewed at every call")
    func shortLived() async throws {
        let source = Source(lifetime: 600)
        let provider = source.provider
        _ = try await provider.credentials()
        source.move(to: 200)
        _ = try await provider.credentials()
        #expect(source.fetches == 1)
        source.move(to: 401)
        _ = try await provider.credentials()
        #expect(source.fetches == 2)
    }

    @Test("A refresh is shared by all who wait for it")
    func sharing() async throws {
        let gate = Gate()
        let fetches = Mutex(0)
        let provider = CredentialProvider(timing: .live) {
            fetches.withLock { $0 += 1 }
            try await gate.wait()
            return Credentials(accessKeyID: "ID", secretAccessKey: "s")
        }
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await provider.credentials().accessKeyID } }
            while fetches.withLock({ $0 }) == 0 { await Task.yield() }
            gate.open()
            for try await id in group { #expect(id == "ID") }
        }
        #expect(fetches.withLock { $0 } == 1)
    }

    @Test("Who is cancelled leaves at once, without taking the refresh from the others")
    func cancellation() async throws {
        let gate = Gate()
        let provider = CredentialProvider(timing: .live) {
            try await gate.wait()
            return Credentials(accessKeyID: "ID", secretAccessKey: "s")
        }
        let stays = Task { try await provider.credentials().accessKeyID }
        while !gate.isAwaited { await Task.yield() }
        let leaves = Task { try await provider.credentials().accessKeyID }
        leaves.cancel()
        await #expect(throws: CancellationError.self) { try await leaves.value }
        gate.open()
        #expect(try await stays.value == "ID")
    }

    @Test("When the last one leaves the refresh is cancelled, and the next caller starts another")
    func abandonment() async throws {
        let cancelled = Mutex(0)
        let gate = Gate()
        let provider = CredentialProvider(timing: .live) {
            do {
                try await gate.wait()
            } catch {
                cancelled.withLock { $0 += 1 }
                throw error
            }
            return Credentials(accessKeyID: "ID", secretAccessKey: "s")
        }
        let leaves = Task { try await provider.credentials() }
        while !gate.isAwaited { await Task.yield() }
        leaves.cancel()
        await #expect(throws: CancellationError.self) { try await leaves.value }
        while cancelled.withLock({ $0 }) == 0 { await Task.yield() }
        gate.open()
        #expect(try await provider.credentials().accessKeyID == "ID")
    }

    @Test("Keys said to be expired are replaced once for all who say so")
    func renewing() async throws {
        let source = Source(lifetime: 3600)
        let provider = source.provider
        let old = try await provider.credentials()
        #expect(try await provider.renew(old))
        #expect(try await provider.renew(old))
        #expect(source.fetches == 2)
    }
}

/// A door that opens once.
private final class Gate: Sendable {
    private let state = Mutex((isOpen: false, isAwaited: false))

    var isAwaited: Bool { state.withLock { $0.isAwaited } }

    func open() {
        state.withLock { $0.isOpen = true }
    }

    func wait() async throws {
        state.withLock { $0.isAwaited = true }
        while !state.withLock({ $0.isOpen }) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
