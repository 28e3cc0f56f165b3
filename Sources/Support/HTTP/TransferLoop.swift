internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// One thread that drives all transfers of a client through libcurl's multi interface.
final class TransferLoop: Sendable {
    enum Message: Sendable {
        case start(Transfer)
        case cancel(Transfer)
        /// The reader of a stream has room again.
        case resume(Transfer)
        /// That wait of the reader of a stream is to end then.
        case limit(Transfer, wait: Int, end: MonotonicTime)
    }

    private struct State {
        var messages: [Message] = []
        var wakeUp: WakeUp?
        var thread: pthread_t?
        /// Whether the thread has to be woken up to look at what is new.
        var isAsleep = false
        var isStopping = false

        /// To be called without the lock: who is woken up wants it first of all.
        mutating func rouse() -> WakeUp? {
            guard isAsleep else { return nil }
            isAsleep = false
            return wakeUp
        }
    }

    private let state = Mutex(State())
    private let connectionLimit: Int
    private let hostLimit: Int

    init(connectionLimit: Int, hostLimit: Int) {
        self.connectionLimit = connectionLimit
        self.hostLimit = hostLimit
    }

    /// Takes a transfer over; its completion is called exactly once.
    func start(_ transfer: Transfer, _ library: CurlLibrary) {
        let (isRunning, wakeUp) = state.withLock { state -> (Bool, WakeUp?) in
            if state.thread == nil, !state.isStopping {
                guard let events = SocketEvents() else { return (false, nil) }
                state.wakeUp = events.wakeUp
                state.thread = launch(library, events)
            }
            guard state.thread != nil else { return (false, nil) }
            state.messages.append(.start(transfer))
            return (true, state.rouse())
        }
        wakeUp?()
        if !isRunning { transfer.fail(.invalidRequest, "no thread could be started for it") }
    }

    func tell(_ message: Message) {
        let wakeUp = state.withLock { state in
            state.messages.append(message)
            return state.rouse()
        }
        wakeUp?()
    }

    func cancel(_ transfer: Transfer) {
        transfer.isCancelled.store(true, ordering: .relaxed)
        tell(.cancel(transfer))
    }

    /// Ends the thread and waits for it: the process may not end while libcurl is tidying up.
    func stop() {
        let (thread, wakeUp) = state.withLock { state in
            state.isStopping = true
            defer { state.thread = nil }
            return (state.thread, state.rouse())
        }
        wakeUp?()
        guard let thread else { return }
        // The last reference may be let go on the loop's own thread, by a completion.
        if pthread_equal(thread, pthread_self()) != 0 {
            pthread_detach(thread)
        } else {
            pthread_join(thread, nil)
        }
    }

    private func launch(_ library: CurlLibrary, _ events: sending SocketEvents) -> pthread_t? {
        final class Start {
            let run: () -> Void
            init(run: @escaping () -> Void) { self.run = run }
        }
        let start = Unmanaged.passRetained(Start { [self] in run(library, events) })
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                #if canImport(Darwin)
                Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().run()
                #else
                if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().run() }
                #endif
                return nil
            },
            start.toOpaque()
        )
        guard code == 0 else {
            start.release()
            return nil
        }
        return thread
    }

    private func run(_ library: CurlLibrary, _ events: SocketEvents) {
        let engine = TransferEngine(
            library,
            events,
            connectionLimit: connectionLimit,
            hostLimit: hostLimit
        )
        engine?.watch()
        var messages: [Message] = []
        while true {
            let isStopping = state.withLock { state in
                state.isAsleep = false
                swap(&state.messages, &messages)
                return state.isStopping
            }
            for message in messages { deliver(message, to: engine) }
            messages.removeAll(keepingCapacity: true)
            if isStopping { break }
            engine?.advance()
            let patience = engine?.patience ?? -1
            let isAsleep = state.withLock { state in
                state.isAsleep = state.messages.isEmpty && !state.isStopping
                return state.isAsleep
            }
            engine?.handle(events.wait(milliseconds: isAsleep ? patience : 0))
        }
        engine?.finish()
    }

    private func deliver(_ message: Message, to engine: TransferEngine?) {
        guard let engine else {
            if case .start(let transfer) = message {
                transfer.fail(.invalidRequest, "libcurl is out of memory")
            }
            return
        }
        switch message {
        case .start(let transfer): engine.admit(transfer)
        case .cancel(let transfer): engine.cancel(transfer)
        case .resume(let transfer): engine.resume(transfer)
        case .limit(let transfer, let wait, let end): engine.limit(transfer, wait: wait, end: end)
        }
    }
}
