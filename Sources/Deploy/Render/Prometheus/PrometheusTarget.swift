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

    package func prepare() {
        for folder in ["prometheus/dashboards", "prometheus/rules"] { templates.compile(in: folder) }
    }

    package func reasonToLeaveOut(_ project: Project) -> Diagnostic? {
        guard !project.servers.contains(where: Self.watches) else { return nil }
        return project.servers.first.map { Self.unwatched($0, .note) }
    }

    /// The name of the board of all servers.
    private static let fleet = "mcp-fleet"

    /// A server and the rules that watch it.
    private struct Watched {
        let server: Project.Server
        let model: MonitoringModel
        let pack: RulePack
        let job: ScrapeJob
    }

    package func plan(_ project: Project) throws(InvalidInput) -> RenderPlan {
        let servers = project.servers.filter(Self.watches)
        guard !servers.isEmpty else {
            throw InvalidInput(project.servers.map { Self.unwatched($0, .error) })
        }
        if let clash = servers.first(where: { $0.name == Self.fleet }) {
            throw InvalidInput(
                .error(
                    "a server is called '\(Self.fleet)', as is the board of all servers",
                    at: clash.resolved.location("name"),
                    hint: "give the server another name"
                )
            )
        }
        let interval = servers.map(\.resolved.profile.metrics.interval).max()
        let watched = try servers.map { server throws(InvalidInput) in
            let model = MonitoringModel(server.resolved, interval: interval)
            return Watched(
                server: server,
                model: model,
                pack: try RulePack(model, templates: templates),
                job: ScrapeJob(server: ServerModel(server, templates: templates.templates), places: places)
            )
        }
        let documents = try documents(watched, in: project)
        var plan = RenderPlan()
        plan.files = documents.map(\.file).uniqued.map { file in
            let one = watched.first { file == "rules/\($0.server.name).yaml" }
            let heading = [RenderedFile.mark(for: project.name) + "."] + (one.map(Self.losses) ?? [])
            return Self.file(file, documents.filter { $0.file == file }, heading: heading)
        }
        plan.warnings = project.servers.flatMap(\.resolved.warnings)
        plan.warnings += project.servers.filter { !Self.watches($0) }.map { Self.unwatched($0, .warning) }
        plan.warnings += watched.flatMap(\.job.warnings) + watched.flatMap(\.pack.warnings)
        plan.warnings += AlertRouting(servers: servers).warnings
        return plan
    }

    // MARK: Documents

    /// Everything that is rendered, after the servers' own changes.
    ///
    /// A server changes what is its own, and every server what all share; what is said for all of them is done once.
    private func documents(_ watched: [Watched], in project: Project) throws(InvalidInput)
        -> [RenderedDocument]
    {
        let shared = try shared(watched, in: project)
        var documents: [RenderedDocument] = []
        for one in watched {
            var own = one.pack.values(one.model, file: "rules/\(one.server.name).yaml")
            own.append(try board(of: one, in: project))
            let patches = RenderPatches(one.server.resolved, for: .prometheus)
            let patched = try patches.applied(to: own + shared)
            documents += patched.prefix(own.count)
        }
        let patches = RenderPatches(project, for: .prometheus).only { target in
            shared.contains { $0.kind == target.kind && (target.name ?? $0.name) == $0.name }
        }
        return try documents + patches.applied(to: shared)
    }

    /// What all servers share.
    private func shared(_ watched: [Watched], in project: Project) throws(InvalidInput) -> [RenderedDocument]
    {
        let renderer = TemplateRenderer(templates: templates, context: context(of: watched, in: project))
        var documents = try [
            ("prometheus.yml", "prometheus", "ScrapeConfig"),
            ("alertmanager.yml", "alertmanager", "Alertmanager"),
            ("grafana/provisioning/datasources/prometheus.yaml", "grafana/datasource", "DataSources"),
            ("grafana/provisioning/dashboards/mcp.yaml", "grafana/dashboards", "DashboardProviders"),
        ].map { file, template, kind throws(InvalidInput) in
            let value = try renderer.document("prometheus/\(template).yaml") ?? .null
            return RenderedDocument(file: file, kind: kind, name: project.name, value: value)
        }
        documents.append(try fleetBoard(watched, in: project))
        return documents
    }
}

