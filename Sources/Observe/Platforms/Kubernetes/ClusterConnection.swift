package import Diagnostics
package import HTTP
internal import Values

/// A cluster that a kubeconfig or a service account leads to; nothing is asked of it yet.
package struct ClusterPlace: Sendable {
    private let access: KubernetesAccess
    private let options: LiveOptions

    /// Finds it as kubectl does, unless a kubeconfig or a context is named.
    package init(kubeconfig: String?, context: String?, options: LiveOptions) throws(InvalidInput) {
        access = try .found(kubeconfig: kubeconfig, context: context, options: options)
        self.options = options
    }

    /// What messages call the cluster.
    package var title: String { access.title }

    /// Reads tokens and asks plugins for credentials, which takes as long as they do.
    package func connect() throws(InvalidInput) -> ClusterConnection {
        ClusterConnection(client: try KubernetesClient(access, options: options))
    }
}

/// The API server of a cluster, as a user whose credentials are at hand.
package struct ClusterConnection: Sendable {
    fileprivate let client: KubernetesClient

    /// The answer to a GET of a path and a query, whatever its status.
    package func get(_ path: String) async throws(LiveProblem) -> HTTPResponse { try await client.get(path) }

    /// The head of an answer that goes on: a watch.
    package func open(_ path: String) async throws(LiveProblem) -> HTTPStream { try await client.open(path) }
}
