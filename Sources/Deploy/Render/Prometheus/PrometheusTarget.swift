package import Diagnostics
internal import Profile
package import Templates
internal import Values
internal import YAML

/// Everything that watches the servers: scrape configuration, rules, routes of alerts, dashboards.
package struct PrometheusTarget: RenderTarget {
    package static let name = "prometheus"
    package static let folder = "prometheus"

    private let templates: CompiledTemplates
    private let places: MonitoringPlaces

    package init(templates: TemplateSet) { self.init(templates: templates, places: MonitoringPlaces()) }

    /// A platform that brings its own Prometheus says where everything is.
    package init(templates: TemplateSet, places: MonitoringPlaces) {
        self.templates = CompiledTemplates(templates)
        self.places = places
    }

    /// Whether a server has metrics, so that there is something to watch.
    package static func watches(_ server: Project.Server) -> Bool {
        server.resolved.profile.metrics.enabled
    }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        let watched = project.servers.filter(Self.watches)
        guard let first = watched.first else {
            throw InvalidInput(project.servers.map { Self.unwatched($0, .error) })
        }
        var plan = RenderPlan()
        plan.warnings = project.servers.flatMap(\.resolved.warnings)
        plan.warnings += project.servers.filter { !Self.watches($0) }.map { Self.unwatched($0, .warning) }

        let mark = "# " + RenderedFile.mark(for: project.name) + ".\n"
        let renderer = TemplateRenderer(
            templates: templates,
            context: context(of: watched, in: project, first)
        )
        plan.files = try [
            ("prometheus.yml", "prometheus"), ("alertmanager.yml", "alertmanager"),
            ("grafana/provisioning/datasources/prometheus.yaml", "grafana/datasource"),
            ("grafana/provisioning/dashboards/mcp.yaml", "grafana/dashboards"),
        ].map { path, template throws(InvalidInput) in
            let document = try renderer.document("prometheus/\(template).yaml") ?? .null
            return RenderedFile(path: path, text: mark + YAML.text(of: [document]), isCompanion: true)
        }
        plan.warnings += watched.compactMap { job(of: $0).warning }
        plan.warnings += AlertRouting(servers: watched).warnings
        return plan
    }

    private func context(of servers: [Project.Server], in project: Project, _ first: Project.Server) -> Object
    {
        let intervals = servers.map(\.resolved.profile.metrics.interval)
        let jobs = servers.flatMap { job(of: $0).context }
        var context = Object()
        context["prometheus"] = [
            "project": .string(project.name),
            "environment": first.resolved.environment.map(Value.string) ?? .null,
            "interval": .string((intervals.min() ?? .seconds(30)).profileText),
            "ruleFiles": .array(servers.map { .string("rules/\($0.name).yaml") }),
            "alertmanager": .string(places.alertmanager), "address": .string(places.prometheus),
            "dashboardFolder": .string(places.dashboards), "jobs": .array(jobs),
        ]
        context["alertmanager"] = ["receivers": .array(AlertRouting(servers: servers).receivers)]
        return context
    }

    private func job(of server: Project.Server) -> ScrapeJob {
        ScrapeJob(server: ServerModel(server, templates: templates.templates), places: places)
    }

    /// That a server cannot be watched, and what to do about it.
    private static func unwatched(_ server: Project.Server, _ severity: Diagnostic.Severity) -> Diagnostic {
        Diagnostic(
            severity,
            "'\(server.name)' has no metrics: Prometheus cannot even tell that it is down",
            at: server.resolved.location("metrics"),
            hint: "metrics: {enabled: true, port: …} where the server has an endpoint"
        )
    }
}