extension PrometheusTarget {
    // MARK: Dashboards

    private func board(of one: Watched, in project: Project) throws(InvalidInput) -> RenderedDocument {
        var reader = QueryReader(one.model.telemetry)
        reader.recorded = one.pack.recorded
        return try document(
            Dashboard(
                one.server.name,
                template: "server",
                mark: RenderedFile.mark(for: project.name),
                scope: [Query.Matcher(label: "service", value: one.server.name), Self.chosenEnvironment],
                reader: reader,
                renderer: TemplateRenderer(templates: templates, context: one.model.context)
            )
        )
    }

    /// All servers on one board: by what their rules record, because their own metrics have different names.
    private func fleetBoard(_ watched: [Watched], in project: Project) throws(InvalidInput)
        -> RenderedDocument
    {
        var reader = QueryReader(Telemetry())
        for one in watched { reader.recorded.merge(one.pack.recorded) { known, _ in known } }
        return try document(
            Dashboard(
                Self.fleet,
                template: "fleet",
                mark: RenderedFile.mark(for: project.name),
                scope: [
                    Query.Matcher(label: "service", symbol: "=~", value: "$server"), Self.chosenEnvironment,
                ],
                reader: reader,
                renderer: TemplateRenderer(templates: templates, context: watched[0].model.context)
            )
        )
    }

    /// Series without the label match as well, when all environments are chosen.
    private static let chosenEnvironment = Query.Matcher(
        label: "environment",
        symbol: "=~",
        value: "$environment"
    )

    private func document(_ board: Dashboard) -> RenderedDocument {
        RenderedDocument(
            file: "dashboards/\(board.name).json",
            kind: "Dashboard",
            name: board.name,
            value: board.value
        )
    }

    // MARK: Files

    /// What the rules do not watch, for whoever reads them.
    private static func losses(of one: Watched) -> [String] {
        guard !one.pack.losses.isEmpty else { return [] }
        let system = one.server.resolved.preset.title
        return ["\(system) exports no metric for these, or metrics.names does not name it:"]
            + one.pack.losses.map { "- \($0)" }
    }

    private static func file(_ path: String, _ documents: [RenderedDocument], heading: [String])
        -> RenderedFile
    {
        let values = documents.map(\.value)
        if path.hasSuffix(".json") {
            return RenderedFile(
                path: path,
                text: (values.first ?? .null).json(.pretty) + "\n",
                isCompanion: true
            )
        }
        let isRules = path.hasPrefix("rules/")
        let document = isRules ? ["groups": .array(values)] : values.first ?? .null
        return RenderedFile(
            path: path,
            text: heading.map { "# \($0)\n" }.joined() + YAML.text(of: [document]),
            isCompanion: !isRules
        )
    }

    private func context(of watched: [Watched], in project: Project) -> Object {
        var context = Object()
        let resolved = watched.map(\.server.resolved)
        let interval = resolved.map(\.profile.metrics.interval).min() ?? .seconds(30)
        context["prometheus"] = [
            "project": .string(project.name),
            "environment": resolved.first?.environment.map(Value.string) ?? .null,
            "interval": .string(interval.profileText),
            "ruleFiles": .array(watched.map { .string("rules/\($0.server.name).yaml") }),
            "alertmanager": .string(places.alertmanager), "address": .string(places.prometheus),
            "dashboardFolder": .string(places.dashboards), "jobs": .array(watched.flatMap(\.job.context)),
        ]
        context["alertmanager"] = [
            "receivers": .array(AlertRouting(servers: watched.map(\.server)).receivers)
        ]
        return context
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
