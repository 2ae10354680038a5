/// What BuildKit tells of a build's graph: the StatusResponse message of its control API
/// (moby/buildkit, api/services/control/control.proto).
///
/// Times are durations since 1970.
package struct BuildTrace: Hashable, Sendable {
    /// A node of the graph. It is told again whenever something of it changes.
    package struct Vertex: Hashable, Sendable {
        package var digest = ""
        package var name = ""
        package var isCached = false
        package var started: Duration?
        package var completed: Duration?
        package var error = ""
    }

    /// How far a part of a vertex is, such as the pull of one layer.
    package struct Status: Hashable, Sendable {
        package var id = ""
        package var vertex = ""
        package var name = ""
        package var current: Int64 = 0
        package var total: Int64 = 0
        package var completed: Duration?
    }

    /// Output of a vertex: bytes cut anywhere, inside a line or a character too.
    package struct Log: Hashable, Sendable {
        package var vertex = ""
        /// 1 standard output, 2 standard error.
        package var stream: Int64 = 0
        package var bytes: ArraySlice<UInt8> = []
    }

    /// Advice of the builder.
    package struct Warning: Hashable, Sendable {
        package var vertex = ""
        package var short = ""
        package var url = ""
    }

    package var vertexes: [Vertex] = []
    package var statuses: [Status] = []
    package var logs: [Log] = []
    package var warnings: [Warning] = []

    package init() {}
}
