import Diagnostics
import FoundationEssentials
import HTTP
import Profile
import TestSupport
import Testing
import Values

@testable import Discovery

/// An API server with watches, and a folder with a kubeconfig for it.
private final class WatchedCluster: Sendable {
    static let certificates = Result { try Certificates() }

    let folder: TemporaryFolder
    let server: PythonServer
    let certificates: Certificates
    private let client = HTTPClient()

    init() throws {
        certificates = try Self.certificates.get()
        folder = try TemporaryFolder()
        server = try PythonServer(
            script("watch_api.py"),
            certificates.path("server.pem"),
            certificates.path("server.key"),
            certificates.path("ca.pem")
        )
        try write(user: "{token: right-token}")
    }

    func write(user: String) throws {
        try folder.write(
            """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{name: test, context: {cluster: test, user: me}}]
            clusters:
              - name: test
                cluster:
                  server: https://127.0.0.1:\(server.place)
                  certificate-authority: \(certificates.path("ca.pem"))
            users: [{name: me, user: \(user)}]
            """,
            to: "config"
        )
    }

    func post(_ path: String, _ body: Value = [:]) async throws {
        var request = HTTPRequest(
            .post,
            "https://127.0.0.1:\(server.place)\(path)",
            body: Array(body.json(.compact).utf8)
        )
        request.tls.authorities = .file(certificates.path("ca.pem"))
        _ = try await client.send(request)
    }

    func seen() async throws -> [String] {
        var request = HTTPRequest(.get, "https://127.0.0.1:\(server.place)/_seen")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        let text = String(decoding: try await client.send(request).body, as: UTF8.self)
        return try JSON.value(in: SourceFile(name: "seen", text: text)).array?.compactMap(\.string) ?? []
    }

    func put(_ object: Value) async throws { try await post("/_put", object) }

    func pod(_ name: String, _ address: String?, ready: Bool = true, labels: Value? = nil) -> Value {
        var status: Value = [
            "phase": "Running",
            "conditions": [["type": "Ready", "status": .string(ready ? "True" : "False")]],
        ]
        if let address { status = status.merged(with: ["podIP": .string(address)]) }
        let metadata: Value = [
            "name": .string(name), "namespace": "mcp-weather",
            "labels": labels ?? ["app.kubernetes.io/name": "weather"],
        ]
        return [
            "kind": "Pod", "metadata": metadata,
            "spec": ["containers": [["name": "server", "ports": [["name": "mcp", "containerPort": 3000]]]]],
            "status": status,
        ]
    }

    /// What the environment finds, looked at with a kubeconfig of this cluster.
    func look(_ more: String = "role: pod", lines: String = "") throws -> Looking {
        Looking(
            try plan(
                "discovery:\n  - kubernetes: {kubeconfig: config, \(more)}\n\(lines)",
                folder: folder.path,
                variables: ["PATH": "/usr/bin:/bin"]
            ).source
        )
    }
}

extension Value {
    /// A JSON Merge Patch (RFC 7396).
    fileprivate func merged(with patch: Value) -> Value {
        guard let changes = patch.object else { return patch }
        var object = self.object ?? Object()
        for change in changes {
            object[change.key] =
                change.value.isNull ? nil : (object[change.key] ?? .null).merged(with: change.value)
        }
        return .object(object)
    }
}

@Suite(.serialized) struct `Targets of a cluster` {
    private let cluster: WatchedCluster

    init() throws { cluster = try WatchedCluster() }

    @Test func `are listed in pages, then watched`() async throws {
        for number in 1...5 {
            try await cluster.put(cluster.pod("weather-\(number)", "10.0.0.\(number)"))
        }
        try await cluster.put(cluster.pod("other", "10.0.9.9", labels: ["app.kubernetes.io/name": "other"]))
        let looking = try cluster.look()
        let targets = try await looking.targets { $0.count == 5 }
        #expect(targets.first?.url == "http://10.0.0.1:3000/mcp")
        #expect(targets.first?.health == "http://10.0.0.1:8080/health")
        #expect(targets.first?.name == "weather-1" && targets.first?.server == "weather")
        #expect(targets.first?.labels.contains { $0 == ("namespace", "mcp-weather") } == true)
        #expect(targets.allSatisfy { $0.remark == nil })
        // One comes, one is not ready, one has no address yet, one goes away.
        try await cluster.put(cluster.pod("weather-6", "10.0.0.6", ready: false))
        let more = try await looking.targets { $0.count == 6 }
        #expect(more.last?.remark == "not ready")
        try await cluster.put(cluster.pod("weather-7", nil))
        try await cluster.post("/_delete", cluster.pod("weather-1", "10.0.0.1"))
        try await looking.targets { $0.map(\.name) == (2...6).map { "weather-\($0)" } }
        let seen = try await cluster.seen()
        #expect(seen.filter { !$0.contains("watch=1") }.count == 3)
        #expect(seen.allSatisfy { $0.contains("labelSelector=app.kubernetes.io%2Fname%3Dweather") })
        #expect(looking.problems.isEmpty)
    }

