internal import Arguments
internal import Platforms

/// How `--live` finds the platform and how long it waits for it.
struct LiveSettings: OptionGroup {
    var isLive = false
    var timeout = Duration.seconds(10)

    static let parameters: [Parameter<Self>] = [
        .flag(\.isLive, "--live", help: "Print what would change in what runs, and write nothing")
            .conflicting(with: "--output", "--dry-run", "--diff", "--check", "--force"),
        .option(
            \.timeout,
            "--timeout",
            value: "DURATION",
            help: "How long to wait for each answer of what runs"
        ),
    ]

    /// With the variables of the process.
    var options: LiveOptions {
        var options = LiveOptions(environment: processEnvironment())
        options.timeout = timeout
        return options
    }
}

/// Which cluster is meant.
struct ClusterSettings: OptionGroup {
    var kubeconfig: String?
    var context: String?

    static let parameters: [Parameter<Self>] = [
        .option(
            \.kubeconfig,
            "--kubeconfig",
            value: "FILE",
            help: "The kubeconfig that --live reads instead of KUBECONFIG and ~/.kube/config",
            completion: .file("yaml", "yml")
        ),
        .option(\.context, "--context", value: "NAME", help: "The context of the kubeconfig, for --live"),
    ]

    var platform: LivePlatform { .kubernetes(kubeconfig: kubeconfig, context: context) }
}
