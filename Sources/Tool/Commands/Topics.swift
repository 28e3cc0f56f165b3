internal import Arguments

/// Pages of help that belong to no verb.
enum Topics {
    static let all = [environment, exitCodes, output, profile]

    private static let environment = Topic(
        "environment",
        "Variables the tool reads",
        """
        MCPCTL_PROFILE is the profile when --profile is not given. MCPCTL_ENV is the environment when --env is not \
        given. MCPCTL_TEMPLATES is the folder of --templates. MCPCTL_OUTPUT is the format of -o where data is shown.

        --live finds what runs as the platform's own tools do: by KUBECONFIG; by AWS_PROFILE, AWS_REGION, the \
        AWS_ACCESS_KEY_ID family and AWS_ENDPOINT_URL_ECS; by DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH. \
        HTTPS_PROXY and NO_PROXY say which way requests go.

        NO_COLOR (not empty), CLICOLOR=0 and TERM=dumb turn colour off; CLICOLOR_FORCE turns it on where there is no \
        terminal. What stands on the command line wins over the environment.
        """
    )

    private static let exitCodes = Topic("exit-codes", "What the exit status says") { _ in
        ExitStatus.allCases.map { "    \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n")
    }

    private static let output = Topic(
        "output",
        "How data and messages are printed",
        """
        Data goes to standard output, messages to standard error. JSON is one document with stable keys; times are \
        RFC 3339 in UTC and numbers are never rounded. Off a terminal there is no colour and nothing is cut.

        Text that came from a file or a server is printed with its control characters spelled out.
        """
    )

    private static let profile = Topic(
        "profile",
        "How a project profile is written",
        """
        A profile, mcpctl.yaml, describes one MCP server. With a preset five lines are enough:

            apiVersion: mcpctl.dev/v1
            name: weather
            preset: mcp-typescript
            version: 1.4.0
            image: ghcr.io/acme/weather:1.4.0

        The preset's values lie below it and every other key has a default; 'mcpctl profile show --origin' tells \
        which value comes from where. An environment's overlay is merged over it (RFC 7396), and null removes what \
        a preset brought. Secrets are references, never values.

        'mcpctl profile schema' prints every key with its meaning.
        """
    )
}
