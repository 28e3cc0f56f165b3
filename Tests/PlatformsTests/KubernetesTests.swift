import Diagnostics
import Platforms
import TestSupport
import Testing
import Values

/// What a small profile renders.
let rendered = """
    apiVersion: v1
    kind: Namespace
    metadata: {name: weather, labels: &labels {app.kubernetes.io/instance: weather, app.kubernetes.io/managed-by: mcpctl, app.kubernetes.io/name: weather}}
    ---
    apiVersion: v1
    kind: Secret
    metadata:
      name: weather
      namespace: weather
      labels: {app.kubernetes.io/instance: weather, app.kubernetes.io/managed-by: mcpctl, app.kubernetes.io/name: weather}
    type: Opaque
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: weather
      namespace: weather
      labels: {app.kubernetes.io/instance: weather, app.kubernetes.io/managed-by: mcpctl, app.kubernetes.io/name: weather}
    spec:
      selector: {matchLabels: {app.kubernetes.io/name: weather}}
      template:
        metadata: {labels: {app.kubernetes.io/name: weather}}
        spec:
          containers:
            - name: weather
              image: ghcr.io/acme/weather:1.4.0
              env: [{name: LOG_LEVEL, value: info}, {name: NODE_ENV, value: production}]
              ports: [{containerPort: 3000, name: mcp}]
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: weather
      namespace: weather
      labels: {app.kubernetes.io/instance: weather, app.kubernetes.io/managed-by: mcpctl, app.kubernetes.io/name: weather}
    spec:
      selector: {app.kubernetes.io/name: weather}
      ports: [{name: mcp, port: 80, targetPort: mcp}]
    """

@Suite struct `Comparing with a cluster` {
    private let cluster: Cluster
    private let objects: [Value]

    init() throws {
        cluster = try Cluster()
        objects = try documents(rendered)
    }

    private func lines(_ comparison: LiveComparison) -> [String] {
        comparison.changes.map(\.line).filter { !$0.hasPrefix("same") }
    }