    @Test func `stay known when watches end, and are listed again when versions are gone`() async throws {
        try await cluster.put(cluster.pod("weather-1", "10.0.0.1"))
        let looking = try cluster.look()
        try await looking.targets { $0.count == 1 }
        try await cluster.post("/_drop")
        try await cluster.put(cluster.pod("weather-2", "10.0.0.2"))
        try await looking.targets { $0.count == 2 }
        let lists = try await cluster.seen().count { !$0.contains("watch=1") }
        try await cluster.post("/_expire")
        try await cluster.put(cluster.pod("weather-3", "10.0.0.3"))
        try await looking.targets { $0.count == 3 }
        #expect(try await cluster.seen().count { !$0.contains("watch=1") } > lists)
        try await cluster.post("/_stray")
        let problem = try await looking.problem("an event of the watch is no JSON")
        #expect(problem.severity == .warning)
        try await cluster.put(cluster.pod("weather-4", "10.0.0.4"))
        try await looking.targets { $0.count == 4 }
    }

    @Test func `are known by a client certificate`() async throws {
        let certificates = cluster.certificates
        try cluster.write(
            user:
                "{client-certificate: \(certificates.path("client.pem")), client-key: \(certificates.path("client.key"))}"
        )
        try await cluster.put(cluster.pod("weather-1", "10.0.0.1"))
        try await cluster.look().targets { $0.count == 1 }
    }

    @Test func `are asked for again with what a plugin gives when a token has expired`() async throws {
        try cluster.folder.write(
            """
            #!/bin/sh
            token=$(cat "\(cluster.folder.path)/token")
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'$token'"}}'
            """,
            to: "login"
        )
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: "\(cluster.folder.path)/login"
        )
        try cluster.folder.write("right-token", to: "token")
        try cluster.write(
            user:
                "{exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login, interactiveMode: Never}}"
        )
        try await cluster.put(cluster.pod("weather-1", "10.0.0.1"))
        let looking = try cluster.look()
        try await looking.targets { $0.count == 1 }
        try cluster.folder.write("next-token", to: "token")
        try await cluster.post("/_token", ["tokens": ["next-token"]])
        try await cluster.put(cluster.pod("weather-2", "10.0.0.2"))
        try await looking.targets { $0.count == 2 }
    }

    @Test func `can be Services and the addresses behind them`() async throws {
        let labels: Value = ["app.kubernetes.io/name": "weather", "kubernetes.io/service-name": "weather"]
        try await cluster.put([
            "kind": "Service",
            "metadata": ["name": "weather", "namespace": "mcp-weather", "labels": labels],
            "spec": [
                "clusterIP": "10.96.0.7",
                "ports": [["name": "mcp", "port": 80], ["name": "metrics", "port": 9464]],
            ],
        ])
        try await cluster.put([
            "kind": "Service",
            "metadata": ["name": "weather-headless", "namespace": "mcp-weather", "labels": labels],
            "spec": ["clusterIP": "None", "ports": [["name": "metrics", "port": 9464]]],
        ])
        try await cluster.put([
            "kind": "EndpointSlice",
            "metadata": ["name": "weather-abc", "namespace": "mcp-weather", "labels": labels],
            "ports": [["name": "mcp", "port": 3000]],
            "endpoints": [
                [
                    "addresses": ["10.0.0.1"], "conditions": ["ready": true],
                    "targetRef": ["kind": "Pod", "name": "weather-1"],
                ], ["addresses": ["10.0.0.2"], "conditions": ["ready": false]],
                ["addresses": ["fd00::3"], "conditions": ["ready": false, "terminating": true]],
            ],
        ])
        let services = try await cluster.look("role: service").targets { !$0.isEmpty }
        #expect(services.map(\.url) == ["http://weather.mcp-weather.svc:80/mcp"])
        #expect(services.first?.metrics == "http://weather.mcp-weather.svc:9464/metrics")
        // The Service does not lead to it.
        #expect(services.first?.admin == nil && services.first?.health == nil)
        let slices = try await cluster.look(
            "role: endpointslice",
            lines: "    endpoint: {port: mcp, path: /rpc}\n    labels: {team: sky}"
        ).targets { $0.count == 3 }
        #expect(
            slices.map(\.url) == [
                "http://10.0.0.2:3000/rpc", "http://[fd00::3]:3000/rpc", "http://10.0.0.1:3000/rpc",
            ]
        )
        #expect(slices.map(\.remark) == ["not ready", "terminating", nil])
        #expect(slices.allSatisfy { $0.labels.contains { $0 == ("team", "sky") } })
    }

    @Test func `that may not be seen are a problem with a way out`() async throws {
        let looking = try cluster.look("namespace: forbidden")
        let problem = try await looking.problem(
            "the user may not list /api/v1/namespaces/forbidden/pods (403)"
        )
        #expect(problem.hint == "a Role with the verbs list and watch on it is enough")
        try cluster.write(user: "{token: wrong}")
        let other = try cluster.look()
        _ = try await other.problem("the cluster does not know who asks (401)")
        #expect(other.problems.count == 1)
        #expect(throws: InvalidInput.self) { try cluster.look("context: nowhere") }
    }
}
