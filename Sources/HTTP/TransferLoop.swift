/// The one thread that drives all transfers.
final class TransferLoop: Sendable {
    init(userAgent: String) {
    }

    func start(_ transfer: TransferHandle) {
    }

    func stop() {
    }
}
