import Diagnostics
import Render
import Templates
import Testing
import Values

/// Profiles at the edges of what a cluster takes.
@Suite struct EdgeTests {
    /// The first object of a kind.
    private static func object(_ kind: String, _ text: String) throws -> Value {
        let rendering = try Rendering(Rendering.fiveLines("custom") + text)
        return try #require(try rendering.objects().first { $0["kind"]?.string == kind })
    }

    private static func container(_ text: String) throws -> Value {
        try #require(
            try object("Deployment", text).at("spec", "template", "spec", "containers")?.array?.first
        )
    }

    @Test func `every config file has its own text`() throws {
        let files = ["/a/b-c/cfg", "/a-b/c/cfg", "/x/a-b-c-cfg", "/a/..x", "/a/ünï@2x"]
        let text =
            "configFiles: {"
            + files.map { "'\($0)': 'text of \($0)'" }.joined(separator: ", ") + "}"
        let data = try #require(try Self.object("ConfigMap", text)["data"])
        let mounts = try Self.container(text)["volumeMounts"]?.array ?? []
        for path in files {
            let mount = try #require(mounts.first { $0["mountPath"]?.string == path })
            let key = try #require(mount["subPath"]?.string)
            #expect(data[key]?.string == "text of \(path)")
            #expect(!key.hasPrefix("..") && key.utf8.allSatisfy { $0 < 128 })
        }
    }

    @Test func `the adapters that come with the tool hold nothing that looks like a secret`() throws {
        let adapters = TemplateSet.embedded.paths(in: "adapters")
        #expect(!adapters.isEmpty)
        for path in adapters {
            let text = try #require(TemplateSet.embedded.file(path)?.text)
            let map: Value = [
                "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"],
                "data": ["file": .string(text)],
            ]
            let found = ManifestSet(objects: [map]).findings.filter { $0.check == "secret-in-config-map" }
            #expect(found.isEmpty, "\(path)")
        }
    }

    @Test(arguments: [("runtime: {command: [/server, --http]}", true), ("", false)])
    func `a command that skips the image's init is not process 1`(runtime: String, isShared: Bool) throws {
        let pod = try #require(try Self.object("Deployment", runtime).at("spec", "template", "spec"))
        #expect((pod["shareProcessNamespace"]?.bool ?? false) == isShared)
        #expect((pod["containers"]?.array?.first?["command"] != nil) == isShared)
    }

    @Test func `a patched ConfigMap replaces the pods`() throws {
        func checksum(_ more: String) throws -> String? {
            let files = "configFiles: {/etc/a.conf: 'x: 1'}\n"
            return try Self.object("Deployment", files + more)
                .at("spec", "template", "metadata", "annotations", "checksum/config")?.string
        }
        let plain = try #require(try checksum(""))
        let patch = "patches: [{target: {kind: ConfigMap}, merge: {data: {b.conf: 'y: 2'}}}]\n"
        #expect(try checksum(patch) != plain)
        #expect(
            try checksum("patches: [{target: {kind: ConfigMap}, merge: {metadata: {labels: {a: b}}}}]\n")
                == plain
        )
    }

    @Test func `names are looked up where the cluster has its name servers`() throws {
        let dns =
            "network: {dns: {namespace: openshift-dns, labels: {a: b}, port: 5353, address: 169.254.20.10/32}}"
        let rule = try Self.object("NetworkPolicy", dns).at("spec", "egress")?.array?.first
        let namespace: Value = ["matchLabels": ["kubernetes.io/metadata.name": "openshift-dns"]]
        #expect(
            rule?["to"] == [
                ["namespaceSelector": namespace, "podSelector": ["matchLabels": ["a": "b"]]],
                ["ipBlock": ["cidr": "169.254.20.10/32"]],
            ]
        )
        #expect(rule?["ports"]?.array?.map { $0["port"]?.int } == [5353, 5353])
    }

    @Test func `labels that selectors go by cannot be set`() throws {
        let said = try Rendering.said(
            about: Rendering.fiveLines("custom") + "kubernetes: {labels: {app.kubernetes.io/name: other}}"
        )
        #expect(
            said.map(\.message) == [
                "kubernetes.labels cannot set 'app.kubernetes.io/name': selectors and lists go by it"
            ]
        )
    }

    @Test func `a dollar reaches the server as it is written`() throws {
        let container = try Self.container(
            "env: {A: 'x$$y', B: '$(A)', C: 'a$b'}\nruntime: {command: [run, '$(A)']}"
        )
        let values = container["env"]?.array?.map { $0["value"]?.string }
        #expect(values == ["x$$$$y", "$$(A)", "a$b"])
        #expect(container["command"] == ["run", "$$(A)"])
    }

    @Test(arguments: [
        "1500M": "1500M", "1000Ki": "1000Ki", "2048Ti": "2Pi", "1024Mi": "1Gi", "1500000": "1500k",
    ])
    func `amounts are written as an API server keeps them`(written: String, kept: String) throws {
        let claim = try Self.object(
            "PersistentVolumeClaim",
            "volumes: {data: {path: /data, kind: persistent, shared: true, size: '\(written)'}}"
        )
        #expect(claim.at("spec", "resources", "requests", "storage")?.string == kept)
    }

    @Test func `a route may lead to the Service of another server`() throws {
        let route = try Self.object(
            "HTTPRoute",
            """
            gateway:
              kind: httproute
              host: mcp.example.com
              parent: {name: edge, namespace: gateways}
              routes: [{path: /weather}, {path: /maps, service: maps}]
            """
        )
        let names = route.at("spec", "rules")?.array?.map { $0["backendRefs"]?.array?.first?["name"]?.string }
        #expect(names == ["weather", "maps"])
    }

    @Test func `the proxy of a Gateway may call the server`() throws {
        let policy = try Self.object(
            "NetworkPolicy",
            "gateway: {kind: httproute, host: a.example.com, parent: {name: edge, namespace: gateways}}"
        )
        #expect(policy["spec"]?["ingress"]?.json(.compact).contains("gateways") == true)
    }

    @Test(arguments: ["redis": "mcp-weather", "redis.data": "data", "redis.cache.svc.cluster.local": "cache"])
    func `a Redis in the cluster can be reached by its namespace`(host: String, namespace: String) throws {
        let policy = try Self.object("NetworkPolicy", "cache: {backend: redis, redis: {host: \(host)}}")
        let peers = policy["spec"]?["egress"]?.array?.filter {
            $0["ports"]?.array?.first?["port"]?.int == 6379
        }
        #expect(
            peers?.contains {
                $0["to"]?.array?.first?.at("namespaceSelector", "matchLabels")
                    == ["kubernetes.io/metadata.name": .string(namespace)]
            } == true
        )
    }

    @Test func `a build part of a version becomes part of the tag`() throws {
        let text = Rendering.fiveLines("custom").replacing("1.2.3", with: "1.2.3+build.5")
            .replacing("weather:1.2.3+build.5", with: "weather")
        let image = try Rendering(text).objects().first { $0["kind"]?.string == "Deployment" }?
            .at("spec", "template", "spec", "containers")?.array?.first?["image"]?.string
        #expect(image?.contains(":1.2.3-build.5@sha256:") == true)
    }

    @Test func `own volumes step aside for those of the profile`() throws {
        let container = try Self.container(
            "configFiles: {/etc/a: x}\nvolumes: {config: {path: /c}, tmp: {path: /t}}"
        )
        let names = container["volumeMounts"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["mcpctl-config", "config", "tmp", "mcpctl-tmp"])
    }

    @Test func `a slow start is not a failed rollout`() throws {
        let deployment = try Self.object("Deployment", "health: {path: /health, startup: 30m}")
        #expect(deployment.at("spec", "progressDeadlineSeconds")?.int == 2100)
    }

    @Test func `a scrape ends before the next one begins`() throws {
        let monitor = try Self.object(
            "ServiceMonitor",
            "metrics: {enabled: true, interval: 5s}\nobservability: {prometheusOperator: true}"
        )
        #expect(monitor.at("spec", "endpoints")?.array?.first?["scrapeTimeout"] == "5s")
    }

    @Test(arguments: [
        ("secrets: {API_KEY: {}, api_key: {env: OTHER}}", "differ only in case"),
        ("secrets: {A: {env: X}, B: {env: X}}", "X is the variable of two secrets: A and B"),
        ("secrets: {A: {path: /run/a, pathEnv: X}}\nenv: {X: b}", "X is both a variable and a secret"),
        ("volumes: {a: {path: /}}", "volumes.a.path must be an absolute path"),
        ("configFiles: {/etc/x: a, /etc/x/y: b}", "is mounted below /etc/x, which is a file"),
        ("metrics: {enabled: true, port: 80}", "metrics.port must be 1024 or more"),
        ("metrics: {enabled: true, interval: 0s}", "metrics.interval must be from 1s to 24h"),
        ("server: {path: /a//b}", "server.path must be a URL path"),
        ("gateway: {host: 10.0.0.1}", "gateway.host must be a DNS name, not an address"),
        ("volumes: {a: {path: /a, size: 7Ei}, b: {path: /b, size: 7Ei}}", "do not fit into"),
    ])
    func `what a cluster would refuse is refused where it is written`(text: String, words: String) throws {
        let said = try Rendering.said(about: Rendering.fiveLines("custom") + text)
        #expect(said.contains { $0.severity == .error && $0.message.contains(words) })
    }

    @Test func `a name and an environment fit into one label together`() throws {
        let environment = String(repeating: "e", count: 40)
        let text = Rendering.fiveLines("custom").replacing("weather", with: String(repeating: "w", count: 40))
        do {
            _ = try Rendering(text + "environments: {\(environment): {}}", environment: environment)
            Issue.record("rendered with a label of 81 characters")
        } catch let error as InvalidInput {
            #expect(error.diagnostics.contains { $0.message.contains("81 characters together") })
        }
    }
}
