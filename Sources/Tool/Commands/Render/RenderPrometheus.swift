internal import Arguments
internal import Render

/// The verb `mcpctl render prometheus`.
struct RenderPrometheus: Command {
    static let name = PrometheusTarget.name
    static let summary = "Write scrape configuration, rules, alert routes and dashboards"
    static let discussion = """
        Prints the rule files, or writes everything that watches the servers into a folder: prometheus.yml, one rule \
        file a server, alertmanager.yml, Grafana dashboards and what provisions them.

        Rules and panels use the names that the server's own metrics have; one whose metric the server does not \
        export is left out and told by 'mcpctl profile validate' as a note, because it would never fire.
        """
    static let examples = [
        Example(
            "Check the rules of this folder's profile",
            "mcpctl render prometheus | promtool check rules"
        ),
        Example("Write files for production", "mcpctl render prometheus --env production -o prometheus/"),
        Example(
            "See what would change in them",
            "mcpctl render prometheus -e production -o prometheus/ --diff"
        ),
    ]
    static let parameters: [Parameter<Self>] = RenderOptions.parameters.lifted(into: \.options)

    var options = RenderOptions()

    func run() async throws -> ExitStatus { try await options.run { PrometheusTarget(templates: $0) } }
}