    @Test func `an empty cluster gets everything`() async throws {
        let comparison = try await cluster.live().compare(objects)
        #expect(
            comparison.changes.map(\.line) == [
                "create Namespace weather", "create Secret weather/weather",
                "create Deployment weather/weather",
                "create Service weather/weather",
            ]
        )
        #expect(comparison.changes.allSatisfy { $0.before == nil && $0.after != nil })
        // A dry run stays one.
        let patches = try await cluster.seen().filter { $0.hasPrefix("PATCH") }
        #expect(!patches.isEmpty && patches.allSatisfy { $0.contains("dryRun=All") })
    }

    @Test func `what was applied is the same, whatever the server added`() async throws {
        try await cluster.apply(objects)
        let comparison = try await cluster.live().compare(objects)
        #expect(lines(comparison) == [])
        #expect(comparison.changes.count == 4)
        #expect(comparison.warnings.isEmpty)
        // Discovery asks once for each version.
        let seen = try await cluster.seen()
        #expect(seen.filter { $0 == "GET /api/v1" }.count == 1)
    }

    @Test(arguments: ["mcpctl", "kubectl", "argocd-controller"])
    func `a field that is no longer rendered goes away, whoever applied it`(_ manager: String) async throws {
        try await cluster.apply(objects, as: manager)
        let changed = try documents(
            rendered.replacing(", {name: NODE_ENV, value: production}", with: "").replacing(
                "1.4.0",
                with: "1.5.0"
            )
        )
        let comparison = try await cluster.live().compare(changed)
        #expect(lines(comparison) == ["update Deployment weather/weather"])
        let change = try #require(comparison.changes.first { $0.object == "Deployment weather/weather" })
        #expect(change.before?.contains("NODE_ENV") == true)
        #expect(change.after?.contains("NODE_ENV") == false)
        #expect(change.after?.contains("weather:1.5.0") == true)
        for text in [change.before, change.after] {
            for noise in [
                "managedFields", "resourceVersion", "uid", "generation", "status", "creationTimestamp",
            ] {
                #expect(text?.contains("\(noise):") == false)
            }
            #expect(text?.contains("terminationMessagePath") == true)
        }
    }

    @Test func `what others set otherwise is told with their names, and the change is still shown`()
        async throws
    {
        try await cluster.apply(objects)
        let scaled = try documents(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: weather, namespace: weather}
            spec: {template: {spec: {containers: [{name: weather, image: "ghcr.io/acme/weather:hotfix"}]}}}
            """
        )
        try await cluster.apply(scaled, as: "kubectl-edit", operation: "Update")
        let comparison = try await cluster.live().compare(objects)
        #expect(lines(comparison) == ["update Deployment weather/weather"])
        let warning = try #require(comparison.warnings.first)
        #expect(comparison.warnings.count == 1)
        #expect(
            warning.message
                == "Deployment weather/weather: 'kubectl-edit' set .spec.template.spec.containers[name=\"weather\"].image otherwise"
        )
        #expect(
            comparison.changes.first { $0.object.hasPrefix("Deployment") }?.before?.contains("hotfix") == true
        )
    }

    @Test func `what an earlier render left is to be removed, and nothing else`() async throws {
        try await cluster.apply(objects)
        func extra(_ name: String, labels: String) throws -> [Value] {
            try documents(
                """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: \(name), namespace: weather, labels: {\(labels)}}
                spec: {maxUnavailable: 1}
                """
            )
        }
        let own =
            "app.kubernetes.io/instance: weather, app.kubernetes.io/managed-by: mcpctl, app.kubernetes.io/name"
        try await cluster.apply(try extra("old", labels: "\(own): weather"))
        try await cluster.apply(try extra("other", labels: "\(own): tides"))
        try await cluster.apply(try extra("foreign", labels: "app.kubernetes.io/name: weather"))
        #expect(
            lines(try await cluster.live().compare(objects)) == ["remove PodDisruptionBudget weather/old"]
        )
    }

    @Test func `a secret's value never shows, and neither does a variable's that looks like one`()
        async throws
    {
        let values = ["aHVudGVyMg==", "aHVudGVyMw==", "s3cr3t-in-clear", "s3cr3t-changed"]
        let filled = rendered.replacing("type: Opaque", with: "type: Opaque\ndata: {api-key: \(values[0])}")
            .replacing("value: info}", with: "value: info}, {name: API_TOKEN, value: \(values[2])}")
        try await cluster.apply(try documents(filled))
        // Somebody fills the Secret in by hand: that is as it should be.
        #expect(lines(try await cluster.live().compare(try documents(filled))) == [])
        let comparison = try await cluster.live().compare(
            try documents(filled.replacing(values[0], with: values[1]).replacing(values[2], with: values[3]))
        )
        #expect(lines(comparison) == ["update Secret weather/weather", "update Deployment weather/weather"])
        for change in comparison.changes {
            for text in [change.before ?? "", change.after ?? ""] {
                for value in values { #expect(!text.contains(value)) }
            }
            if change.line.hasPrefix("update") {
                #expect(change.before?.contains("(hidden)") == true)
                #expect(change.after?.contains("(hidden, changed)") == true)
            }
        }
    }

    @Test func `kinds the cluster lacks are told`() async throws {
        let monitor = try documents(
            "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: weather, namespace: weather}"
        )
        try await cluster.apply(objects)
        let comparison = try await cluster.live().compare(objects + monitor)
        #expect(lines(comparison) == ["unknown ServiceMonitor weather/weather"])
        let problem = try #require(comparison.changes.last { $0.problem != nil }?.problem)
        #expect(problem.diagnostic.message.contains("the cluster has no kind ServiceMonitor"))
        #expect(problem.diagnostic.hint?.contains("custom resource definitions") == true)
        #expect(!problem.isUnreachable)
    }

    @Test(arguments: [
        (403, "the user may not patch it (403): failed", false), (409, "(409): failed", false),
        (422, "the cluster would refuse it (422): failed", false), (500, "cannot answer now (500)", true),
        (503, "cannot answer now (503)", true), (401, "does not know who asks (401)", false),
    ])
    func `a refusal is told with object, reason and what next`(
        _ status: Int,
        _ words: String,
        _ isUnreachable: Bool
    )
        async throws
    {
        try await cluster.apply(objects)
        try await cluster.fail(
            "/deployments/weather",
            ["method": "PATCH", "status": .int(status), "body": "failed \u{1B}[31m"]
        )
        let comparison = try await cluster.live().compare(objects)
        #expect(lines(comparison) == ["unknown Deployment weather/weather"])
        let problem = try #require(comparison.changes[2].problem)
        #expect(problem.diagnostic.message.hasPrefix("Deployment weather/weather: "))
        #expect(problem.diagnostic.message.contains(words), "\(problem.diagnostic.message)")
        #expect(problem.diagnostic.hint != nil)
        #expect(problem.isUnreachable == isUnreachable)
        #expect(!problem.diagnostic.text.contains("\u{1B}"))
    }

    @Test(arguments: ["slow", "garbage", "endless"])
    func `a server that answers badly is unreachable, not the same`(_ action: String) async throws {
        try await cluster.apply(objects)
        try await cluster.fail("/services/weather", ["action": .string(action)])
        let comparison = try await cluster.live(timeout: action == "slow" ? .seconds(2) : .seconds(20))
            .compare(objects)
        #expect(lines(comparison) == ["unknown Service weather/weather"])
        #expect(comparison.changes[3].problem?.isUnreachable == true)
    }

    @Test func `a real refusal of the dry run is told`() async throws {
        try await cluster.apply(objects)
        let broken = try documents(
            rendered.replacing("matchLabels: {app", with: "matchLabels: {other: x, app")
        )
        let comparison = try await cluster.live().compare(broken)
        #expect(
            comparison.changes[2].problem?.diagnostic.message.contains("`selector` does not match") == true
        )
    }
}
