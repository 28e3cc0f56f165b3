internal import Diagnostics
internal import HTTP
internal import JSONRPC
internal import Values

extension ProbeRunner {
    /// Both handshakes; throws when nobody answers the first.
    func facts(_ bench: ProbeBench) async throws(MCPFailure) -> ProbeFacts {
        let discover = await bench.ask(ProbeQuestion(.modern, "server/discover"))
        let isHTTP = if case .http = endpoint { true } else { false }
        // A program of the older era may not answer what it does not know.
        if let failure = discover.failure, isHTTP || failure.kind != .transfer(.timedOut) { throw failure }
        var facts = ProbeFacts(
            isHTTP: isHTTP,
            isLocal: isLocal,
            discover: discover,
            initialize: ProbeAnswer(.failure(MCPFailure(.cancelled, at: endpoint.name, "not asked")))
        )
        if discover.status == 401 {
            facts.refusal = discover
            return facts
        }
        facts.modern = await modern(discover, bench)
        facts.initialize = await bench.ask(Self.opening(.legacy, ""))
        if facts.initialize.status == 401 { facts.refusal = facts.initialize }
        guard let server = facts.initialize.result.flatMap({ MCPServer(initialized: $0) }),
            MCPRevision.legacy.contains(server.protocolVersion)
        else { return facts }
        facts.legacy = server
        facts.session = facts.initialize.http?.session
        await bench.use(server.protocolVersion, in: .legacy)
        await bench.use(session: facts.session)
        facts.initialized = await bench.ask(
            ProbeQuestion(.legacy, "notifications/initialized").with { $0.isNotification = true }
        )
        return facts
    }

    private func modern(_ discover: ProbeAnswer, _ bench: ProbeBench) async -> MCPServer? {
        if let result = discover.result {
            return MCPServer(discovered: result, version: MCPRevision.modern[0])
        }
        guard let error = discover.error, ModernError.isRecognized(error) else { return nil }
        // Of the newer era, in a revision that is not spoken here: its refusals can be looked at all the same.
        return MCPServer(era: .modern, protocolVersion: MCPRevision.modern[0])
    }

    /// The list of tools in the era that is looked at.
    func tools(_ facts: ProbeFacts, _ bench: ProbeBench) async -> ProbeTools? {
        guard facts.refusal == nil, facts.server(facts.era)?.hasTools == true else { return nil }
        var pages: [Value] = []
        var cursors: Set<String> = []
        var question = ProbeQuestion(facts.era, "tools/list")
        while let result = await bench.ask(question).result {
            pages.append(result)
            guard let cursor = result["nextCursor"]?.string else { return ProbeTools(pages: pages) }
            guard cursors.insert(cursor).inserted else {
                return ProbeTools(pages: pages, problem: "its pages come round in a circle")
            }
            guard pages.count < options.pageLimit else {
                return ProbeTools(pages: pages, problem: "there are more than \(options.pageLimit) pages")
            }
            question.params["cursor"] = .string(cursor)
        }
        return pages.isEmpty ? nil : ProbeTools(pages: pages, problem: "a page is not answered")
    }

    /// The first request of an era, by itself.
    static func opening(_ era: MCPEra, _ note: String) -> ProbeQuestion {
        switch era {
        case .modern: return ProbeQuestion(.modern, "server/discover", note)
        case .legacy:
            return ProbeQuestion(.legacy, "initialize", note).with {
                $0.session = .none
                $0.params = initialize(version: MCPRevision.legacy[0])
            }
        }
    }

    static func initialize(version: String) -> Object {
        var params = Object()
        params["protocolVersion"] = .string(version)
        params["capabilities"] = .object(Object())
        params["clientInfo"] = ["name": "mcpctl", "version": "0.1.0"]
        return params
    }

    /// A session besides the one that rules share.
    static func freshSession(_ bench: ProbeBench) async -> String? {
        await bench.ask(opening(.legacy, "another session")).http?.session
    }

    static func json(_ bytes: [UInt8]) -> Value? {
        try? JSON.value(in: SourceFile(name: "document", text: String(decoding: bytes, as: UTF8.self)))
    }

    private var isLocal: Bool {
        guard case .http(let url, _, _, _, let socket) = endpoint, socket == nil else { return false }
        let host = HTTPAuthority(of: url)?.host.lowercased() ?? ""
        return host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
    }
}
