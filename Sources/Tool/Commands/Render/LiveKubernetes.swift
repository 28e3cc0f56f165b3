internal import Arguments
internal import Diagnostics
internal import Platforms
internal import Render
internal import Values
internal import YAML

extension RenderPlan {
    /// The objects of a plan, as trees.
    func objects() throws(InvalidInput) -> [Value] {
        var objects: [Value] = []
        for file in files where !file.isCompanion {
            objects += try YAML.documents(in: SourceFile(name: file.path, text: file.text))
        }
        return objects
    }
}

/// Compares plans with a cluster: each server by itself, the worst status of them all.
func compareWithCluster(
    _ plans: [NamedPlan],
    _ settings: LiveSettings,
    _ cluster: ClusterSettings,
    console: Console
) async throws(InvalidInput) -> ExitStatus {
    let live = try KubernetesLive(
        kubeconfig: cluster.kubeconfig,
        context: cluster.context,
        options: settings.options
    )
    var worst = ExitStatus.success
    for plan in plans {
        let status = LiveReport(comparison: await live.compare(try plan.plan.objects())).print(to: console)
        let order: [ExitStatus] = [.success, .findings, .failure, .unavailable]
        if order.firstIndex(of: status) ?? 0 > order.firstIndex(of: worst) ?? 0 { worst = status }
    }
    return worst
}
