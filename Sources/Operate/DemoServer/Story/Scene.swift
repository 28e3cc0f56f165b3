/// Something that happens to a fleet at a moment of the story.
struct Scene: Sendable {
    /// Seconds after the story began.
    let at: Double
    /// What is told of it, in the present tense, without a full stop.
    let text: String
    let acts: [Act]

    init(_ at: Double, _ text: String, _ acts: Act...) { (self.at, self.text, self.acts) = (at, text, acts) }
}

/// What can be done to a server of the demo.
enum Act: Sendable {
    /// Calls of a backend take so many milliseconds longer.
    case slow(String, backend: String, by: Double)
    /// So many of the calls of a backend fail, from 0 to 1.
    case fail(String, backend: String, ratio: Double)
    case heal(String, backend: String)
    /// Its process dies: nobody can connect, and what it counted is gone.
    case die(String)
    case start(String)
    /// A client opens so many sessions a second and ends none.
    case leak(String, perSecond: Double)
    /// It shows a certificate that is good for so many seconds from now on.
    case certificate(String, seconds: Int64)

    var server: String {
        switch self {
        case .slow(let server, _, _), .fail(let server, _, _), .heal(let server, _), .die(let server),
            .start(let server), .leak(let server, _), .certificate(let server, _):
            server
        }
    }
}
