internal import Arguments
internal import Render

/// The verb `mcpctl render k8s`.
struct RenderKubernetes: Command {
    static let name = KubernetesTarget.name
    static let aliases = ["kubernetes"]
    static let summary = "Write Kubernetes manifests"
    static let discussion = """
        Prints one stream of documents, or writes one file an object and a kustomization.yaml into a folder, all of \
        them or none. Files of an earlier render that are no longer needed are removed.

        --live asks the API server for a dry run of applying them, as 'kubectl apply --server-side' would, and prints \
        what would change, without secrets. It exits with 0 when nothing would, 3 when something would, 1 when the \
        cluster refuses to tell, and 4 when it cannot be reached.

        A secret's value is never written: a Secret without data waits for whoever runs the cluster.
        """
    static let examples = [
        Example("Apply the profile of this folder", "mcpctl render k8s | kubectl apply --server-side -f -"),
        Example("Write files for production", "mcpctl render k8s --env production -o k8s/"),
        Example("See what would change in them", "mcpctl render k8s --env production -o k8s/ --diff"),
        Example("See what would change in the cluster", "mcpctl render k8s --env production --live"),
        Example("Fail in CI when they are out of date", "mcpctl render k8s --env production -o k8s/ --check"),
        Example(
            "Promote the image that was tested",
            "mcpctl render k8s -e production --image-digest sha256:…"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        RenderOptions.parameters.lifted(into: \.options)
        + (LiveSettings.parameters.lifted(into: \.live) + ClusterSettings.parameters.lifted(into: \.cluster))
        .under("What runs")

    var options = RenderOptions()
    var live = LiveSettings()
    var cluster = ClusterSettings()

    func run() async throws -> ExitStatus {
        try await options.run({ KubernetesTarget(templates: $0) }) { plans, console in
            guard live.isLive else { return nil }
            return try await live.compare(plans, console: console) { _ in cluster.platform }
        }
    }
}
