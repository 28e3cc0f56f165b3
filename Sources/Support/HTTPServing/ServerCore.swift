internal import Synchronization

/// What all exchanges of a server share, and what is under way.
final class ServerCore: Sendable {
    private struct State {
        var isStopping = false
        var waiting: [ObjectIdentifier: (exchange: Exchange, task: Task<Void, Never>?)] = [:]
        var streams: [ObjectIdentifier: ServerStream] = [:]
    }

    let library: MicroHTTPDLibrary
    let configuration: ServerConfiguration
    let handler: @Sendable (ServerRequest) -> ServerReply
    private let state = Mutex(State())

    init(
        _ library: MicroHTTPDLibrary,
        _ configuration: ServerConfiguration,
        _ handler: @escaping @Sendable (ServerRequest) -> ServerReply
    ) {
        (self.library, self.configuration, self.handler) = (library, configuration, handler)
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Answers a suspended exchange by a task.
    func run(_ exchange: Exchange, _ work: @escaping @Sendable () async -> ServerResponse) {
        let id = ObjectIdentifier(exchange)
        let isRunning = state.withLock { state in
            guard !state.isStopping else { return false }
            state.waiting[id] = (exchange, nil)
            return true
        }
        guard isRunning else {
            exchange.complete(Self.unavailable)
            return
        }
        let task = Task { [self] in
            let response = await work()
            // In one step: a stop must find the exchange either waiting or resumed.
            state.withLock { state in
                if state.waiting.removeValue(forKey: id) != nil { exchange.complete(response) }
            }
        }
        state.withLock { state in
            if state.waiting[id] != nil { state.waiting[id]?.task = task }
        }
    }

    func opened(_ stream: ServerStream) {
        let isLate = state.withLock { state in
            state.streams[ObjectIdentifier(stream)] = stream
            return state.isStopping
        }
        if isLate { stream.finish() }
    }

    func closed(_ stream: ServerStream) {
        state.withLock { _ = $0.streams.removeValue(forKey: ObjectIdentifier(stream)) }
    }

    /// Ends everything that is under way: libmicrohttpd may not stop while a connection is suspended.
    func interrupt() {
        let (tasks, streams) = state.withLock { state in
            state.isStopping = true
            defer { state.waiting = [:] }
            for entry in state.waiting.values { entry.exchange.complete(Self.unavailable) }
            return (state.waiting.values.map(\.task), Array(state.streams.values))
        }
        for task in tasks { task?.cancel() }
        for stream in streams { stream.finish() }
    }

    private static let unavailable = ServerResponse.text("the server is stopping\n", status: 503)
}
