/// The servers of a demo, in the order in which they come on stage.
enum Cast {
    /// That many; from the ninth on they are replicas of the first ones.
    static func servers(_ count: Int) -> [ServerRole] {
        (0..<count).map { place in
            var role = roles[place % roles.count]
            if place >= roles.count { role.name += "-\(place / roles.count + 1)" }
            return role
        }
    }

    static let roles: [ServerRole] = [
        weather, search, tickets, payments, notebook, stage, observability, models,
    ]

    private static let weather = ServerRole(
        name: "weather",
        title: "Weather",
        version: "1.4.0",
        framework: "TypeScript, deployment patterns",
        health: .patterns,
        metrics: .tool,
        tools: [
            ToolRole(
                name: "get_forecast",
                description: "The forecast of a city for the next days.",
                backend: "forecast-api",
                median: 45,
                weight: 6,
                argument: "city",
                subjects: cities,
                isCached: true
            ),
            ToolRole(
                name: "get_alerts",
                description: "Weather warnings that hold for a city.",
                backend: "forecast-api",
                median: 30,
                weight: 3,
                argument: "city",
                subjects: cities
            ),
            ToolRole(
                name: "get_radar",
                description: "The newest picture of the rain radar.",
                backend: "radar",
                median: 120,
                weight: 1,
                argument: "city",
                subjects: cities
            ),
        ],
        cache: (200, 15),
        limit: (1200, 60),
        rate: 6
    )

    private static let search = ServerRole(
        name: "search",
        title: "Knowledge search",
        version: "0.6.2",
        framework: "Python, Kailash",
        eras: .legacy,
        streamsAnswers: true,
        health: .kailash,
        metrics: .kailash,
        tools: [
            ToolRole(
                name: "semantic_search",
                description: "Passages that mean the same as the question.",
                backend: "vector-store",
                median: 80,
                weight: 5,
                argument: "query",
                subjects: questions
            ),
            ToolRole(
                name: "summarize",
                description: "A document in three sentences.",
                backend: "model",
                median: 600,
                weight: 1,
                argument: "query",
                subjects: questions,
                isCached: true
            ),
        ],
        cache: (100, 60),
        limit: (600, 30),
        rate: 4
    )

    private static let tickets = ServerRole(
        name: "tickets",
        title: "Ticket desk",
        version: "2.1.0",
        framework: "TypeScript, MCP Tool Factory",
        eras: .legacy,
        health: .factory,
        metrics: .toolName,
        tools: [
            ToolRole(
                name: "find_tickets",
                description: "Tickets that match some words.",
                backend: "ticket-db",
                median: 20,
                weight: 5,
                argument: "words",
                subjects: questions
            ),
            ToolRole(
                name: "comment",
                description: "Adds a comment to a ticket.",
                backend: "ticket-db",
                median: 35,
                weight: 2,
                argument: "ticket",
                subjects: ["OPS-12", "OPS-40", "WEB-7"]
            ),
        ],
        limit: (300, 10),
        rate: 3
    )

    private static let payments = ServerRole(
        name: "payments",
        title: "Payments",
        version: "3.0.1",
        framework: "TypeScript, deployment patterns",
        eras: .modern,
        health: .patterns,
        metrics: .tool,
        tools: [
            ToolRole(
                name: "get_invoice",
                description: "One invoice.",
                backend: "ledger",
                median: 60,
                weight: 4,
                argument: "invoice",
                subjects: ["2026-114", "2026-115"]
            ),
            ToolRole(
                name: "refund",
                description: "Pays an invoice back.",
                backend: "card-network",
                median: 300,
                weight: 1,
                argument: "invoice",
                subjects: ["2026-98"]
            ),
        ],
        limit: (600, 20),
        rate: 2,
        needsToken: true
    )

    private static let notebook = ServerRole(
        name: "notebook",
        title: "SQL notebook",
        version: "0.3.0",
        framework: "Python, MCP Sandbox",
        eras: .legacy,
        streamsAnswers: true,
        health: .sandbox,
        metrics: .json,
        tools: [
            ToolRole(
                name: "execute_sql_query",
                description: "The rows that a question in SQL finds.",
                backend: "sqlite",
                median: 15,
                weight: 4,
                argument: "query",
                subjects: ["select 1", "select * from users"]
            ),
            ToolRole(
                name: "get_database_schema",
                description: "The tables and their columns.",
                backend: "sqlite",
                median: 5,
                weight: 1,
                argument: "database",
                subjects: ["main"],
                isCached: true
            ),
        ],
        cache: (20, 300),
        rate: 2
    )

    private static let stage = ServerRole(
        name: "stage",
        title: "Stage control",
        version: "1.0.0",
        framework: "Node, Q-SYS Control",
        eras: .legacy,
        health: .qsys,
        metrics: .qsys,
        tools: [
            ToolRole(
                name: "list_components",
                description: "The components of the sound system.",
                backend: "core",
                median: 20,
                weight: 3,
                argument: "filter",
                subjects: ["*", "gain"],
                isCached: true
            ),
            ToolRole(
                name: "set_gain",
                description: "Sets the gain of a channel.",
                backend: "core",
                median: 12,
                weight: 2,
                argument: "channel",
                subjects: ["main.l", "main.r", "mic.1"]
            ),
        ],
        cache: (50, 30),
        limit: (60, 10),
        rate: 0.8
    )

    private static let observability = ServerRole(
        name: "observability",
        title: "Dashboards and logs",
        version: "2.1.1",
        framework: "Go, OpenTelemetry",
        streamsAnswers: true,
        health: .plainText,
        metrics: .openTelemetry,
        tools: [
            ToolRole(
                name: "query_logs",
                description: "Lines of logs that match.",
                backend: "loki",
                median: 150,
                weight: 3,
                argument: "query",
                subjects: questions
            ),
            ToolRole(
                name: "query_metrics",
                description: "Series over time.",
                backend: "prometheus",
                median: 70,
                weight: 4,
                argument: "query",
                subjects: ["up", "rate(x[5m])"]
            ),
            ToolRole(
                name: "search_dashboards",
                description: "Dashboards by name.",
                backend: "grafana",
                median: 40,
                weight: 1,
                argument: "name",
                subjects: ["fleet", "cost"],
                isCached: true
            ),
        ],
        cache: (100, 60),
        rate: 5,
        pageSize: 2
    )

    private static let models = ServerRole(
        name: "models",
        title: "Model gateway",
        version: "1.90.2",
        framework: "Python, proxy",
        health: .bareString,
        metrics: .tool,
        tools: [
            ToolRole(
                name: "complete",
                description: "Continues a text.",
                backend: "provider-a",
                median: 900,
                weight: 3,
                argument: "text",
                subjects: questions
            ),
            ToolRole(
                name: "embed",
                description: "A text as a vector.",
                backend: "provider-b",
                median: 110,
                weight: 5,
                argument: "text",
                subjects: questions,
                isCached: true
            ),
        ],
        cache: (500, 120),
        limit: (900, 40),
        rate: 4,
        timeout: 8
    )

    private static let cities = ["Lisbon", "Oslo", "Nairobi", "Lima", "Kyoto", "Hobart", "Turin", "Quebec"]
    private static let questions = ["rollback", "expired certificate", "slow query", "quota", "on call"]
}
