import Diagnostics
import Profile
import Templates
import Testing
import TestSupport
import Values
import YAML

@testable import Render

struct TargetTests {
    @Test(arguments: Watched.systems)
    func `public judges find nothing in any file`(system: String) throws {
        let receivers = """
            observability:
              runbooks: https://runbooks.example.com/mcp/
              alerts:
                receivers:
                  oncall: {kind: pagerduty, severities: [critical], secretFile: /etc/alertmanager/secrets/pagerduty}
                  chat: {kind: slack, channel: '#mcp', secretFile: /etc/alertmanager/secrets/slack}
                  hook: {kind: webhook, url: 'https://hooks.example.com/mcp', severities: [info]}
                  mail:
                    {kind: email, to: a@example.com, from: b@example.com, smarthost: 'smtp.example.com:587', username: mcp, secretFile: /etc/alertmanager/secrets/mail}
            """
        let watched = try Watched(system: system, more: receivers)
        let folder = try TemporaryFolder()
        for file in watched.plan.files { try folder.write(file.text, to: file.path) }
        if Judge.isInstalled("promtool") {
            let rules = folder.path + "/rules/weather.yaml"
            let verdict = try Judge.run("promtool", "check", "rules", "--lint=all", "--lint-fatal", rules)
            #expect(verdict.isContent, "\(verdict.said)")
            let config = try Judge.run("promtool", "check", "config", folder.path + "/prometheus.yml")
            #expect(config.isContent, "\(config.said)")
        }
        if Judge.isInstalled("amtool") {
            let verdict = try Judge.run("amtool", "check-config", folder.path + "/alertmanager.yml")
            #expect(verdict.isContent, "\(verdict.said)")
        }
        #expect(watched.text("rules/weather.yaml").contains("https://runbooks.example.com/mcp/MCPServerDown"))
    }

    @Test func `only the rules are printed when no folder is named`() throws {
        let stream = try Watched(system: "qsys").plan.stream
        #expect(stream.contains("- alert: MCPServerDown"))
        #expect(!stream.contains("scrape_configs") && !stream.contains("schemaVersion"))
    }

    @Test(arguments: Watched.systems)
    func `rendering twice gives the same bytes, each file with our mark`(system: String) throws {
        let files = try Watched(system: system).plan.files
        #expect(try Watched(system: system).plan.files == files)
        for file in files { #expect(file.text.contains(RenderedFile.mark(for: "weather")), "\(file.path)") }
    }

    @Test(arguments: [
        // Kailash counts calls, and none of their failures.
        ("kailash", "the promised availability is not watched", "MCPErrorBudgetBurn"),
        ("kailash", "an open circuit breaker is not told", "MCPBreakerOpen"),
        ("mcp-typescript", "leaking sessions are not told", "MCPSessionsLeak"),
        ("mcp-factory", "memory and event loop are not watched", "MCPMemoryNearLimit"),
    ])
    func `what a system has no metric for is said, and no rule waits for it`(
        system: String,
        note: String,
        alert: String
    ) throws {
        let watched = try Watched(system: system)
        let said = watched.plan.warnings.filter { $0.message.contains(note) }
        #expect(said.count == 1 && said[0].severity == .note)
        #expect(!watched.text("rules/weather.yaml").contains(alert))
    }

    @Test func `a server without metrics cannot be watched, and the way out is told`() throws {
        let text = Watched.profile("mcp-sandbox").replacing("enabled: true", with: "enabled: false")
        let said = try Watched.said(about: text)
        #expect(
            said.contains { $0.severity == .error && $0.message.contains("has no metrics") && $0.hint != nil }
        )
    }

    @Test(arguments: [
        ("metrics.names.toolCall", "names: {toolCall: {name: x}}", "did you mean 'toolCalls'?")
    ])
    func `a part that no metric plays is refused`(path: String, names: String, hint: String) throws {
        let text = Watched.profile("mcp-typescript").replacing(
            "  enabled: true",
            with: "  enabled: true\n  \(names)"
        )
        #expect(try Watched.said(about: text).contains { $0.severity == .error && $0.hint == hint })
    }

