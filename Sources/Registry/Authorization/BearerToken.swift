import FoundationEssentials

/// A token server's answer (distribution project, "Token Authentication Specification").
struct BearerToken: Sendable {
    let text: String
    /// When another one has to be asked for; some time before it is no longer accepted.
    let renewal: ContinuousClock.Instant

    private struct Wire: Decodable {
        var token: String?
        var access_token: String?
        var expires_in: Int?
    }

    /// Reads an answer; nil when it holds no token.
    init?(decoding body: [UInt8], now: ContinuousClock.Instant) {
        guard let wire = try? JSONDecoder().decode(Wire.self, from: Data(body)),
            let text = [wire.token, wire.access_token].compactMap({ $0 }).first(where: { !$0.isEmpty })
        else { return nil }
        self.text = text
        // 60 s is what the specification has clients assume.
        let lifetime = max(wire.expires_in ?? 60, 60)
        self.renewal = now + .seconds(lifetime - min(30, lifetime / 4))
    }
}
