import Arguments

enum Format: String, CaseIterable, ArgumentValue {
    case table, wide, json, yaml

    var choiceHelp: String {
        switch self {
        case .table: "columns to read"
        case .wide: "more columns"
        case .json: "one document"
        case .yaml: "one document, to edit"
        }
    }
}

enum Color: String, CaseIterable, ArgumentValue { case auto, always, never }

struct SharedOptions: OptionGroup, Equatable {
    static let parameters: [Parameter<Self>] = [
        .option(
            \.output,
            "-o",
            "--output",
            value: "FORMAT",
            help: "How to print",
            environment: "MYTOOL_OUTPUT"
        ),
        .option(\.color, "--color", value: "WHEN", help: "When to use colour"),
        .flag(\.isQuiet, "-q", "--quiet", help: "Print less", environment: "MYTOOL_QUIET"),
        .flag(\.traces, "--trace", help: "Print everything").hidden(),
    ].under("Global options")

    var output = Format.table
    var color = Color.auto
    var isQuiet = false
    var traces = false
}

struct RenderK8s: Command, Equatable {
    static let name = "k8s"
    static let aliases = ["kubernetes"]
    static let summary = "Write Kubernetes manifests"
    static let discussion = """
        Manifests are made from the profile alone, so that the same profile
        gives the same files.

          mytool.yaml -> *.yaml

        .A line that begins with a dot, 'quotes', a back\\slash, and a--dash.
        """
    static let examples = [
        Example("Show what would change", "mytool render k8s --diff"),
        Example("Write the manifests of one environment", "mytool render k8s --env prod manifests.yaml"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(\.folder, "DIR", help: "Where to write", isRequired: false, completion: .directory),
            .argument(\.files, "FILE", help: "Files to start from", completion: .file("yaml", "yml")),
            .option(
                \.profile,
                "-p",
                "--profile",
                value: "FILE",
                help: "The project profile",
                environment: "MYTOOL_PROFILE",
                completion: .file("yaml")
            ),
            .option(
                \.environment,
                "--env",
                value: "ENV",
                help: "The environment",
                completion: .dynamic { context in
                    [
                        Candidate("prod", "customers: careful"), Candidate("staging"),
                        Candidate("a b", "of \(context.value(of: "--profile") ?? "none")"),
                    ]
                }
            ),
            .option(\.labels, "-l", "--label", value: "KEY=VALUE", help: "A label for every object"),
            .option(\.timeout, "--timeout", value: "TIME", help: "Give up after this long"),
            .option(\.replicas, "--replicas", value: "COUNT", help: "How many to run"),
            .flag(\.isDryRun, "-n", "--dry-run", help: "Write nothing"),
            .flag(\.waits, "--wait", help: "Wait for the rollout", isNegatable: true),
        ]
        + [
            .flag(\.showsDifference, "--diff", help: "Print what would change"),
            .flag(\.checks, "--check", help: "Fail when files differ", environment: "MYTOOL_CHECK"),
        ].exclusive()
        + SharedOptions.parameters.lifted(into: \.shared)

    var folder = "deploy"
    var files: [String] = []
    var profile = "mytool.yaml"
    var environment: String?
    var labels: [String] = []
    var timeout = Duration.seconds(90)
    var replicas: Int?
    var isDryRun = false
    var waits = true
    var showsDifference = false
    var checks = false
    var shared = SharedOptions()

    func validate() throws(UsageError) {
        if let replicas, replicas < 0 { throw UsageError("--replicas must be 0 or more", hint: "0 stops it") }
    }

    func run() async throws -> ExitStatus { .success }
}

struct ResetBreaker: Command, Equatable {
    static let name = "reset"
    static let summary = "Close a breaker"
    static let parameters: [Parameter<Self>] =
        [
            .argument(\.breaker, "NAME", help: "The breaker"),
            .argument(\.reason, "REASON", help: "Why"),
            .option(\.confirmation, "--confirm", value: "NAME", help: "The environment, again").required(),
        ] + SharedOptions.parameters.lifted(into: \.shared)

    var breaker = ""
    var reason: String?
    var confirmation = ""
    var shared = SharedOptions()
    func run() async throws -> ExitStatus { .unavailable }
}

struct ListBreakers: Command, Equatable {
    static let name = "list"
    static let summary = "List the breakers"
    static let parameters: [Parameter<Self>] = SharedOptions.parameters.lifted(into: \.shared)
    var shared = SharedOptions()
    func run() async throws -> ExitStatus { .findings }
}

struct Query: Command, Equatable {
    static let name = "query"
    static let summary = "Evaluate PromQL"
    static let parameters: [Parameter<Self>] = [
        .argument(\.expression, "PROMQL", help: "The expression; - reads standard input"),
        .option(\.offset, "--offset", value: "SECONDS", help: "Move the time"),
        .flag(\.isRange, "-r", "--range", help: "Over a range"),
        .option(\.points, "-n", value: "COUNT", help: "How many points"),
    ]
    var expression = ""
    var offset = 0.0
    var isRange = false
    var points: Int?
    func run() async throws -> ExitStatus { throw Failure() }
}

struct Failure: Error {}

let sample = Program(
    "mytool",
    "Operate a small fleet",
    version: "1.2.3",
    released: "November 21, 2026",
    shared: SharedOptions.self,
    examples: [Example("Look around", "mytool query up")],
    topics: [
        Topic("output", "Formats of output", "Tables are for people.\n\n  json  for programs"),
        .exitCodes,
        .environment(others: [("NO_COLOR", "no colour when it is not empty")]),
    ],
    [
        CommandNode("render", "Write deployment files", [CommandNode(RenderK8s.self)]).under("Deploy"),
        CommandNode(
            "breakers",
            "See and reset circuit breakers",
            aliases: ["breaker"],
            [CommandNode(ListBreakers.self), CommandNode(ResetBreaker.self)]
        ).under("Operate"),
        CommandNode(Query.self).under("Operate"),
        CommandNode("secret", "Not for everyone", [CommandNode(ListBreakers.self)]).hidden(),
    ]
)
