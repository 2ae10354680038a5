/// A transfer seen from the tasks that started it and read its response.
final class TransferHandle: Sendable {
    let request: HTTPRequest
    let responseBody = ByteChannel(capacity: 1 << 20)

    init(_ request: HTTPRequest, loop: TransferLoop) {
        self.request = request
    }

    func head() async throws -> (status: Int, headers: HTTPHeaders) {
        fatalError("being written")
    }

    func cancel() {
    }
}
