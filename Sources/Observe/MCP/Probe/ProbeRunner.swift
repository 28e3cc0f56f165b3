internal import Diagnostics
package import HTTP
internal import JSONRPC
package import Values

/// Looks at one server with every rule.
package struct ProbeRunner: Sendable {
    /// A tool to be called, which may change something.
    package struct Call: Sendable {
        package var name: String
        package var arguments: Object

        package init(name: String, arguments: Object) { (self.name, self.arguments) = (name, arguments) }
    }

    package let endpoint: MCPEndpoint
    private let http: HTTPClient
    let options: MCPOptions
    private let call: Call?

    package init(_ endpoint: MCPEndpoint, http: HTTPClient, options: MCPOptions, call: Call? = nil) {
        (self.endpoint, self.http, self.options, self.call) = (endpoint, http, options, call)
    }

    /// The report; throws when nobody answers.
    ///
    /// Every session it opened is ended, however it ends. `progress` hears which rule is looked at.
    package func run(progress: (String) -> Void = { _ in }) async throws(MCPFailure) -> ProbeReport {
        let bench = ProbeBench(endpoint: endpoint, http: http, options: options, call: call)
        let outcome: Result<ProbeReport, MCPFailure>
        do throws(MCPFailure) { outcome = .success(try await report(bench, progress)) } catch {
            outcome = .failure(error)
        }
        // A cancelled task could not send what ends sessions.
        await Task { await bench.close() }.value
        var finished = try outcome.get()
        finished.sessions = (await bench.opened.count, await bench.ended.count)
        return finished
    }

    private func report(
        _ bench: ProbeBench,
        _ progress: (String) -> Void
    ) async throws(MCPFailure) -> ProbeReport {
        var facts = try await facts(bench)
        var report = ProbeReport(endpoint: endpoint.name)
        report.servers = [facts.modern, facts.legacy].compactMap(\.self)
        report.timings = await bench.first?.timings
        report.httpVersion = await bench.first?.httpVersion
        report.obstacle = obstacle(facts)
        facts.tools = await tools(facts, bench)
        report.toolCount = facts.tools?.tools.count
        let opening = await bench.takeEvidence()
        for rule in ProbeRules.all {
            guard !Task.isCancelled else {
                throw MCPFailure(.cancelled, at: endpoint.name, "the probe was given up")
            }
            guard rule.isAboutHTTP == false || facts.isHTTP else { continue }
            progress(rule.id)
            report.findings.append(await finding(rule, facts, bench, opening))
        }
        return report
    }

    private func finding(
        _ rule: any ProbeRule.Type,
        _ facts: ProbeFacts,
        _ bench: ProbeBench,
        _ opening: [ProbeReport.Evidence]
    ) async -> ProbeReport.Finding {
        let obstacle = Self.obstacle(to: rule, facts)
        let verdict = if let obstacle { ProbeVerdict.skip(obstacle) } else { await rule.judge(facts, bench) }
        let (word, message): (ProbeReport.Verdict, String) =
            switch verdict {
            case .pass(let message): (.pass, message)
            case .fail(let message): (rule.level == .must ? .fail : .warn, message)
            case .warn(let message): (.warn, message)
            case .skip(let message): (.skip, message)
            }
        return ProbeReport.Finding(
            id: rule.id,
            title: rule.title,
            level: rule.level,
            eras: MCPEra.allCases.filter(rule.eras.contains),
            reference: rule.reference,
            verdict: word,
            message: message,
            applies: obstacle == nil,
            evidence: obstacle == nil
                ? opening.filter { $0.isAbout(rule.subject) }.prefix(2) + (await bench.takeEvidence()) : []
        )
    }

    /// Why a rule is not looked at.
    private static func obstacle(to rule: any ProbeRule.Type, _ facts: ProbeFacts) -> String? {
        let isSpoken = rule.eras.contains { facts.server($0) != nil }
        if facts.refusal != nil { return rule.isOpenToStrangers ? nil : "the server wants credentials first" }
        if facts.modern == nil, facts.legacy == nil {
            return rule == SpeaksProtocol.self ? nil : "no MCP server answers"
        }
        return isSpoken ? nil : "the server does not speak that era"
    }

    /// Why most rules cannot be looked at.
    private func obstacle(_ facts: ProbeFacts) -> MCPFailure? {
        if let refusal = facts.refusal {
            return MCPFailure(
                .unauthorized(refusal.http?.challenges ?? []),
                at: endpoint.name,
                status: 401,
                "the server wants credentials, with status 401"
            )
        }
        guard facts.modern == nil, facts.legacy == nil else { return nil }
        return MCPFailure(
            .wrongService,
            at: endpoint.name,
            status: facts.initialize.status,
            "no MCP server answers there: \(facts.initialize.summary)"
        )
    }
}
