internal import HTTP
internal import Values

/// One message as a rule wants it sent, right or wrong.
struct ProbeQuestion: Sendable {
    /// Which session goes along in the older era.
    enum Session: Sendable {
        case own, none
        case named(String)
    }

    var era: MCPEra
    var method: String
    var params = Object()
    var isNotification = false
    var session = Session.own
    /// Fields to set or, without a value, to leave out.
    var headers: [(name: String, value: String?)] = []
    /// Leaves `_meta` out, or says another version in it.
    var leavesMetaOut = false
    var metaVersion: String?
    /// Sent instead of the message.
    var body: [UInt8]?
    var verb = HTTPRequest.Method.post
    /// What is unusual about it, for people.
    var note = ""

    init(_ era: MCPEra, _ method: String, _ note: String = "") {
        (self.era, self.method, self.note) = (era, method, note)
    }

    func with(_ change: (inout ProbeQuestion) -> Void) -> ProbeQuestion {
        var copy = self
        change(&copy)
        return copy
    }

    /// `POST tools/list, no session`; a program is only told the method.
    func text(overHTTP: Bool) -> String {
        let what = verb == .post && body == nil ? method : ""
        let words = [overHTTP ? verb.rawValue : "", what].filter { !$0.isEmpty }.joined(separator: " ")
        return [words, note].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
