internal import Diagnostics
internal import Discovery
internal import GoText
internal import HTTP
internal import MCP
internal import SampleStore
internal import Scrape

/// Everything that is kept of one server from poll to poll.
struct ServerState: ~Copyable {
    var target: FleetTarget
    private(set) var expectations: ServerExpectations
    private(set) var options: FleetOptions
    var row: ServerSnapshot
    /// In ticks: when the server may be asked again.
    var waitTicks: Int64?

    var samples: ServerSamples
    var evidence = Evidence()
    private var client: MCPClient?
    /// Looks through the present client, and as whom.
    private var looks = 0
    private var authorization: String?
    private var lookTicks: Int64?
    private var adminTicks: Int64?
    private var adminTakesBatches = true
    var admin: AdminReading?
    var firstIdentity: String?

    /// Looks after which it is asked again who is there.
    private static let looksPerClient = 6

    init(
        _ target: FleetTarget,
        _ expectations: ServerExpectations,
        _ options: FleetOptions,
        store: SampleStore
    ) {
        (self.target, self.expectations, self.options) = (target, expectations, options)
        if let timeout = expectations.timeout, !options.timeoutIsChosen { self.options.timeout = timeout }
        let address =
            target.url ?? target.health ?? target.metrics ?? target.readiness ?? target.liveness ?? target.id
        row = ServerSnapshot(id: target.id, name: target.name, address: address)
        row.labels = target.labels
        row.reason = "not asked yet"
        evidence.expectations = expectations
        evidence.hasMCP = target.url != nil
        evidence.remark = target.remark
        samples = ServerSamples(target, expectations, options, store: store)
    }

    /// Whether only what a poll reads anew has changed.
    mutating func update(_ new: FleetTarget, _ expectations: ServerExpectations) -> Bool {
        let isSame =
            new.url == target.url && new.health == target.health && new.metrics == target.metrics
            && new.readiness == target.readiness && new.liveness == target.liveness
            && new.admin == target.admin && new.guessed == target.guessed && new.server == target.server
            && new.labels.elementsEqual(target.labels) { $0 == $1 }
        guard isSame else { return false }
        target = new
        self.expectations = expectations
        evidence.expectations = expectations
        evidence.remark = new.remark
        row.name = new.name
        return true
    }

    mutating func end(at wall: Int64) { samples.end(at: wall) }

    /// What to ask now; nothing while the server wants us to wait.
    mutating func questions(at ticks: Int64, http: HTTPClient) -> PollQuestions? {
        if let waitTicks, waitTicks > ticks { return nil }
        waitTicks = nil
        let asker = EndpointAsker(target, options, http: http)
        evidence.tokenProblem = asker.tokenProblem
        var questions = PollQuestions(asker: asker, expectations: expectations)
        questions.health = target.health
        questions.liveness = target.liveness
        questions.readiness = target.readiness
        questions.metrics = target.metrics
        if let url = target.url, isLookDue(lookTicks, ticks) {
            lookTicks = ticks
            questions.client = client(url, asker)
        }
        if let admin = target.admin, isLookDue(adminTicks, ticks) {
            adminTicks = ticks
            questions.admin = admin
            questions.adminTakesBatches = adminTakesBatches
        }
        return questions
    }

    /// A look at MCP alone, whenever the last one was; nothing where there is no such endpoint.
    mutating func questionsAfterSilence(at ticks: Int64, http: HTTPClient) -> PollQuestions? {
        guard let url = target.url else { return nil }
        lookTicks = ticks
        let asker = EndpointAsker(target, options, http: http)
        var questions = PollQuestions(asker: asker, expectations: expectations)
        questions.client = client(url, asker)
        return questions
    }

    /// A look costs more than a question; where nothing else tells how a server is, it is taken each time.
    private func isLookDue(_ last: Int64?, _ ticks: Int64) -> Bool {
        guard let last, row.state == .healthy || row.state == .degraded || row.state == .unauthorized else {
            return true
        }
        guard target.health != nil || target.readiness != nil else { return true }
        // Half an interval early is better than an interval late.
        return ticks - last + options.interval.milliseconds / 2 >= options.lookInterval.milliseconds
    }

