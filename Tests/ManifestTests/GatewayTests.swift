import Diagnostics
import Profile
import Render
import Templates
import Testing
import Values
import YAML

@Suite struct `Several servers behind one entry` {
    private static let text = """
        apiVersion: mcpctl.dev/v1
        name: tools
        version: 1.0.0
        gateway: {host: mcp.example.com, GATEWAY}
        servers:
          weather: {preset: mcp-typescript, image: ghcr.io/acme/weather:1.0.0}
          files: {preset: mcp-sandbox, image: ghcr.io/acme/files:1.0.0}

        """

    private func plan(_ gateway: String) throws -> RenderPlan {
        let file = SourceFile(name: "p", text: Self.text.replacing("GATEWAY", with: gateway))
        let resolver = ProfileResolver(templates: .embedded)
        let servers = try resolver.servers(of: try YAML.document(in: file)).map { Project.Server($0) }
        let project = Project(name: "tools", servers: servers, isSet: true)
        return try KubernetesTarget(templates: .embedded).plan(project)
    }

    private func object(_ path: String, in plan: RenderPlan) throws -> Value {
        let file = try #require(plan.files.first { $0.path == path })
        return try YAML.document(in: SourceFile(name: path, text: file.text))
    }

    @Test func `have folders of their names, one namespace and one list`() throws {
        let plan = try plan("rateLimit: {requestsPerMinute: 60}")
        let list = try object("kustomization.yaml", in: plan)
        #expect(list["resources"]?.array?.compactMap(\.string) == ["weather", "files"])
        #expect(
            plan.files.filter { $0.path.hasSuffix("00-namespace.yaml") }.map(\.path) == [
                "weather/00-namespace.yaml"
            ]
        )
        #expect(plan.files.allSatisfy { !$0.text.contains("namespace: mcp-weather") })
    }

    @Test func `are reached by an ingress with policies, and only at their endpoints`() throws {
        let gateway =
            "rateLimit: {requestsPerMinute: 60, burst: 100}, auth: {url: 'http://auth/x', responseHeaders: [X-User]}"
        let ingress = try object("files/70-ingress.yaml", in: plan(gateway))
        let annotations = try #require(ingress.at("metadata", "annotations"))
        let path = ingress.at("spec", "rules")?.array?.first?.at("http", "paths")?.array?.first
        #expect(path?["path"]?.string == "/files/(mcp(/|$).*)")
        #expect(path?["pathType"]?.string == "ImplementationSpecific")
        let expected = [
            "rewrite-target": "/$1", "use-regex": "true", "limit-rpm": "60", "limit-burst-multiplier": "2",
            "auth-url": "http://auth/x", "auth-response-headers": "X-User", "proxy-buffering": "off",
        ]
        for (key, value) in expected {
            #expect(annotations["nginx.ingress.kubernetes.io/\(key)"]?.string == value, "\(key)")
        }
    }

    @Test func `are reached by routes of the Gateway API, which has no such policies`() throws {
        let plan = try plan("kind: httproute, parent: {name: public}, rateLimit: {requestsPerMinute: 60}")
        let rule = try object("files/70-httproute.yaml", in: plan).at("spec", "rules")?.array?.first
        let filter = rule?["filters"]?.array?.first
        #expect(rule?["matches"]?.array?.first?.at("path", "value")?.string == "/files/mcp")
        #expect(filter?.at("urlRewrite", "path", "replacePrefixMatch")?.string == "/mcp")
        #expect(plan.warnings.contains { $0.message.hasPrefix("gateway.rateLimit is not rendered") })
    }
}
