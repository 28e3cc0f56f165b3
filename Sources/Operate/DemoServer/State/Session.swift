/// A session of a client, as revisions up to 2025-11-25 have it ("Transports", section "Session Management").
struct Session: Sendable {
    let id: String
    let client: String
    let protocolVersion: String
    /// Milliseconds since the epoch, as all times here.
    let createdAt: Int64
    var usedAt: Int64
    var inFlight = 0
}

/// The sessions of a server.
struct SessionTable: Sendable {
    private(set) var sessions: [String: Session] = [:]
    private(set) var created = 0
    private(set) var ended = 0
    /// Idle ones end by themselves after so many milliseconds; nothing keeps them for ever.
    var idleLimit: Int64? = 30 * 60_000

    /// In the order in which they began.
    var all: [Session] { sessions.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) } }
    var count: Int { sessions.count }

    mutating func open(_ client: String, version: String, at now: Int64) -> Session {
        // Never from the seed: a session's id must not be guessed.
        var system = SystemRandomNumberGenerator()
        let id = (0..<4).map { _ in hexadecimal(UInt32.random(in: 0 ... .max, using: &system)) }.joined()
        let session = Session(
            id: id,
            client: client,
            protocolVersion: version,
            createdAt: now,
            usedAt: now
        )
        sessions[id] = session
        created += 1
        return session
    }

    func session(_ id: String) -> Session? { sessions[id] }

    @discardableResult
    mutating func end(_ id: String) -> Session? {
        guard let session = sessions.removeValue(forKey: id) else { return nil }
        ended += 1
        return session
    }

    mutating func change(_ id: String, _ change: (inout Session) -> Void) {
        if var session = sessions[id] {
            change(&session)
            sessions[id] = session
        }
    }

    mutating func endIdle(at now: Int64) {
        guard let idleLimit else { return }
        for session in sessions.values where session.inFlight == 0 && now - session.usedAt > idleLimit {
            end(session.id)
        }
    }

    private func hexadecimal(_ number: UInt32) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
    }
}
