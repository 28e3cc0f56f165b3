package import HTTPServing
internal import Synchronization

/// The servers of a demo, their clients, and the story that happens to them.
package final class DemoFleet: Sendable {
    private struct Play: Sendable {
        var traffic: [Traffic]
        var observer = Observer()
        var lines: [StoryLine] = []
        /// Scenes that were played, all rounds together.
        var played = 0
        var problem: ServingError?
    }

    package let servers: [DemoServer]
    package let keys = DemoKeys()
    package let scenario: Scenario
    /// In PEM: whom to trust where a server shows a certificate.
    package let authority: CertificateAuthority?
    private let clock: DemoClock
    private let startedAt: Int64
    private let play: Mutex<Play>

    package init(_ options: DemoOptions, clock: DemoClock = .system) throws(ServingError) {
        let now = clock.now()
        (self.clock, startedAt, scenario) = (clock, now, options.scenario)
        authority = options.scenario.usesCertificates ? try CertificateAuthority(from: now / 1000) : nil
        let keys = keys
        var random = SplitMix(seed: options.seed)
        let roles = Cast.servers(options.servers)
        servers = roles.enumerated().map { place, role in
            func address(_ offset: Int) -> ServerAddress {
                .tcp(host: options.address, port: options.port.map { $0 + 2 * place + offset } ?? 0)
            }
            return DemoServer(
                role,
                seed: random.next(),
                clock: clock,
                keys: keys,
                service: address(0),
                admin: address(1)
            )
        }
        play = Mutex(Play(traffic: roles.map { Traffic($0, seed: random.next(), at: now) }))
        try advanceToNow()
    }

    /// Begins to listen, everywhere or nowhere.
    package func start() throws(ServingError) {
        for server in servers {
            do throws(ServingError) { try server.start() } catch {
                stop()
                throw error
            }
        }
    }

    package func stop() { for server in servers { server.stop() } }

    /// Lets time pass until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            advance()
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// What happened so far, from a line on.
    package func story(from line: Int = 0) -> [StoryLine] {
        play.withLock { Array($0.lines.dropFirst(line)) }
    }

    /// Why something of the story could not be done.
    package var problem: ServingError? { play.withLock { $0.problem } }

    /// Everything that happens up to now: scenes, calls, and what follows.
    package func advance() {
        do throws(ServingError) { try advanceToNow() } catch {
            play.withLock { $0.problem = error }
        }
    }

    private func advanceToNow() throws(ServingError) {
        let now = clock.now()
        while let (moment, scene) = nextScene(until: now) {
            live(to: moment)
            let acts = scene.acts.filter { act in servers.contains { $0.name == act.server } }
            guard !acts.isEmpty || scene.acts.isEmpty else { continue }
            tell(scene.text, at: moment, isObserved: false)
            for act in acts { try perform(act, at: moment) }
        }
        live(to: now)
    }

    /// The next scene that is due, and when it is.
    private func nextScene(until now: Int64) -> (Int64, Scene)? {
        play.withLock { play in
            let count = scenario.scenes.count
            guard count > 0 else { return nil }
            let round = Double(play.played / count) * scenario.length
            let scene = scenario.scenes[play.played % count]
            let moment = startedAt + Int64((round + scene.at) * 1000)
            guard moment <= now else { return nil }
            play.played += 1
            return (moment, scene)
        }
    }

    private func live(to moment: Int64) {
        play.withLock { play in
            for (place, server) in servers.enumerated() {
                let lines = server.state.withLock { state in
                    if !server.isDead { play.traffic[place].advance(&state, to: moment) }
                    return play.observer.changes(server.name, state, at: moment)
                }
                play.lines += lines.map { StoryLine(after: moment - startedAt, text: $0, isObserved: true) }
            }
        }
    }

    private func tell(_ text: String, at moment: Int64, isObserved: Bool) {
        play.withLock { play in
            play.lines.append(StoryLine(after: moment - startedAt, text: text, isObserved: isObserved))
        }
    }

    private func perform(_ act: Act, at moment: Int64) throws(ServingError) {
        guard let place = servers.firstIndex(where: { $0.name == act.server }) else { return }
        let server = servers[place]
        switch act {
        case .slow(_, let backend, let delay):
            server.state.withLock { $0.faults[backend, default: BackendFault()].delay = delay }
        case .fail(_, let backend, let ratio):
            server.state.withLock { $0.faults[backend, default: BackendFault()].errorRatio = ratio }
        case .heal(_, let backend):
            server.state.withLock { $0.faults[backend] = nil }
        case .die:
            server.die()
            play.withLock { $0.traffic[place].interrupt(at: moment) }
        case .start:
            try server.revive(at: moment)
            play.withLock { $0.traffic[place].interrupt(at: moment) }
        case .leak(_, let perSecond):
            server.state.withLock { $0.sessions.idleLimit = nil }
            play.withLock { $0.traffic[place].leaksPerSecond = perSecond }
        case .certificate(_, let seconds):
            guard let authority else { return }
            try server.renew(authority.identity(from: moment / 1000, seconds: seconds))
        }
    }
}
