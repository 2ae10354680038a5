/// A step of a run on one service; the cases stand in the order in which a deploy takes them.
package enum Step: String, Sendable, Hashable, CaseIterable, Codable {
    case preflight
    case build
    case push
    case register
    case create
    case update
    case watch
    case verify
    case rollback
}
