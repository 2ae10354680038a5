/// The tokens that retries cost, shared by all calls of a client, so that a service in trouble is not
/// hammered by the retries of many callers (the standard mode of AWS's SDKs as of November 2026).
package struct RetryQuota: Sendable, Hashable {
    /// How many tokens there are at first and at most.
    package static let capacity = 500
    static let transientCost = 14
    static let throttlingCost = 5

    package private(set) var available: Int

    /// A quota with so many tokens left.
    package init(available: Int = RetryQuota.capacity) {
        self.available = available
    }

    /// Takes tokens, or nothing and false when there are not enough.
    mutating func take(_ amount: Int) -> Bool {
        guard amount <= available else { return false }
        available -= amount
        return true
    }

    mutating func giveBack(_ amount: Int) {
        available = min(Self.capacity, available + amount)
    }
}
