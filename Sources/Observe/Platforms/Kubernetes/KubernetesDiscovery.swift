internal import HTTP
internal import Values

/// Which kinds a cluster has, asked once for each group and version (`APIResourceList`).
actor KubernetesDiscovery {
    private let client: KubernetesClient
    /// The kinds of a version; empty when the cluster has not got it.
    private var known: [String: Task<Result<[KubernetesResource], LiveProblem>, Never>] = [:]

    init(_ client: KubernetesClient) { self.client = client }

    /// Where objects of a kind are; `nil` when the cluster does not have that kind.
    func resource(_ kind: String, of apiVersion: String) async throws(LiveProblem) -> KubernetesResource? {
        let task = known[apiVersion] ?? Task { [client] in await Self.resources(of: apiVersion, client) }
        known[apiVersion] = task
        return try await task.value.get().first { $0.kind == kind }
    }

    private static func resources(of apiVersion: String, _ client: KubernetesClient) async
        -> Result<[KubernetesResource], LiveProblem>
    {
        let path = apiVersion.contains("/") ? "/apis/\(apiVersion)" : "/api/\(apiVersion)"
        do throws(LiveProblem) {
            let response = try await client.get(path)
            if response.status == 404, apiVersion.contains("/") { return .success([]) }
            guard response.isSuccess else {
                throw LiveProblem(response, about: "the kinds of \(apiVersion)", action: "list")
            }
            guard let list = response.json?["resources"]?.array else {
                throw LiveProblem(
                    "\(path): the answer is not one of a Kubernetes API server",
                    hint: "check the server's address in the kubeconfig",
                    isUnreachable: true
                )
            }
            return .success(
                list.compactMap { item in
                    // `deployments/status` is a part of deployments.
                    guard let plural = item["name"]?.nonEmptyString, !plural.contains("/"),
                        let kind = item["kind"]?.nonEmptyString
                    else { return nil }
                    return KubernetesResource(
                        apiVersion: apiVersion,
                        kind: kind,
                        plural: plural,
                        isNamespaced: item["namespaced"]?.bool == true
                    )
                }
            )
        } catch {
            return .failure(error)
        }
    }
}
