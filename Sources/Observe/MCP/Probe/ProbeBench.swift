internal import Diagnostics
internal import HTTP
internal import JSONRPC
internal import Values

/// Asks one server the questions of rules, and keeps what was said.
actor ProbeBench {
    private let client: MCPClient
    /// Programs are asked in one era each.
    private let programs: [MCPEra: any MCPTransport]
    private let exchange: HTTPExchange?
    private let base: HTTPRequest
    private let options: MCPOptions
    private var lastID = 0
    private var session: String?
    private var versions: [MCPEra: String] = [:]
    private var evidence: [ProbeReport.Evidence] = []
    private(set) var opened: Set<String> = []
    private(set) var ended: Set<String> = []
    /// Every answer to a request that went well: what kinds of content came.
    private(set) var contentTypes: [String: Int] = [:]
    /// The first answer over HTTP.
    private(set) var first: HTTPAnswer?

    /// The tool that may be called.
    let call: ProbeRunner.Call?

    init(endpoint: MCPEndpoint, http: HTTPClient, options: MCPOptions, call: ProbeRunner.Call?) {
        (self.options, self.call) = (options, call)
        client = MCPClient(endpoint: endpoint, http: http, options: options)
        var base = HTTPRequest(.post, "http://localhost/")
        switch endpoint {
        case .http(let url, let headers, let tls, let proxy, let socket):
            base = HTTPRequest(.post, url, headers: headers)
            (base.tls, base.proxy, base.socket) = (tls, proxy, socket)
            exchange = HTTPExchange(http: http, limit: options.answerLimit)
            programs = [:]
        case .stdio(let command, let environment, let folder):
            exchange = nil
            programs = Dictionary(
                uniqueKeysWithValues: MCPEra.allCases.map { era in
                    (
                        era,
                        StdioTransport(
                            command: command,
                            environment: environment,
                            folder: folder,
                            answerLimit: options.answerLimit
                        )
                    )
                }
            )
        }
        self.base = base
    }

    /// Whether credentials go along.
    var hasCredentials: Bool { base.headers["Authorization"] != nil }

    /// Where the metadata of the resource may be: below its path first, then at the root (RFC 9728, section 3.1).
    nonisolated var metadataPlaces: [String] {
        let (origin, path) = place
        let root = "\(origin)/.well-known/oauth-protected-resource"
        return path.isEmpty || path == "/" ? [root] : [root + path, root]
    }

    /// Where a card of the server would be.
    nonisolated var cardPlace: String {
        let (origin, path) = place
        return origin + (path == "/" ? "" : path) + "/server-card"
    }

    private nonisolated var place: (origin: String, path: String) {
        let url = base.url.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = url.firstRange(of: "://") else { return (String(url), "") }
        let slash = url[scheme.upperBound...].firstIndex(of: "/") ?? url.endIndex
        return (String(url[..<slash]), String(url[slash...]))
    }

    func use(_ version: String, in era: MCPEra) { versions[era] = version }
    func use(session: String?) { self.session = session }

    /// What was said since the last time.
    func takeEvidence() -> [ProbeReport.Evidence] {
        defer { evidence = [] }
        return evidence
    }

    func ask(_ question: ProbeQuestion) async -> ProbeAnswer {
        lastID += 1
        let request = await message(question, id: question.isNotification ? nil : .int(lastID))
        let answer: ProbeAnswer
        if let program = programs[question.era] {
            let reply = await program.exchange(MCPMessage(request: request), deadline: options.deadline)
            answer = ProbeAnswer(reply.outcome)
        } else {
            answer = await send(question, request)
        }
        evidence.append(.init(request: question.text(overHTTP: exchange != nil), answer: hidden(answer.text)))
        return answer
    }

    /// Reads a document beside the endpoint.
    func get(_ url: String) async -> ProbeAnswer {
        var request = base
        (request.method, request.url, request.body) = (.get, url, nil)
        // Documents of this kind are for everybody.
        request.headers["Authorization"] = nil
        request.headers["Accept"] = "application/json"
        request.deadline = options.deadline
        let answer = await perform(request, .body)
        evidence.append(.init(request: "GET \(url)", answer: hidden(answer.text)))
        return answer
    }

    /// Ends every session and every program.
    func close() async {
        for session in opened.subtracting(ended) { await end(session) }
        for program in programs.values { await program.close(deadline: options.closingDeadline) }
    }

    /// Ends a session and tells how the server took it.
    @discardableResult
    func end(_ session: String) async -> ProbeAnswer {
        let question = ProbeQuestion(.legacy, "").with {
            $0.verb = .delete
            $0.session = .named(session)
        }
        let answer = await ask(question)
        if let status = answer.status, 200..<300 ~= status || status == 404 || status == 405 {
            ended.insert(session)
        }
        return answer
    }

    private func message(_ question: ProbeQuestion, id: RPCID?) async -> RPCRequest {
        var params = question.params
        if question.era == .modern, !question.leavesMetaOut {
            let version = question.metaVersion ?? versions[.modern] ?? MCPRevision.modern[0]
            params["_meta"] = .object(await client.metadata(version: version))
        }
        return RPCRequest(id: id, question.method, params.isEmpty ? nil : .object(params))
    }

    private func send(_ question: ProbeQuestion, _ message: RPCRequest) async -> ProbeAnswer {
        var request = base
        request.method = question.verb
        request.deadline = options.deadline
        let version = versions[question.era]
        switch question.era {
        case .modern:
            request.headers["MCP-Protocol-Version"] = version ?? MCPRevision.modern[0]
            request.headers["Mcp-Method"] = question.method
            if let name = question.params["name"]?.string {
                request.headers["Mcp-Name"] = HeaderValue.encoded(name)
            }
        case .legacy:
            if question.method != "initialize" { request.headers["MCP-Protocol-Version"] = version }
            switch question.session {
            case .own: request.headers["Mcp-Session-Id"] = session
            case .none: break
            case .named(let name): request.headers["Mcp-Session-Id"] = name
            }
        }
        request.headers["Accept"] = "application/json, text/event-stream"
        if question.verb == .post {
            request.headers["Content-Type"] = "application/json"
            request.body = question.body ?? message.bytes
        }
        for field in question.headers { request.headers[field.name] = field.value }
        let isAnswered = question.verb == .post && question.body == nil
        return await perform(request, message.id.map { isAnswered ? .answer(to: $0) : .body } ?? .body)
    }

    private func perform(_ request: HTTPRequest, _ extent: HTTPExchange.Extent) async -> ProbeAnswer {
        guard let exchange else {
            return ProbeAnswer(.failure(MCPFailure(.cancelled, at: "", "not over HTTP")))
        }
        do throws(HTTPError) {
            let answer = try await exchange.send(request, reading: extent) { headers in
                if let session = headers["Mcp-Session-Id"] { opened.insert(session) }
            }
            if first == nil { first = answer }
            if answer.isSuccess, case .answer = extent { contentTypes[answer.contentType, default: 0] += 1 }
            return ProbeAnswer(answer)
        } catch {
            return ProbeAnswer(.failure(MCPFailure(error)))
        }
    }

    /// Without what was sent as credentials, should the server repeat it, and without what looks like some.
    private func hidden(_ text: String) -> String {
        var text = text
        for field in base.headers.fields {
            for secret in [field.value, String(field.value.drop { $0 != " " }.dropFirst())]
            where secret.count > 3 {
                text = text.split(separator: secret, omittingEmptySubsequences: false).joined(
                    separator: "(hidden)"
                )
            }
        }
        return SecretLook.isTelling(text: text) ? "(hidden: it looks like a secret)" : text
    }
}
