internal import Diagnostics
internal import Profile
internal import Values

/// A Grafana dashboard (its JSON model, schema version 39), laid out from a template that lists rows of panels.
struct Dashboard {
    /// The file's name, without `.json`.
    let name: String
    let value: Value

    /// Fills a template; panels whose metrics nobody exports are left out, and so are rows without panels.
    init(
        _ name: String,
        template: String,
        mark: String,
        scope: [Query.Matcher],
        reader: QueryReader,
        renderer: TemplateRenderer
    ) throws(InvalidInput) {
        self.name = name
        let plan = try renderer.document("prometheus/dashboards/\(template).yaml") ?? .null
        var layout = DashboardLayout()
        var panels: [Value] = []
        for row in plan["rows"]?.array ?? [] {
            var inside: [DashboardPanel] = []
            for panel in row["panels"]?.array ?? [] {
                if let panel = try DashboardPanel(panel, reader: reader, scope: scope) {
                    inside.append(panel)
                }
            }
            guard !inside.isEmpty else { continue }
            panels.append(layout.row(row["title"]?.string ?? ""))
            for panel in inside {
                var context = Object()
                context["panel"] = layout.placed(panel)
                panels.append(
                    try renderer.document("prometheus/dashboards/panel.yaml", adding: context) ?? .null
                )
            }
        }
        var context = Object()
        let alerts = Query.Matcher(label: "alertstate", value: "firing")
        context["board"] = [
            "uid": .string(MonitoringModel.dashboardID(name)), "title": plan["title"] ?? .string(name),
            "about": .string("\(plan["about"]?.string ?? ""). \(mark)."),
            "variables": plan["variables"] ?? [], "panels": .array(panels),
            "alerts": .string("ALERTS{\((scope + [alerts]).map(\.text).joined(separator: ", "))}"),
        ]
        value = try renderer.document("prometheus/dashboards/board.yaml", adding: context) ?? .null
    }
}
