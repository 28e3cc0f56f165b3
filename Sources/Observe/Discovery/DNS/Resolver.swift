internal import Diagnostics

/// Looks names up: over UDP, and over TCP where the answer is longer than a datagram (RFC 1035 section 4.2).
struct Resolver: Sendable {
    let settings: ResolverSettings

    enum Failure: Error, Hashable {
        /// No server answered in time.
        case silent
        /// The servers say that they cannot tell now; with the code of the last one (RFC 1035 section 4.1.1).
        case refused(UInt8)
        /// What came is no answer to the question.
        case garbled
        case noThread
    }

    /// What the name has of that type; empty when it is not there, or has none.
    func lookUp(_ name: String, _ type: DNSMessage.RecordType) async throws(Failure) -> [DNSMessage
        .RecordData]
    {
        for candidate in settings.candidates(for: name) {
            let settings = settings
            let result = await OwnThread.result { Self.ask(settings, candidate, type) } ?? .failure(.noThread)
            let message = try result.get()
            let data = message.data(of: candidate).filter { data in
                switch data {
                case .alias: false
                case .address: type != .srv
                case .service: type == .srv
                }
            }
            if !data.isEmpty { return data }
        }
        return []
    }

    /// Asks one server after the other, until one knows.
    private static func ask(_ settings: ResolverSettings, _ name: DNSName, _ type: DNSMessage.RecordType)
        -> Result<DNSMessage, Failure>
    {
        var failure = Failure.silent
        for _ in 0..<settings.attempts {
            for server in settings.servers {
                switch answer(server, name, type, timeout: settings.timeout) {
                // No error, or no such name: somebody knows.
                case .success(let message) where message.code == 0 || message.code == 3:
                    return .success(message)
                case .success(let message): failure = .refused(message.code)
                case .failure(let reason): if reason != .silent { failure = reason }
                }
            }
        }
        return .failure(failure)
    }

    private static func answer(
        _ server: ResolverSettings.Server,
        _ name: DNSName,
        _ type: DNSMessage.RecordType,
        timeout: Duration
    ) -> Result<DNSMessage, Failure> {
        let id = UInt16.random(in: 0 ... .max)
        let query = DNSMessage.query(name, type, id: id)
        let deadline = ContinuousClock.now + timeout
        guard let socket = DNSSocket(server, .datagrams, until: deadline), socket.send(query) else {
            return .failure(.silent)
        }
        var hasSeenOthers = false
        // Whatever else comes to the port is no answer: somebody may be guessing.
        while let bytes = socket.receive(4096) {
            guard let message = DNSMessage(bytes), message.answers(name, type, id: id) else {
                hasSeenOthers = true
                continue
            }
            return message.isTruncated ? whole(server, query, name, type, id, timeout) : .success(message)
        }
        return .failure(hasSeenOthers ? .garbled : .silent)
    }

    /// The answer over TCP, where each message stands behind its length.
    private static func whole(
        _ server: ResolverSettings.Server,
        _ query: [UInt8],
        _ name: DNSName,
        _ type: DNSMessage.RecordType,
        _ id: UInt16,
        _ timeout: Duration
    ) -> Result<DNSMessage, Failure> {
        let length = [UInt8(query.count >> 8), UInt8(query.count & 0xFF)]
        guard let socket = DNSSocket(server, .stream, until: .now + timeout), socket.send(length + query)
        else {
            return .failure(.silent)
        }
        var bytes: [UInt8] = []
        var expected = 2
        while bytes.count < expected {
            guard let more = socket.receive(expected - bytes.count) else { return .failure(.silent) }
            bytes += more
            if expected == 2, bytes.count == 2 { expected += Int(bytes[0]) << 8 | Int(bytes[1]) }
        }
        guard let message = DNSMessage(Array(bytes[2...])), message.answers(name, type, id: id),
            !message.isTruncated
        else { return .failure(.garbled) }
        return .success(message)
    }
}

extension Resolver.Failure {
    func diagnostic(about name: String) -> Diagnostic {
        let name = visible(name)
        return switch self {
        case .silent:
            .warning("\(name): no name server answers", hint: "check /etc/resolv.conf, or name a 'resolver'")
        case .refused(let code):
            .warning("\(name): the name servers cannot tell (code \(code))", hint: "ask whoever runs them")
        case .garbled:
            .warning("\(name): what answers is no name server", hint: "check the address of the 'resolver'")
        case .noThread: .warning("\(name): the system gives no thread to look it up")
        }
    }
}