    @Test(arguments: [
        ("slack: {kind: slack}", "needs 'secretFile'"),
        ("hook: {kind: webhook}", "one of 'url' and 'secretFile'"),
        ("page: {kind: pagerduty, secretFile: /a, channel: x}", "would be ignored"),
        (
            "mail: {kind: email, to: a@b.de, from: a@b.de, smarthost: 'b:25', username: x}",
            "both 'username' and"
        ),
        ("hook: {kind: webhook, url: 'http://a', severities: []}", "hears nothing"),
    ])
    func `a receiver that nobody would hear from is refused`(receiver: String, message: String) throws {
        let text = Watched.profile("qsys", more: "observability: {alerts: {receivers: {\(receiver)}}}")
        #expect(
            try Watched.said(about: text).contains { $0.severity == .error && $0.message.contains(message) }
        )
    }

    @Test func `an environment's metrics URLs are scraped, with what they ask for`() throws {
        let more = """
            environments:
              production:
                targets:
                  - {url: 'https://a.example.com/mcp', metrics: 'https://a.example.com:9443/internal/metrics'}
                  - {url: 'https://b.example.com/mcp', metrics: 'https://b.example.com:9443/internal/metrics'}
            """
        let text = Watched.profile("mcp-typescript", more: more)
            .replacing(
                "  enabled: true",
                with: "  enabled: true\n  tokenFile: /etc/prometheus/token\n  interval: 5s"
            )
        let watched = try Watched(text, environment: "production")
        let job = try watched.document("prometheus.yml")["scrape_configs"]?.array?.last
        #expect(job?["scheme"] == "https" && job?["metrics_path"] == "/internal/metrics")
        #expect(
            job?["static_configs"] == [
                [
                    "targets": ["a.example.com:9443", "b.example.com:9443"],
                    "labels": ["service": "weather", "team": "sky", "environment": "production"],
                ]
            ]
        )
        #expect(job?["authorization"]?["credentials_file"] == "/etc/prometheus/token")
        #expect(job?["scrape_timeout"] == "4s500ms" && job?["scrape_interval"] == "5s")
    }

    /// Counters of several replicas behind one address look like one that jumps.
    @Test(arguments: [
        ("scaling: 1", [], nil), ("scaling: 2", [], nil),
        ("scaling: 2", ["https://a.example.com/metrics"], "scrapes one URL of 'weather', which leads"),
        ("scaling: 2", ["https://a.example.com/metrics", "https://b.example.com/metrics"], nil),
        ("scaling: 3", ["https://a.example.com/metrics", "https://b.example.com/metrics"], "2 URLs"),
        ("scaling: 2\nobservability: {prometheusOperator: true}", [], nil),
    ])
    func `an address that leads to any one of several replicas is told`(
        more: String,
        urls: [String],
        message: String?
    ) throws {
        let targets = urls.map { "{url: 'https://a.example.com/mcp', metrics: '\($0)'}" }
        let text =
            Watched.profile("kailash", more: more)
            + "\nenvironments: {production: {targets: [\(targets.joined(separator: ", "))]}}"
        let warnings = try Watched(text, environment: "production").plan.warnings.map(\.message)
        let told = warnings.first { $0.contains("any one of") }
        #expect((told == nil) == (message == nil) && told?.contains(message ?? "") != false)
    }

    @Test func `every replica in a cluster is looked up by a Service that has an address for each`() throws {
        let watched = try Watched(system: "kailash", more: "scaling: {min: 2, max: 5}")
        let job = try watched.document("prometheus.yml")["scrape_configs"]?.array?.last
        #expect(job?["static_configs"] == nil)
        let lookup = try #require(job?["dns_sd_configs"]?.array?.first)
        let plan = try KubernetesTarget(templates: .embedded).plan(watched.project)
        let file = try #require(plan.files.first { $0.path == "40-service-headless.yaml" })
        let service = try YAML.document(in: SourceFile(name: file.path, text: file.text))
        let name = try #require(service["metadata"]?["name"]?.string)
        let namespace = try #require(service["metadata"]?["namespace"]?.string)
        #expect(lookup["names"] == [.string("\(name).\(namespace).svc")] && lookup["type"] == "A")
        #expect(service["spec"]?["clusterIP"] == "None")
        #expect(service["spec"]?["publishNotReadyAddresses"] == true)
        #expect(service["spec"]?["ports"]?.array?.first?["port"] == lookup["port"])
    }

    @Test(arguments: ["1s", "30s", "2m", "1h"])
    func `no window is shorter than four scrapes, however rare they are`(interval: String) throws {
        let text = Watched.profile("everything")
            .replacing("  enabled: true", with: "  enabled: true\n  interval: \(interval)")
        let watched = try Watched(text)
        #expect(watched.plan.files.count == 7)
    }

    @Test func `patches change groups, boards and configuration`() throws {
        let more = """
            patches:
              - {target: {in: prometheus, kind: RuleGroup, name: weather.availability}, merge: {interval: 1m}}
              - {target: {in: prometheus, kind: Dashboard, name: weather}, merge: {refresh: 1m}}
              - {target: {in: prometheus, kind: ScrapeConfig}, merge: {global: {scrape_interval: 7s}}}
              - {target: {in: prometheus, kind: Alertmanager}, merge: {route: {repeat_interval: 9h}}}
            """
        let watched = try Watched(system: "qsys", more: more)
        #expect(watched.text("rules/weather.yaml").contains("interval: 1m"))
        #expect(watched.text("dashboards/weather.json").contains("\"refresh\": \"1m\""))
        #expect(watched.text("prometheus.yml").contains("scrape_interval: 7s"))
        #expect(watched.text("alertmanager.yml").contains("repeat_interval: 9h"))
    }

    @Test func `the operator gets the same rules, for the namespace it scrapes`() throws {
        let watched = try Watched(system: "qsys", more: "observability: {prometheusOperator: true}")
        let plan = try KubernetesTarget(templates: .embedded).plan(watched.project)
        let file = try #require(plan.files.first { $0.path == "80-prometheusrule.yaml" })
        let object = try YAML.document(in: SourceFile(name: file.path, text: file.text))
        let groups = object["spec"]?["groups"]?.array ?? []
        let expected = try watched.document("rules/weather.yaml")["groups"]?.array ?? []
        #expect(groups.count == expected.count && !groups.isEmpty)
        for (group, other) in zip(groups, expected) {
            #expect(group["name"] == other["name"])
            #expect(group["rules"]?.array?.count == other["rules"]?.array?.count)
        }
        #expect(file.text.contains("up{service=\"weather\", namespace=\"mcp-weather\"}"))
    }
}
