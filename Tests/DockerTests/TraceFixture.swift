import Docker
import FoundationEssentials

/// Traces as BuildKit would send them.
struct TraceFixture {
    private var message = ProtobufWriter()

    /// The encoded StatusResponse.
    var bytes: [UInt8] { message.bytes }

    /// The message of the stream.
    var json: String {
        "{\"id\":\"moby.buildkit.trace\",\"aux\":\"\(Data(bytes).base64EncodedString())\"}"
    }

    /// The message as the tracker gets it.
    var decoded: BuildMessage {
        get throws { try BuildMessage(decoding: Array(json.utf8)) }
    }

    func vertex(
        _ digest: String,
        _ name: String,
        started: UInt64? = nil,
        completed: UInt64? = nil,
        cached: Bool = false,
        error: String = ""
    ) -> TraceFixture {
        var vertex = ProtobufWriter()
        vertex.field(1, digest)
        vertex.field(3, name)
        vertex.field(4, cached ? 1 : 0)
        if let started { vertex.field(5, Self.timestamp(started)) }
        if let completed { vertex.field(6, Self.timestamp(completed)) }
        vertex.field(7, error)
        return adding(1, vertex)
    }

    func log(_ vertex: String, _ bytes: [UInt8], stream: UInt64 = 1) -> TraceFixture {
        var log = ProtobufWriter()
        log.field(1, vertex)
        log.field(3, stream)
        log.field(4, bytes)
        return adding(3, log)
    }

    func log(_ vertex: String, _ text: String, stream: UInt64 = 1) -> TraceFixture {
        log(vertex, Array(text.utf8), stream: stream)
    }

    func status(_ id: String, _ vertex: String, current: UInt64, total: UInt64) -> TraceFixture {
        var status = ProtobufWriter()
        status.field(1, id)
        status.field(2, vertex)
        status.field(4, current)
        status.field(5, total)
        return adding(2, status)
    }

    func warning(_ text: String, url: String = "") -> TraceFixture {
        var warning = ProtobufWriter()
        warning.field(3, text)
        warning.field(5, url)
        return adding(4, warning)
    }

    /// A trace with one of everything.
    static let everything = TraceFixture()
        .vertex("sha256:a", "[1/2] FROM base", started: 1, completed: 3, error: "exit code: 7")
        .log("sha256:a", "hello\n").status("layer", "sha256:a", current: 1, total: 2).warning("old", url: "http://x")
        .bytes

    private static func timestamp(_ seconds: UInt64) -> [UInt8] {
        var timestamp = ProtobufWriter()
        timestamp.field(1, seconds)
        timestamp.field(2, 500_000_000)
        return timestamp.bytes
    }

    private func adding(_ field: Int, _ part: ProtobufWriter) -> TraceFixture {
        var copy = self
        copy.message.field(field, part.bytes)
        return copy
    }
}
