package import Diagnostics
internal import HTTP
package import Values

/// Compares rendered objects with those of a cluster: by a dry run of the server itself, so that its defaults and
/// the fields of others are no differences.
package struct KubernetesLive: Sendable {
    private let client: KubernetesClient
    private let discovery: KubernetesDiscovery
    private let title: String

    /// Finds the cluster and the user's credentials; nothing is asked of the cluster yet.
    ///
    /// `kubeconfig` and `context` are those of the command line, which win over `KUBECONFIG`, `~/.kube/config` and the
    /// service account of a pod.
    package init(kubeconfig: String? = nil, context: String? = nil, options: LiveOptions) throws(InvalidInput)
    {
        let access = try KubernetesAccess.found(kubeconfig: kubeconfig, context: context, options: options)
        title = access.title
        client = try KubernetesClient(access, options: options)
        discovery = KubernetesDiscovery(client)
    }

    /// What applying the objects would change, and which objects of an earlier render are left over.
    package func compare(_ objects: [Value]) async -> LiveComparison {
        let objects = objects.compactMap(KubernetesObject.init)
        var comparison = LiveComparison(place: title)
        let looked = await inOrder(objects) { await look(at: $0) }
        for (change, warnings) in looked {
            comparison.changes.append(change)
            comparison.warnings += warnings
        }
        // Whoever does not answer for these does not for others.
        let isReachable = looked.contains { change, _ in
            if case .unknown(let problem) = change.kind { !problem.isUnreachable } else { true }
        }
        guard isReachable else { return comparison }
        for owner in Owner.all(of: objects) {
            let leftOvers = await inOrder(Self.kinds(besides: objects)) {
                await leftOver($0, of: owner, besides: objects)
            }
            comparison.changes += leftOvers.flatMap { $0 }
        }
        return comparison
    }

    /// One object: what runs, and what a dry run of applying it answers.
    private func look(at object: KubernetesObject) async -> (LiveChange, [Diagnostic]) {
        do throws(LiveProblem) {
            guard let resource = try await resource(of: object.kind, object.apiVersion, about: object.title)
            else {
                throw LiveProblem(
                    "\(object.title): the cluster has no kind \(object.kind) in \(object.apiVersion)",
                    hint: object.apiVersion.contains(".") && !object.apiVersion.contains(".k8s.io/")
                        ? "install the custom resource definitions it belongs to, or leave it out of the profile"
                        : "the cluster is too old, or too new, for it"
                )
            }
            let path = "\(resource.path(in: object.namespace))/\(percentEncoded(object.name))"
            let response = try await client.get(path)
            if response.status == 404 {
                return (try await creation(of: object, at: path), [])
            }
            guard response.isSuccess else { throw LiveProblem(response, about: object.title, action: "get") }
            guard let live = response.json.flatMap(KubernetesObject.init) else {
                throw Self.unreadable(object)
            }
            let (result, warnings) = try await applied(object, over: live, at: path)
            return (LiveChange(object.title, before: live.comparable, after: result.comparable), warnings)
        } catch {
            return (LiveChange(object.title, .unknown(error)), [])
        }
    }

    /// Where objects of a kind are; a problem with finding out becomes one of the object.
    private func resource(of kind: String, _ apiVersion: String, about title: String)
        async throws(LiveProblem)
        -> KubernetesResource?
    {
        do { return try await discovery.resource(kind, of: apiVersion) } catch {
            throw error.isUnreachable ? error : error.about(title)
        }
    }

    private func creation(of object: KubernetesObject, at path: String) async throws(LiveProblem)
        -> LiveChange
    {
        let response = try await client.dryRun(
            object.value,
            at: path,
            as: KubernetesObject.ownManager,
            isForced: true
        )
        // In a namespace that is to be created too, a dry run finds nothing to put the object into.
        guard response.isSuccess || response.status == 404 else {
            throw LiveProblem(response, about: object.title, action: "patch")
        }
        return LiveChange(object.title, before: nil, after: object.comparable)
    }

    private func applied(_ object: KubernetesObject, over live: KubernetesObject, at path: String)
        async throws(LiveProblem) -> (KubernetesObject, [Diagnostic])
    {
        var warnings: [Diagnostic] = []
        var response = try await client.dryRun(object.value, at: path, as: live.applier, isForced: false)
        if response.status == 409, let conflicts = FieldConflicts(response.json) {
            warnings = conflicts.warnings(about: object.title)
            response = try await client.dryRun(object.value, at: path, as: live.applier, isForced: true)
        }
        guard response.isSuccess else { throw LiveProblem(response, about: object.title, action: "patch") }
        guard let result = response.json.flatMap(KubernetesObject.init) else { throw Self.unreadable(object) }
        return (result, warnings)
    }

    private static func unreadable(_ object: KubernetesObject) -> LiveProblem {
        LiveProblem(
            "\(object.title): the cluster's answer is no object",
            hint: "check the server's address in the kubeconfig",
            isUnreachable: true
        )
    }
}

