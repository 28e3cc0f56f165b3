internal import Arguments

extension BenchServer {
    static let asking: [Parameter<Self>] = [
        .argument(\.url, "URL", help: "The MCP endpoint, /mcp where the URL has no path"),
        .option(
            \.tools,
            "--tool",
            value: "NAME[=WEIGHT]",
            help: "Call this tool, so often beside the others"
        ),
        .option(
            \.arguments,
            "--arguments",
            value: "[NAME=]JSON",
            help: "What to call the tools with, or the one of that name"
        ),
    ]

    static let amount: [Parameter<Self>] =
        [
            .option(\.rate, "--rate", value: "RATE", help: "How many requests a second, 10000 at most"),
            .option(\.duration, "--duration", value: "SPAN", help: "How long, 10m at most")
                .conflicting(with: "--count"),
            .option(\.count, "--count", value: "NUMBER", help: "How many requests instead, 1000000 at most"),
            .option(
                \.warmUp,
                "--warm-up",
                value: "SPAN",
                help: "How long before at the same rate, uncounted"
            ),
            .option(
                \.inFlight,
                "--in-flight",
                value: "NUMBER",
                help: "How many requests, and connections, at a time; others wait, and that counts"
            ),
            .option(\.sessions, "--sessions", value: "NUMBER", help: "How many sessions share them"),
            .option(
                \.timeout,
                "--timeout",
                value: "SPAN",
                help: "How long one answer may take",
                environment: "MCPCTL_TIMEOUT"
            ),
        ].under("How much")

    static let yield: [Parameter<Self>] =
        [
            .option(
                \.maxErrorRatio,
                "--max-error-ratio",
                value: "RATIO",
                help: "How much of it may fail, from 0 to 1; without it, all may"
            ),
            .option(
                \.result,
                "--result",
                value: "FILE",
                help: "Write the result there as JSON, too",
                completion: .file("json")
            ),
        ].under("What comes of it")

    static let safety: [Parameter<Self>] =
        [
            .option(
                \.profile,
                "-p",
                "--profile",
                value: "FILE",
                help: "The project profile, which says what is protected; mcpctl.yaml when there is one",
                environment: "MCPCTL_PROFILE",
                completion: .file("yaml", "yml", "json")
            ),
            .option(
                \.confirmation,
                "--confirm",
                value: "NAME",
                help: "Do it although the server is in this protected environment"
            ),
        ].under("Safety")
}
