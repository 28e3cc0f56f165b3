import Diagnostics
import Profile
import Templates
import Values
import YAML

@testable import Render

/// A server with metrics on its way to what watches it.
struct Watched {
    /// Every preset with metrics, and a server that exports everything that rules know.
    static let systems = ["kailash", "mcp-factory", "mcp-typescript", "qsys", "everything"]

    /// The least that makes a preset's server export what it has.
    static func profile(_ system: String, more: String = "") -> String {
        let isKnown = system != "everything"
        return """
            apiVersion: mcpctl.dev/v1
            name: weather
            preset: \(isKnown ? system : "custom")
            version: 1.2.3
            owner: {team: sky}
            image: ghcr.io/acme/weather:1.2.3@sha256:\(String(repeating: "ab", count: 32))
            resources: {memory: 512Mi}
            metrics:
              enabled: true
              \(system == "mcp-factory" || system == "qsys" ? "port: 9090" : "")
            \(isKnown ? "" : everything)
            \(more)
            """
    }

    /// Names of metrics for every part there is, with labels of unlike names.
    private static let everything = """
          names:
            toolCalls: {name: w_calls_total, type: counter, labels: {tool: t}}
            toolErrors: {name: w_errors_total, type: counter, labels: {tool: t, errorType: e}}
            toolDuration: {name: w_seconds, type: histogram, labels: {tool: t}}
            requests: {name: w_requests_total, type: counter, labels: {method: m, status: s}, errorStatus: failed}
            requestDuration: {name: w_request_seconds, type: histogram}
            requestErrors: {name: w_request_errors_total, type: counter}
            rateLimitHits: {name: w_limited_total, type: counter, labels: {client: c}}
            rateLimitRemaining: {name: w_left, type: gauge, labels: {client: c}}
            cacheHits: {name: w_hits_total, type: counter, labels: {cache: k}}
            cacheMisses: {name: w_misses_total, type: counter, labels: {cache: k}}
            cacheSize: {name: w_items, type: gauge, labels: {cache: k}}
            sessions: {name: w_sessions, type: gauge}
            breakerState: {name: w_breaker, type: gauge, labels: {breaker: b}}
            upstreamUp: {name: w_upstream, type: gauge}
            upstreamErrors: {name: w_upstream_errors_total, type: counter}
            upstreamReconnects: {name: w_upstream_reconnects_total, type: counter}
            cpuSeconds: {name: process_cpu_seconds_total, type: counter}
            memory: {name: process_resident_memory_bytes, type: gauge}
            eventLoopLag: {name: nodejs_eventloop_lag_seconds, type: gauge}
            startTime: {name: process_start_time_seconds, type: gauge}
        """

    let project: Project
    let model: MonitoringModel
    let plan: RenderPlan

    init(_ text: String, environment: String? = nil) throws {
        let tree = try YAML.document(in: SourceFile(name: "mcpctl.yaml", text: text))
        let resolved = try ProfileResolver(templates: .embedded).resolve(tree, environment: environment)
        project = Project(name: resolved.profile.name, servers: [Project.Server(resolved)])
        model = MonitoringModel(resolved)
        plan = try PrometheusTarget(templates: .embedded).plan(project)
    }

    init(system: String, more: String = "", environment: String? = nil) throws {
        try self.init(Self.profile(system, more: more), environment: environment)
    }

    func pack() throws -> RulePack {
        try RulePack(model, templates: CompiledTemplates(.embedded))
    }

    func text(_ path: String) -> String { plan.files.first { $0.path == path }?.text ?? "" }

    func document(_ path: String) throws -> Value {
        try YAML.document(in: SourceFile(name: path, text: text(path)))
    }

    /// What is said about a profile, whether it renders or not.
    static func said(about text: String) throws -> [Diagnostic] {
        do {
            return try Watched(text).plan.warnings
        } catch let error as InvalidInput {
            return error.diagnostics
        }
    }
}