// What an earlier render left behind.
extension KubernetesLive {
    /// The labels that every object of a server has, and the namespaces it is in.
    private struct Owner {
        let selector: String
        let namespaces: [String]

        /// One for each server that the objects belong to.
        static func all(of objects: [KubernetesObject]) -> [Owner] {
            let namespaces = Dictionary(grouping: objects, by: selector(of:))
                .mapValues { Set($0.compactMap(\.namespace)).sorted() }
            return namespaces.sorted { $0.key ?? "" < $1.key ?? "" }.compactMap { selector, namespaces in
                selector.map { Owner(selector: $0, namespaces: namespaces) }
            }
        }

        private static func selector(of object: KubernetesObject) -> String? {
            let labels = object.value["metadata"]?["labels"]
            guard labels?["app.kubernetes.io/managed-by"]?.string == "mcpctl",
                let name = labels?["app.kubernetes.io/name"]?.nonEmptyString,
                let instance = labels?["app.kubernetes.io/instance"]?.nonEmptyString
            else { return nil }
            return [("managed-by", "mcpctl"), ("name", name), ("instance", instance)].map {
                "app.kubernetes.io/\($0)=\($1)"
            }.joined(separator: ",")
        }
    }

    private struct Kind: Hashable {
        let apiVersion: String
        let kind: String
    }

    /// Every kind that a render may make: what is no longer rendered may have been the only one of its kind.
    private static func kinds(besides objects: [KubernetesObject]) -> [Kind] {
        let possible = [
            ("v1", "ConfigMap"), ("v1", "PersistentVolumeClaim"), ("v1", "Secret"), ("v1", "Service"),
            ("v1", "ServiceAccount"), ("apps/v1", "Deployment"), ("apps/v1", "StatefulSet"),
            ("autoscaling/v2", "HorizontalPodAutoscaler"), ("external-secrets.io/v1", "ExternalSecret"),
            ("gateway.networking.k8s.io/v1", "HTTPRoute"), ("monitoring.coreos.com/v1", "PrometheusRule"),
            ("monitoring.coreos.com/v1", "ServiceMonitor"), ("networking.k8s.io/v1", "Ingress"),
            ("networking.k8s.io/v1", "NetworkPolicy"), ("policy/v1", "PodDisruptionBudget"),
        ].map { Kind(apiVersion: $0, kind: $1) }
        let rendered = objects.filter { $0.namespace != nil }.map {
            Kind(apiVersion: $0.apiVersion, kind: $0.kind)
        }
        return Set(possible + rendered).sorted { ($0.apiVersion, $0.kind) < ($1.apiVersion, $1.kind) }
    }

    private func leftOver(_ kind: Kind, of owner: Owner, besides objects: [KubernetesObject]) async
        -> [LiveChange]
    {
        var changes: [LiveChange] = []
        for namespace in owner.namespaces {
            let title = "\(kind.kind) objects of \(namespace)"
            do throws(LiveProblem) {
                guard let resource = try await discovery.resource(kind.kind, of: kind.apiVersion) else {
                    return []
                }
                let response = try await client.get(
                    "\(resource.path(in: namespace))?labelSelector=\(percentEncoded(owner.selector))&limit=500"
                )
                guard response.isSuccess else { throw LiveProblem(response, about: title, action: "list") }
                guard let items = response.json?["items"]?.array else {
                    throw LiveProblem("\(title): the cluster's answer is no list", isUnreachable: true)
                }
                for item in items {
                    // The items of a list do not say what they are.
                    var whole = item.object ?? Object()
                    whole["apiVersion"] = .string(kind.apiVersion)
                    whole["kind"] = .string(kind.kind)
                    guard let object = KubernetesObject(.object(whole)), !object.isOwned,
                        !objects.contains(where: { $0.title == object.title }),
                        !Self.isClaim(object, of: objects)
                    else { continue }
                    changes.append(LiveChange(object.title, before: object.comparable, after: nil))
                }
            } catch {
                changes.append(LiveChange(title, .unknown(error)))
            }
        }
        return changes
    }

    /// Whether it is the volume of a replica, which its StatefulSet made: `data-weather-0`.
    private static func isClaim(_ object: KubernetesObject, of objects: [KubernetesObject]) -> Bool {
        guard object.kind == "PersistentVolumeClaim" else { return false }
        return objects.contains { set in
            (set.value["spec"]?["volumeClaimTemplates"]?.array ?? []).contains { template in
                object.name.hasPrefix("\(template["metadata"]?["name"]?.string ?? "")-\(set.name)-")
            }
        }
    }
}

/// The answers for all items, asked for at once, in the items' order.
func inOrder<Item: Sendable, Answer: Sendable>(
    _ items: [Item],
    _ ask: @escaping @Sendable (Item) async -> Answer
) async -> [Answer] {
    await withTaskGroup(of: (Int, Answer).self) { group in
        for (index, item) in items.enumerated() { group.addTask { (index, await ask(item)) } }
        var answers: [(Int, Answer)] = []
        for await answer in group { answers.append(answer) }
        return answers.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
