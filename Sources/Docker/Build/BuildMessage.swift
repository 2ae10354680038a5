import FoundationEssentials

/// One message of the stream that answers `POST /build`.
package enum BuildMessage: Hashable, Sendable {
    /// What BuildKit tells of its graph.
    case trace(BuildTrace)
    /// The image's id: once from BuildKit, after every stage from the classic builder, so the last one counts.
    case imageID(String)
    /// Output of the classic builder: bytes of text, not lines.
    case output(String)
    /// How far the classic builder's pull of a layer is.
    case transfer(item: String, status: String, current: Int64, total: Int64)
    /// The build failed; nothing that matters comes after. The code is a RUN's exit status, from the classic builder only.
    case failure(message: String, code: Int?)
    /// A trace that cannot be read: the build goes on without this piece of news.
    case unreadableTrace
    /// Something newer than this program.
    case unknown

    /// Decodes one JSON message.
    ///
    /// - Throws: `DecodingError` when it is no JSON object, or a member of it has another type than documented.
    package init(decoding json: [UInt8]) throws {
        let wire = try JSONDecoder().decode(Wire.self, from: Data(json))
        if let failure = wire.errorDetail {
            self = .failure(message: failure.message ?? wire.error ?? "", code: failure.code)
        } else if let message = wire.error {
            self = .failure(message: message, code: nil)
        } else if case .text(let base64) = wire.aux {
            self = wire.id == "moby.buildkit.trace" ? Self.trace(base64) : .unknown
        } else if case .image(let id) = wire.aux {
            self = .imageID(id)
        } else if let output = wire.stream {
            self = .output(output)
        } else if let status = wire.status {
            let detail = wire.progressDetail
            self = .transfer(
                item: wire.id ?? "",
                status: status,
                current: detail?.current ?? 0,
                total: detail?.total ?? 0
            )
        } else {
            self = .unknown
        }
    }

    private static func trace(_ base64: String) -> BuildMessage {
        guard let data = Data(base64Encoded: base64), let trace = try? BuildTrace(decoding: Array(data)) else {
            return .unreadableTrace
        }
        return .trace(trace)
    }
}

extension BuildMessage {
    /// The message as the engine writes it (docker/docker, pkg/jsonmessage).
    private struct Wire: Decodable {
        struct Failure: Decodable {
            let code: Int?
            let message: String?
        }

        struct Progress: Decodable {
            let current: Int64?
            let total: Int64?
        }

        let id: String?
        let stream: String?
        let status: String?
        let progressDetail: Progress?
        let aux: Auxiliary?
        let errorDetail: Failure?
        let error: String?
    }

    /// `aux` is a text or an object, depending on the message.
    private enum Auxiliary: Decodable {
        private struct Image: Decodable {
            let ID: String?
        }

        case text(String)
        case image(String)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let id = (try? container.decode(Image.self))?.ID {
                self = .image(id)
            } else {
                self = .other
            }
        }
    }
}
