internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Waits for a terminal and for signals.
///
/// `@unchecked Sendable`: after `begin()` only the one thread that runs it touches it.
final class TerminalLoop: @unchecked Sendable {
    private let device: TerminalDevice
    private let pipe: SignalPipe
    private let requests: TerminalRequests
    private let events: AsyncStream<TerminalEvent>.Continuation
    private var decoder = KeyDecoder()
    /// What the terminal has not taken yet.
    private var output: ArraySlice<UInt8> = []
    private var endings = 0
    private var isGone = false

    /// How long an escape byte waits for what may follow, in milliseconds.
    private static let escapeDelay: Int32 = 50
    /// How long a terminal that takes nothing is given to take its end, in milliseconds.
    private static let leaveDelay: Int32 = 500

    init(
        device: consuming TerminalDevice,
        pipe: SignalPipe,
        requests: TerminalRequests,
        events: AsyncStream<TerminalEvent>.Continuation
    ) {
        self.device = device
        (self.pipe, self.requests, self.events) = (pipe, requests, events)
    }

    func begin(asksBackground: Bool) {
        TerminalRescue.arm(device)
        device.makeRaw()
        output = TerminalSequences.enter[...]
        if asksBackground { output += TerminalSequences.askBackground }
        events.yield(.resized(device.size))
    }

    func run() {
        // The threads of Swift's concurrency block signals, and whoever is started by one does the same.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        while !isGone, takeRequests() { wait() }
        leave()
    }

    /// False when the terminal is to be given back.
    private func takeRequests() -> Bool {
        let asked = requests.state.withLock { state in
            defer { (state.output, state.isStopping) = (nil, false) }
            return state
        }
        if asked.isEnding { return false }
        if asked.isStopping { stop(wholeJob: true) }
        if let frame = asked.output { output += frame }
        return true
    }

    private func wait() {
        let wanted = Int16(POLLIN) | (output.isEmpty ? 0 : Int16(POLLOUT))
        var places = [
            pollfd(fd: device.descriptor, events: wanted, revents: 0),
            pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&places, nfds_t(places.count), decoder.isWaiting ? Self.escapeDelay : -1)
        if count == 0 { for input in decoder.flush() { events.yield(.input(input)) } }
        guard count > 0 else { return }
        if places[1].revents != 0 { for signal in pipe.take() { handle(signal) } }
        if places[0].revents & Int16(POLLIN) != 0 {
            read()
        } else if places[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
            close()
        }
        if places[0].revents & Int16(POLLOUT) != 0 { write() }
    }

    private func read() {
        guard let bytes = device.read() else { return close() }
        for input in decoder.decode(bytes) { events.yield(.input(input)) }
    }

    private func write() {
        guard !output.isEmpty else { return }
        guard let count = device.write(output) else { return close() }
        output = output.dropFirst(count)
        guard output.isEmpty else { return }
        requests.state.withLock { $0.isBusy = $0.output != nil }
        events.yield(.drained)
    }

    private func close() {
        isGone = true
        events.yield(.closed)
    }

    private func handle(_ signal: Int32) {
        switch signal {
        case SIGWINCH: events.yield(.resized(device.size))
        case SIGCONT: enterAgain()
        case SIGTSTP: stop(wholeJob: false)
        case SIGINT: end(.interrupt, signal)
        case SIGTERM: end(.terminate, signal)
        case SIGHUP: end(.hangup, signal)
        default: break
        }
    }

    /// Whoever says it three times does not want to wait for an end in order.
    private func end(_ reason: EndingSignal, _ signal: Int32) {
        endings += 1
        events.yield(.signal(reason))
        if endings > 2 {
            leave()
            _exit(128 + signal)
        }
    }

    private func stop(wholeJob: Bool) {
        giveBack()
        pipe.stop(wholeJob: wholeJob)
        enterAgain()
    }

    private func enterAgain() {
        device.makeRaw()
        requests.state.withLock { $0.isBusy = true }
        // What was not taken belongs to a picture that is lost.
        output = TerminalSequences.enter[...]
        events.yield(.resized(device.size))
    }

    /// The end of all that was begun; events end with it.
    func leave() {
        giveBack()
        TerminalRescue.disarm()
        pipe.restore()
        events.finish()
    }

    private func giveBack() {
        output = TerminalSequences.leave[...]
        while !output.isEmpty, !isGone {
            var place = pollfd(fd: device.descriptor, events: Int16(POLLOUT), revents: 0)
            let count = poll(&place, 1, Self.leaveDelay)
            if count < 0, errno == EINTR { continue }
            guard count > 0, let taken = device.write(output) else { break }
            output = output.dropFirst(taken)
        }
        output = []
        device.restore()
    }
}
