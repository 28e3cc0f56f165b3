internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Profile
internal import Render
internal import Values

/// The verb `mcpctl render k8s`.
struct RenderKubernetes: Command {
    static let name = "k8s"
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
    ]
    static let parameters: [Parameter<Self>] =
        [
            .option(
                \.profiles,
                "-p",
                "--profile",
                value: "FILE",
                help: "A project profile; - is standard input. Several are written to folders of their names",
                environment: "MCPCTL_PROFILE",
                completion: .file("yaml", "yml", "json")
            )
        ] + ProfileOptions.place.lifted(into: \.options) + RenderOutput.parameters.lifted(into: \.output)
        + (LiveSettings.parameters.lifted(into: \.live) + ClusterSettings.parameters.lifted(into: \.cluster))
        .under("What runs") + SharedOptions.parameters.lifted(into: \.shared)

    var profiles = ["mcpctl.yaml"]
    var options = ProfileOptions()
    var output = RenderOutput()
    var live = LiveSettings()
    var cluster = ClusterSettings()
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let templates = try options.templates.set()
        let resolver = ProfileResolver(templates: templates)
        let target = KubernetesTarget(templates: templates)
        let console = shared.console
        var plans: [NamedPlan] = []
        var invalid: [Diagnostic] = []
        for path in profiles {
            do {
                let file = try ProfileFile.read(path)
                let resolved = try resolver.resolve(file.tree, environment: options.environment)
                let plan = try target.plan(resolved, localFiles: try file.localFiles(of: resolved))
                plans.append(NamedPlan(name: resolved.profile.name, profile: path, plan: plan))
            } catch let error as InvalidInput {
                invalid += error.diagnostics
            }
        }
        guard invalid.isEmpty else { throw InvalidInput(invalid) }
        // Notes are for those who ask: `profile validate` tells them.
        console.tell(plans.flatMap(\.plan.warnings).filter { $0.severity != .note })
        if live.isLive { return try await live.compare(plans, console: console) { _ in cluster.platform } }
        return try output.deliver(plans, to: console)
    }
}