    /// The client remembers the era it found; now and then, and after trouble, it is found out anew.
    private mutating func client(_ url: String, _ asker: EndpointAsker) -> MCPClient {
        let isFresh = looks < Self.looksPerClient && evidence.look?.failure == nil
        looks += 1
        if isFresh, let client, authorization == asker.headers["Authorization"] { return client }
        looks = 1
        authorization = asker.headers["Authorization"]
        let fresh = asker.client(url)
        client = fresh
        return fresh
    }

    /// Keeps what a poll brought and judges the server anew.
    mutating func take(_ answers: PollAnswers, wall: Int64, ticks: Int64) {
        row.polledAt = wall
        if let wait = answers.wait(now: wall) {
            holdStill(min(wait.milliseconds, options.longestWait.milliseconds), wait.address, wall, ticks)
            // What came beside it is not thrown away.
            takeMetrics(answers.metrics, wall: wall, ticks: ticks)
            return
        }
        row.waitUntil = nil
        takeProbes(answers, wall: wall)
        takeMetrics(answers.metrics, wall: wall, ticks: ticks)
        takeLook(answers.look, wall: wall)
        if let reading = answers.admin {
            adminTakesBatches = reading.takesBatches
            takeAdmin(reading, wall: wall)
        }
        mergeTools()
        judge(wall: wall)
        takeCertificate(answers)
    }

    /// The server asked not to be asked: everything stays as it was, and is old.
    private mutating func holdStill(_ wait: Int64, _ address: String, _ wall: Int64, _ ticks: Int64) {
        waitTicks = ticks + wait
        row.waitUntil = wall + wait
        row.isStale = true
        let seconds = CivilTime(milliseconds: wall + wait)
        row.reason = "asked to wait until \(seconds.formatted("15:04:05")) UTC by \(address) (HTTP 429)"
        row.failures = 0
        appendHistory(isGap: true)
    }

    private mutating func judge(wall: Int64) {
        evidence.traffic = row.traffic
        evidence.breakers = row.breakers
        evidence.firstIdentity = firstIdentity
        let verdict = Judge.verdict(on: evidence)
        if verdict.state != row.state || row.since == nil { row.since = wall }
        row.state = verdict.state
        row.reason = verdict.reason
        row.claim = verdict.claim
        row.disagreement = verdict.disagreement
        row.checks = verdict.checks
        let isSilent = verdict.state == .unreachable
        row.failures = isSilent ? row.failures + 1 : 0
        row.isStale = isSilent
        if !isSilent { row.answeredAt = wall }
        appendHistory(isGap: isSilent)
        samples.keepOwn(row, at: wall)
    }

    private mutating func appendHistory(isGap: Bool) {
        let length = options.historyLength
        row.history.rate.keep(isGap ? nil : row.traffic.rate, length)
        row.history.errorRatio.keep(isGap ? nil : row.traffic.errorRatio, length)
        row.history.p95.keep(isGap ? nil : row.traffic.p95, length)
        let latency = row.health.outcome == .none ? row.mcp.seconds : row.health.seconds
        row.history.latency.keep(isGap ? nil : latency, length)
        row.history.states.keep(row.state, length)
        for index in row.tools.indices {
            row.tools[index].rates.keep(isGap ? nil : row.tools[index].traffic.rate, min(length, 30))
        }
    }

    private mutating func takeCertificate(_ answers: PollAnswers) {
        let responses = [
            answers.health, answers.metrics, answers.readiness, answers.liveness, answers.admin?.answer,
        ]
        for answer in responses {
            guard let end = answer?.response?.certificate?.notAfter else { continue }
            row.certificateEnd = Int64(end) * 1000
            return
        }
    }
}

extension Array {
    /// Appends the newest and drops the oldest beyond the length.
    fileprivate mutating func keep(_ element: Element, _ length: Int) {
        if count >= length { removeFirst(count - length + 1) }
        append(element)
    }
}
