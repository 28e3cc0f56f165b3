package import Diagnostics
package import Values

/// A kind of place that rendered documents are compared with.
package enum LivePlatform: Sendable {
    /// `nil` leaves the choice to the environment and to the kubeconfig.
    case kubernetes(kubeconfig: String?, context: String?)
    /// The region and the cluster of the profile; `nil` leaves them to the environment and to the service.
    case ecs(region: String?, cluster: String?)
    /// The project is the Compose file's `name` when it is `nil`.
    case docker(project: String?)

    /// Compares whatever documents a render makes for the platform; others are passed over.
    ///
    /// Throws when it is not known how to reach the platform; that it does not answer is part of the result.
    package func compare(_ documents: [Value], options: LiveOptions) async throws(InvalidInput)
        -> LiveComparison
    {
        switch self {
        case .kubernetes(let kubeconfig, let context):
            let live = try KubernetesLive(kubeconfig: kubeconfig, context: context, options: options)
            return await live.compare(documents)
        case .ecs(let region, let cluster):
            guard let definition = documents.first(where: { $0["containerDefinitions"] != nil }) else {
                throw InvalidInput(.error("no task definition was rendered"))
            }
            let live = try await ECSLive(region: region, options: options)
            let service = documents.first { $0["serviceName"] != nil }
            return await live.compare(taskDefinition: definition, service: service, cluster: cluster)
        case .docker(let project):
            guard let document = documents.first(where: { $0["services"] != nil }) else {
                throw InvalidInput(.error("no Compose file was rendered"))
            }
            return await (try DockerLive(options: options)).compare(document, project: project)
        }
    }
}
