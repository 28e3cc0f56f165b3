internal import Arguments
internal import Platforms
internal import Render

/// The verb `mcpctl render compose`.
struct RenderCompose: Command {
    static let name = ComposeTarget.name
    static let aliases = ["docker-compose"]
    static let summary = "Write a Docker Compose project"
    static let discussion = """
        Writes one compose.yaml for all servers of a profile, and beside it the files that it mounts: configuration, \
        probes, the gateway's nginx.conf, and with compose.monitoring what Prometheus and Grafana need.

        A secret's value is never written. What a server reads from a file is mounted from secrets/, beside \
        compose.yaml: the server's user must be able to read it. What it reads from a variable is asked of whoever \
        starts Compose.

        --live compares with the containers that the Docker Engine (DOCKER_HOST) runs of the project, and prints what \
        would change, without secrets. It exits with 0 when nothing would, 3 when something would, 1 when the engine \
        refuses to tell, and 4 when it cannot be reached.
        """
    static let examples = [
        Example(
            "Write the project and start it",
            "mcpctl render compose -o deploy && docker compose -f deploy/compose.yaml up --wait"
        ),
        Example("With the production gateway", "mcpctl render compose --env production -o deploy"),
        Example("See what would change", "mcpctl render compose -o deploy --diff"),
        Example("See what would change in what runs", "mcpctl render compose --live"),
        Example("Build the image here", "mcpctl render compose --set compose.build=. -o deploy"),
    ]
    static let parameters: [Parameter<Self>] =
        RenderOptions.parameters.lifted(into: \.options)
        + LiveSettings.parameters.lifted(into: \.live).under("What runs")

    var options = RenderOptions()
    var live = LiveSettings()

    func run() async throws -> ExitStatus {
        try await options.run({ ComposeTarget(templates: $0) }) { plans, console in
            guard live.isLive else { return nil }
            return try await live.compare(plans, console: console) { _ in .docker(project: nil) }
        }
    }
}
