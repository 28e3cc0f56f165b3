internal import Discovery
internal import MCP

/// What one poll asks a server.
struct PollQuestions: Sendable {
    let asker: EndpointAsker
    var health: String?
    var liveness: String?
    var readiness: String?
    var metrics: String?
    /// Whom to look at, when a look is due.
    var client: MCPClient?
    var expectations: ServerExpectations
    var admin: String?
    var adminTakesBatches = true

    /// Asks everything at the same time, so that a stuck endpoint costs no more than itself.
    func answers(wall: Int64) async -> PollAnswers {
        // A server with a single endpoint, of which there may be thousands, needs no tasks of its own.
        if health == nil, liveness == nil, readiness == nil, client == nil, admin == nil, let metrics {
            return PollAnswers(metrics: await asker.metrics(metrics))
        }
        async let health = ask(self.health)
        // The same address is asked once.
        async let liveness = ask(self.liveness == self.health ? nil : self.liveness)
        async let readiness = ask(self.readiness == self.health ? nil : self.readiness)
        async let metrics = metricsAnswer()
        async let look = look()
        async let admin = adminReading(wall: wall)
        var answers = await PollAnswers(
            health: health,
            liveness: liveness,
            readiness: readiness,
            metrics: metrics,
            look: look,
            admin: admin
        )
        if self.liveness == self.health { answers.liveness = answers.health }
        if self.readiness == self.health { answers.readiness = answers.health }
        return answers
    }

    private func ask(_ url: String?) async -> EndpointAnswer? {
        guard let url else { return nil }
        return await asker.health(url)
    }

    private func metricsAnswer() async -> EndpointAnswer? {
        guard let metrics else { return nil }
        return await asker.metrics(metrics)
    }

    private func look() async -> MCPLook? {
        guard let client else { return nil }
        return await MCPLook.look(
            client,
            expectations,
            hasHealth: asker.target.health != nil || asker.target.readiness != nil
        )
    }

    private func adminReading(wall: Int64) async -> AdminReading? {
        guard let admin else { return nil }
        return await AdminReading.read(admin, asker, batches: adminTakesBatches, wall: wall)
    }
}

/// What the endpoints of a server answered in one poll.
struct PollAnswers: Sendable {
    var health: EndpointAnswer?
    var liveness: EndpointAnswer?
    var readiness: EndpointAnswer?
    var metrics: EndpointAnswer?
    var look: MCPLook?
    var admin: AdminReading?

    /// Whether one of the endpoints that tell health did not answer.
    var isSilent: Bool { [health, liveness, readiness].contains { $0?.failure != nil } }

    /// The longest that any of them asks to wait, in milliseconds.
    func wait(now wall: Int64) -> (milliseconds: Int64, address: String)? {
        var waits = [health, liveness, readiness, metrics, admin?.answer].compactMap { answer in
            answer.flatMap { answer in answer.wait(now: wall).map { ($0, answer.address) } }
        }
        if let look, let wait = look.wait { waits.append((wait, look.address)) }
        return waits.max { $0.0 < $1.0 }.map { (milliseconds: $0.0, address: $0.1) }
    }
}
