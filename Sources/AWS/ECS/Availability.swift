/// An answer that not every place gives: emulators, old regions and narrow permissions lack some operations.
package enum Availability<Value: Sendable>: Sendable {
    case available(Value)
    /// The operation is not to be had here; `reason` says what came back instead.
    case unavailable(reason: String)

    /// The value, or nil when it is not to be had.
    package var value: Value? {
        switch self {
        case .available(let value): value
        case .unavailable: nil
        }
    }
}
