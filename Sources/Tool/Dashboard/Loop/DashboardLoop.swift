internal import Fleet
internal import RuleWatch
internal import TerminalUI

/// Brings a feed, a model and a terminal together.
///
/// Everything that happens is one sequence of events; frames are drawn between them, and only as fast as the terminal
/// takes them.
struct DashboardLoop<Feed: DashboardFeed> {
    private enum Event: Sendable {
        case terminal(TerminalEvent)
        case terminalEnded
        /// Something in the feed changed.
        case changed
        case picture(FleetSnapshot, [AlertSnapshot], took: Duration)
        /// Something that was put off may be done now.
        case timer
        case actionEnded(ActionResult)
    }

    private let courier: FeedCourier<Feed>
    private let terminal: TerminalSession
    private var model: DashboardModel
    private var look: TerminalLook
    private var encoder: FrameEncoder
    private var pace = Pace()
    private let events: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation
    private var timer: (at: ContinuousClock.Instant, task: Task<Void, Never>)?
    private var hasTerminal = true
    private var needsFrame = true
    private var needsPicture = false
    private var isTakingPicture = false

    /// How long a terminal is given to tell its background before the first frame.
    private static var patience: Duration { .milliseconds(100) }

    init(
        _ courier: FeedCourier<Feed>,
        _ terminal: TerminalSession,
        _ model: DashboardModel,
        _ look: TerminalLook
    ) {
        (self.courier, self.terminal, self.model, self.look) = (courier, terminal, model, look)
        encoder = look.encoder
        (events, continuation) = AsyncStream.makeStream()
        if look.asksBackground { pace.hold(for: Self.patience) }
    }

    /// Until somebody ends it; the terminal is then as it was.
    mutating func run() async -> DashboardExit {
        let tasks = [
            Task { [terminal, continuation] in
                for await event in terminal.events { continuation.yield(.terminal(event)) }
                continuation.yield(.terminalEnded)
            },
            Task { [courier, continuation] in await courier.watch { continuation.yield(.changed) } },
            Task { [courier] in await courier.deliver() },
        ]
        var exit: DashboardExit?
        setTimer()
        for await event in events {
            exit = take(event)
            if exit != nil { break }
            proceed()
        }
        timer?.task.cancel()
        for task in tasks.dropFirst() { task.cancel() }
        await giveBack()
        return exit ?? .terminated
    }

    private func giveBack() async {
        guard hasTerminal else { return }
        terminal.end()
        for await event in events {
            if case .terminalEnded = event { return }
        }
    }

    /// Nothing as long as the dashboard goes on.
    private mutating func take(_ event: Event) -> DashboardExit? {
        switch event {
        case .terminal(let event): return hear(event)
        case .terminalEnded:
            hasTerminal = false
            return .terminated
        case .changed: needsPicture = true
        case .picture(let snapshot, let alerts, let took):
            isTakingPicture = false
            pace.tookPicture(in: took)
            return apply(.picture(snapshot, alerts))
        case .timer: timer = nil
        case .actionEnded(let result): return apply(.actionEnded(result))
        }
        return nil
    }

    private mutating func hear(_ event: TerminalEvent) -> DashboardExit? {
        switch event {
        case .input(.key(let key)): return apply(.key(key))
        case .input(.paste(let text)): return apply(.paste(text))
        case .input(.background(let red, let green, let blue)):
            look.learn(Theme.Background(red: red, green: green, blue: blue))
            (encoder, needsFrame) = (look.encoder, true)
        // Whatever was asked has been answered.
        case .input(.attributes): pace.release()
        case .resized(let size):
            encoder.invalidate()
            return apply(.resized(size))
        case .drained: break
        case .signal(.interrupt): return .interrupted
        case .signal(.terminate), .signal(.hangup), .closed: return .terminated
        }
        return nil
    }

    private mutating func apply(_ event: DashboardEvent) -> DashboardExit? {
        needsFrame = true
        for effect in model.update(event) {
            switch effect {
            case .quit: return .quit
            case .interrupt: return .interrupted
            case .suspend: terminal.suspend()
            case .redraw: encoder.invalidate()
            case .refresh: courier.ask(.refresh)
            case .setInterval(let interval): courier.ask(.setInterval(interval))
            case .setPaused(let isPaused): courier.ask(.setPaused(isPaused))
            case .listActions(let subject): model.offer(courier.actions(for: subject), for: subject)
            case .run(let action):
                Task { [continuation] in continuation.yield(.actionEnded(await action.run())) }
            }
        }
        return nil
    }

    /// Does what was put off and is due, and sets the timer for what is not.
    private mutating func proceed() {
        let now = ContinuousClock.now
        if now >= pace.nextTick {
            pace.ticked()
            _ = apply(.tick(WallClock.milliseconds))
        }
        if needsPicture, !isTakingPicture, now >= pace.nextPicture { takePicture() }
        if needsFrame, !terminal.isBusy, now >= pace.nextFrame { draw() }
        setTimer()
    }

    private mutating func takePicture() {
        (needsPicture, isTakingPicture) = (false, true)
        Task { [courier, continuation] in
            let start = ContinuousClock.now
            let (snapshot, alerts) = await courier.picture()
            continuation.yield(.picture(snapshot, alerts, took: .now - start))
        }
    }

    private mutating func draw() {
        needsFrame = false
        let start = ContinuousClock.now
        let bytes = encoder.encode(model.screen())
        if !bytes.isEmpty { terminal.write(bytes) }
        pace.drewFrame(in: .now - start)
    }

    private mutating func setTimer() {
        var next = pace.nextTick
        if needsPicture, !isTakingPicture { next = min(next, pace.nextPicture) }
        // While the terminal is busy it tells when it is not.
        if needsFrame, !terminal.isBusy { next = min(next, pace.nextFrame) }
        if let timer, timer.at <= next { return }
        timer?.task.cancel()
        let due = next
        let task = Task { [continuation] in
            try? await Task.sleep(until: due, clock: .continuous)
            if !Task.isCancelled { continuation.yield(.timer) }
        }
        timer = (due, task)
    }
}
