import Diagnostics
import Profile
import Testing
import Values
import YAML

@testable import Render

/// What is rendered for whole systems.
struct ComposeTests {
    private static let additions = ["{}", "{gateway: {host: mcp.example.com}}"]

    @Test(arguments: Composed.systems, [nil, "staging", "production"])
    func `every system renders a project in which nothing is found`(system: String, environment: String?)
        throws
    {
        for addition in Self.additions {
            let composed = try Composed(
                Composed.system(system),
                environment: environment,
                settings: [addition]
            )
            let document = ComposeDocument(try composed.document(), existingFiles: composed.beside)
            #expect(document.findings.map { "\($0.check): \($0.diagnostic.message)" } == [])
            #expect(document.services.count == (document.value["services"]?.object?.count ?? 0))
        }
    }

    @Test(arguments: Composed.systems)
    func `every system renders the same bytes twice`(system: String) throws {
        let text = try Composed.system(system)
        #expect(try Composed(text).plan.files == Composed(text).plan.files)
    }

    @Test(arguments: Composed.systems)
    func `the file is what the emitter reads back, and every file it mounts comes with it`(system: String)
        throws
    {
        let composed = try Composed(Composed.system(system))
        let document = try composed.document()
        #expect(YAML.text(of: [document]) == composed.text("compose.yaml"))
        let mounted = (document["configs"]?.object?.members ?? []).compactMap { $0.value["file"]?.string }
        #expect(
            mounted.map { String($0.dropFirst(2)) }.sorted()
                == composed.plan.files.dropFirst().map(\.path).sorted()
        )
    }

    @Test func `a set is one project behind one gateway`() throws {
        let composed = try Composed(Composed.set)
        let document = try composed.document()
        #expect(document["services"]?.object?.keys == ["chat", "gateway", "news", "redis", "weather"])
        let findings = ComposeDocument(document, existingFiles: composed.beside).findings
        #expect(findings.map(\.diagnostic.message) == [])
    }

    @Test(arguments: [
        ("only the gateway is published", "services/gateway/ports/0/published", "8080"),
        ("and on loopback", "services/gateway/ports/0/host_ip", "127.0.0.1"),
        ("a server behind it has no port", "services/weather/ports", nil),
        ("and as many replicas as it wants", "services/weather/deploy/replicas", "2"),
        ("a server without upstreams is on the inner network alone", "services/news/networks/egress", nil),
        ("which leads nowhere else", "networks/backend/internal", "true"),
        ("a dollar in a variable is no variable", "services/news/environment/PRICE", "US$$5"),
        ("nor in a command", "services/news/entrypoint/3", "a$$b"),
        ("which replaces the image's entry point", "services/weather/entrypoint/0", "node"),
        ("instead of handing it words", "services/weather/command", nil),
        (
            "a secret that servers have differently is told apart",
            "services/weather/environment/API_KEY",
            "${WEATHER_API_KEY:?set WEATHER_API_KEY: weather reads it from its environment}"
        ),
        (
            "a secret in a file is mounted where the server reads it", "services/news/secrets/0/target",
            "/run/keys/token"
        ),
        ("from the file that the profile names", "secrets/token/file", "./keys/token"),
        ("and its variable tells the path", "services/news/environment/TOKEN_FILE", "/run/keys/token"),
        (
            "a folder in memory has a size and an owner", "services/news/tmpfs/0",
            "/work:gid=10001,mode=0750,size=10m,uid=10001"
        ),
        (
            "a persistent folder is a volume of its server's name", "services/news/volumes/0/source",
            "news-data"
        ),
        (
            "redis goes by the name of the profile", "services/redis/networks/backend/aliases/0",
            "redis.cache.svc.cluster.local"
        ),
        ("its users wait for it", "services/weather/depends_on/redis/condition", "service_healthy"),
        ("the health check is in exec form", "services/news/healthcheck/test/0", "CMD"),
        ("and has time to give up by itself", "services/news/healthcheck/timeout", "7s"),
        ("the drain fits into the stop", "services/weather/stop_grace_period", "50s"),
        ("memory is counted as Compose counts it", "services/chat/deploy/resources/limits/memory", "256m"),
        ("cores have a fraction", "services/weather/deploy/resources/limits/cpus", "0.5"),
        ("the file knows whose it is", "x-mcpctl/rendered", "Rendered by mcpctl for tools."),
    ])
    func `a set`(sentence: String, path: String, expected: String?) throws {
        let found = path.split(separator: "/").reduce(Optional(try Composed(Composed.set).document())) {
            value,
            key in
            value?[String(key)]
                ?? Int(key).flatMap { index in
                    value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                }
        }
        let text = found.map { $0.string ?? $0.number?.text ?? $0.bool.map(String.init) ?? $0.json(.compact) }
        #expect(text == expected, "\(sentence)")
    }

    @Test func `no secret's value is rendered`() throws {
        let literal = Composed.set.replacing(
            "TOKEN: {kubernetes: {name: all, key: token}, path: /run/keys/token, pathEnv: TOKEN_FILE, file: keys/token}",
            with: "TOKEN: {value: hunter2hunter2, allowLiteral: true}"
        )
        let composed = try Composed(literal)
        #expect(!composed.plan.files.contains { $0.text.contains("hunter2") })
        #expect(composed.text("compose.yaml").contains("${TOKEN:?"))
    }

    private static func one(_ more: String) -> String {
        """
        apiVersion: mcpctl.dev/v1
        name: weather
        version: 1.2.0
        image: ghcr.io/acme/weather:1.2.0@\(Composed.digest)
        runtime: {language: node, command: [node, index.js]}
        \(more)
        """
    }

    @Test(arguments: [
        ("compose: {publish: 0.0.0.0}", "published", "0.0.0.0:3000"),
        ("compose: {port: 8000}", "published", "127.0.0.1:8000"),
        (
            "metrics: {enabled: true, port: 9100}\ncompose: {local: [metrics]}", "published",
            "127.0.0.1:3000 127.0.0.1:9100"
        ),
        (
            "admin: {enabled: true}\ncompose: {publish: 0.0.0.0, local: [admin]}", "published",
            "0.0.0.0:3000 127.0.0.1:9901"
        ),
        ("network: {egress: []}", "networks", "edge"),
        ("network: {egress: [{cidr: 10.0.0.0/8, ports: [443]}]}", "networks", "egress"),
        ("compose: {build: .}", "image", "ghcr.io/acme/weather:1.2.0"),
        ("compose: {envFile: .env.local}", "env_file", ".env.local"),
        ("gateway: {host: mcp.example.com}", "networks", "backend egress"),
        ("cache: {backend: redis, redis: {host: cache}}", "beside", "redis as cache"),
        ("cache: {backend: redis, redis: {host: redis}}", "beside", "redis as redis"),
        ("cache: {backend: redis, redis: {host: redis.example.com}}", "beside", ""),
        (
            "cache: {backend: redis, redis: {host: redis.example.com}}\ncompose: {redis: true}", "beside",
            "redis as redis.example.com"
        ),
        ("cache: {backend: redis, redis: {host: redis}}\ncompose: {redis: false}", "beside", ""),
        (
            "gateway: {host: mcp.example.com}\ncompose: {tls: {certificate: tls/chain.pem, key: tls/key.pem}}",
            "door", "127.0.0.1:8443"
        ),
        (
            "gateway: {host: mcp.example.com}\ncompose: {publish: 0.0.0.0, port: 443, tls: {certificate: a, key: b}}",
            "door", "0.0.0.0:443"
        ),
    ])
    func `one server`(more: String, what: String, expected: String) throws {
        let document = ComposeDocument(try Composed(Self.one(more)).document(), existingFiles: nil)
        let server = try #require(document.services.first { $0.name == "weather" })
        let found: String =
            switch what {
            case "door":
                document.services.first { $0.name == "gateway" }?.ports.map {
                    "\($0.address ?? ""):\($0.published ?? "")"
                }.joined() ?? ""
            case "beside":
                document.services.filter { $0.name != "weather" }.map { service in
                    let aliases = service.value.at("networks", "backend", "aliases")?.array ?? []
                    return "\(service.name) as \(aliases.first?.string ?? service.name)"
                }.joined()
            case "published":
                server.ports.map { "\($0.address ?? ""):\($0.published ?? "")" }.joined(separator: " ")
            case "networks": server.references("networks").map(\.name).joined(separator: " ")
            case "env_file": server.value.list("env_file").first?.text("path") ?? ""
            default: server.value.text(what) ?? ""
            }
        #expect(found == expected)
    }

    @Test(arguments: [
        ("scaling: 3", "3 replicas cannot share one published port"),
        (
            "scaling: 2\nvolumes: {data: {path: /data, kind: persistent}}",
            "Compose has no volume 'data' for each of 2 replicas"
        ),
        ("runtime: {language: go, command: [/server]}", "service 'weather' has no health check"),
        ("env: {DB: db.data.svc.cluster.local}", "env.DB names a host that only a cluster knows"),
        ("compose: {monitoring: true}", "compose.monitoring has nothing to watch"),
        ("gateway: {host: a.b, routes: [{path: /x, service: other}]}", "which is no server of this profile"),
        ("gateway: {host: a.b}\ncompose: {publish: 0.0.0.0}", "published on 0.0.0.0 without TLS"),
        ("gateway: {host: a.b, auth: http://auth/verify}", "which is no service of this project"),
        ("compose: {publish: localhost}", "compose.publish must be an IP address"),
        ("compose: {trustedProxies: [proxy]}", "must hold address blocks"),
        ("server: {path: /a$b}\ngateway: {host: a.b}", "nginx would take the '$'"),
        (
            "metrics: {enabled: true, port: 9100}\npatches: [{target: {in: compose, kind: service, name: weather}, merge: {ports: [{target: 9100, published: '9100', host_ip: 0.0.0.0}]}}]",
            "publishes its metrics port on 0.0.0.0"
        ),
        (
            "admin: {enabled: true}\npatches: [{target: {in: compose, kind: service}, merge: {ports: ['9901:9901']}}]",
            "publishes its admin port on every address"
        ),
        (
            "patches: [{target: {in: compose, kind: service}, merge: {privileged: true}}]",
            "service 'weather' is privileged"
        ),
        (
            "patches: [{target: {in: compose, kind: services}, merge: {tty: true}}]",
            "this patch meets no object: there is no services"
        ),
    ])
    func `a doubtful project`(more: String, message: String) throws {
        let text =
            more.hasPrefix("runtime")
            ? Self.one("").replacing("runtime: {language: node, command: [node, index.js]}", with: "") + more
            : Self.one(more)
        let said = try Composed.said(about: text)
        #expect(said.contains { $0.contains(message) }, "\(said)")
    }

    @Test func `patches change one service, and the whole file`() throws {
        let composed = try Composed(
            Composed.set + """

                patches:
                  - {target: {in: compose, kind: service, name: news}, merge: {shm_size: 64m}}
                  - {target: {in: compose, kind: network, name: backend}, json: [{op: add, path: /labels, value: {a: b}}]}
                  - {target: {in: compose, kind: compose}, json: [{op: add, path: /services/news/extra_hosts, value: ['db:10.0.0.1']}]}
                """
        )
        let document = try composed.document()
        #expect(document.at("services", "news", "shm_size")?.string == "64m")
        #expect(document.at("networks", "backend", "labels", "a")?.string == "b")
        #expect(document.at("services", "news", "extra_hosts")?.array?.count == 1)
    }

    @Test func `monitoring finds every server that has metrics, and nobody else reaches it`() throws {
        let composed = try Composed(Composed.set, settings: ["{compose: {monitoring: true}}"])
        let document = try composed.document()
        #expect(composed.text("monitoring/prometheus.yml").contains("news:9100"))
        let text = composed.text("monitoring/prometheus.yml")
        let prometheus = try YAML.document(in: SourceFile(name: "prometheus.yml", text: text))
        let job = try #require(
            prometheus["scrape_configs"]?.array?.first { $0["job_name"]?.string == "weather" }
        )
        // Two replicas have one name: each is scraped by its own address, and says whose it is.
        #expect(job["static_configs"] == nil)
        #expect(job["dns_sd_configs"]?.array?.first?["names"] == ["weather"])
        #expect(job["dns_sd_configs"]?.array?.first?["port"] == 3000)
        #expect(
            job["relabel_configs"]?.array?.contains(["target_label": "service", "replacement": "weather"])
                == true
        )
        let checked = ComposeDocument(document, existingFiles: composed.beside)
        #expect(checked.findings.map(\.diagnostic.message) == [])
        for name in ["prometheus", "alertmanager", "grafana"] {
            let service = try #require(checked.services.first { $0.name == name })
            #expect(
                service.ports.allSatisfy(\.isLocal)
                    && service.references("networks").map(\.name).contains("backend")
            )
        }
        #expect(
            document.at("services", "grafana", "environment", "GF_AUTH_ANONYMOUS_ENABLED")?.string == "false"
        )
        #expect(document.at("secrets", "grafana_admin", "file")?.string == "./secrets/grafana_admin")
    }
}
