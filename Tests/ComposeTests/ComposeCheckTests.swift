import Diagnostics
import Testing
import Values
import YAML

@testable import Render

/// One mistake at a time in a project that has none.
struct ComposeCheckTests {
    private static let good = """
        name: good
        services:
          web:
            restart: always
            image: ghcr.io/acme/web:1.2.0
            user: "10001:10001"
            read_only: true
            cap_drop: [ALL]
            security_opt: ['no-new-privileges:true']
            depends_on: {db: {condition: service_healthy}}
            environment: {A: plain, KEY: "${KEY:?set KEY}"}
            healthcheck: {test: [CMD, node, health.js]}
            logging: {driver: json-file, options: {max-size: 10m}}
            deploy: {resources: {limits: {cpus: '0.5', memory: 512m, pids: 100}}}
            ports: [{target: 3000, published: '3000', host_ip: 127.0.0.1}]
            networks: [inner]
            secrets: [key]
            configs: [{source: settings, target: /etc/settings}]
            volumes: ['data:/data']
          db:
            image: ghcr.io/acme/db:2
            user: "999"
            read_only: true
            cap_drop: [ALL]
            security_opt: ['no-new-privileges:true']
            healthcheck: {test: [CMD, pg_isready]}
            logging: {driver: json-file, options: {max-size: 10m}}
            deploy: {resources: {limits: {cpus: '0.5', memory: 512m, pids: 100}}}
            networks: {inner: {}}
            restart: on-failure:5
        networks: {inner: {internal: true}}
        secrets: {key: {file: ./secrets/key}}
        configs: {settings: {file: ./settings}}
        volumes: {data: {}}
        """

    private static func checks(_ text: String, files: Set<String>? = ["./settings"]) throws -> [String] {
        let document = try YAML.document(in: SourceFile(name: "compose.yaml", text: text))
        let findings = ComposeDocument(document, existingFiles: files).findings
        return findings.map(\.check)
    }

    @Test func `a good project has no findings`() throws {
        #expect(try Self.checks(Self.good) == [])
    }

    @Test(arguments: [
        ("obsolete-version", "name: good", "version: '3.8'"),
        ("structure", "  db:\n    image", "  empty:\n  db:\n    image"),
        ("variables", "A: plain", "A: $PLAIN"),
        ("variables", "A: plain", "A: '${PLAIN}'"),
        ("references", "networks: [inner]", "networks: [inner, outer]"),
        ("references", "secrets: [key]", "secrets: [key, kye]"),
        ("references", "'data:/data'", "'data:/data', 'more:/more'"),
        ("references", "target: /etc/settings}]", "target: /etc/settings}, setings]"),
        ("unused-definitions", "secrets: {key:", "secrets: {other: {file: ./x}, key:"),
        ("unused-definitions", "volumes: {data: {}}", "volumes: {data: {}, old: {}}"),
        ("dependencies", "depends_on: {db:", "depends_on: {bd:"),
        ("dependencies", "    user: \"999\"", "    user: \"999\"\n    depends_on: [web]"),
        ("dependencies healthcheck", "    healthcheck: {test: [CMD, pg_isready]}\n", ""),
        ("env-file", "environment: {A", "env_file: .env\n    environment: {A"),
        ("env-file", "environment: {A", "env_file: [{path: .env}]\n    environment: {A"),
        ("image", "web:1.2.0", "web:latest"),
        ("image", "web:1.2.0", "web"),
        ("image", "acme/web:1.2.0", "acme/Web:1.2.0"),
        ("image", "    image: ghcr.io/acme/web:1.2.0\n", ""),
        ("user", "\"10001:10001\"", "root"),
        ("user", "\"10001:10001\"", "0"),
        ("user", "    user: \"10001:10001\"\n", ""),
        (
            "privileges", "cap_drop: [ALL]\n    security_opt: ['no-new-privileges:true']\n    depends",
            "privileged: true\n    cap_drop: [ALL]\n    security_opt: ['no-new-privileges:true']\n    depends"
        ),
        (
            "privileges", "['no-new-privileges:true']\n    depends",
            "['no-new-privileges:true', 'seccomp:unconfined']\n    depends"
        ),
        ("privileges", "    depends_on", "    cap_add: [SYS_ADMIN]\n    depends_on"),
        (
            "hardening",
            "    read_only: true\n    cap_drop: [ALL]\n    security_opt: ['no-new-privileges:true']\n    depends",
            "    cap_drop: [ALL]\n    security_opt: ['no-new-privileges:true']\n    depends"
        ),
        (
            "hardening", "cap_drop: [ALL]\n    security_opt: ['no-new-privileges:true']\n    depends",
            "cap_drop: [NET_RAW]\n    security_opt: ['no-new-privileges:true']\n    depends"
        ),
        ("hardening", "    security_opt: ['no-new-privileges:true']\n    depends", "    depends"),
        ("host-namespace", "networks: [inner]", "networks: [inner]\n    pid: host"),
        ("host-namespace", "networks: [inner]", "network_mode: host"),
        ("sensitive-mount", "'data:/data'", "'data:/data', '/var/run/docker.sock:/var/run/docker.sock:ro'"),
        ("sensitive-mount", "'data:/data'", "'data:/data', {type: bind, source: /etc, target: /host}"),
        ("secret-mount", "key: {file: ./secrets/key}", "key: {environment: KEY}"),
        ("secret-mount", "settings: {file: ./settings}", "settings: {content: a}"),
        ("secret-mount", "target: /etc/settings", "target: /etc/settings, mode: 0444"),
        (
            "resource-limits", "cpus: '0.5', memory: 512m, pids: 100}}}\n    ports",
            "cpus: '0.5', pids: 100}}}\n    ports"
        ),
        ("resource-limits", "    ports:", "    pids_limit: 10\n    ports:"),
        ("healthcheck", "{test: [CMD, node, health.js]}", "{disable: true}"),
        ("healthcheck", "{test: [CMD, node, health.js]}", "{test: [NONE]}"),
        ("healthcheck", "{test: [CMD, node, health.js]}", "{test: [CMD, node, -e, 'process.exit(0)']}"),
        (
            "healthcheck", "{test: [CMD, node, health.js]}",
            "{test: curl -f http://localhost:3000/health || exit 1}"
        ),
        ("healthcheck", "{test: [CMD, node, health.js]}", "{test: [CMD, curl, -f, 'http://localhost/']}"),
        ("healthcheck", "{test: [CMD, node, health.js]}", "{test: [node, health.js]}"),
        ("healthcheck", "    healthcheck: {test: [CMD, node, health.js]}\n", ""),
        (
            "logging",
            "    logging: {driver: json-file, options: {max-size: 10m}}\n    deploy: {resources: {limits: {cpus: '0.5', memory: 512m, pids: 100}}}\n    ports",
            "    deploy: {resources: {limits: {cpus: '0.5', memory: 512m, pids: 100}}}\n    ports"
        ),
        (
            "replicas", "deploy: {resources: {limits: {cpus: '0.5', memory: 512m, pids: 100}}}\n    ports",
            "deploy: {replicas: 2, resources: {limits: {cpus: '0.5', memory: 512m, pids: 100}}}\n    ports"
        ),
        (
            "replicas", "    networks: {inner: {}}",
            "    networks: {inner: {}}\n    container_name: db\n    scale: 2"
        ),
        ("published-ports", "host_ip: 127.0.0.1", "name: admin, host_ip: 0.0.0.0"),
        ("published-ports", "[{target: 3000, published: '3000', host_ip: 127.0.0.1}]", "['3000:3000']"),
        (
            "host-ports", "    networks: {inner: {}}",
            "    networks: {inner: {}}\n    ports: ['127.0.0.1:3000:5432']"
        ),
        (
            "host-ports", "    networks: {inner: {}}",
            "    networks: {inner: {}}\n    ports: ['0.0.0.0:2990-3010:5432']"
        ),
        ("literal-secret", "A: plain", "DB_PASSWORD: s3cr3tPassw0rd99"),
        (
            "literal-secret", "environment: {A: plain, KEY: \"${KEY:?set KEY}\"}",
            "environment: ['DB_PASSWORD=s3cr3tPassw0rd99']"
        ),
    ])
    func `a mistake is found, and nothing else`(check: String, good: String, bad: String) throws {
        let text = Self.good.replacing(good, with: bad, maxReplacements: 1)
        try #require(text != Self.good)
        #expect(Set(try Self.checks(text)) == Set(check.split(separator: " ").map(String.init)))
    }

    @Test(arguments: [
        ("unknown-key", "restart: always", "restart: always\n    stopsignal: SIGTERM"),
        ("unknown-key", "name: good", "name: good\nnetwork: {}"),
        ("config-file", "{file: ./settings}", "{file: ./setings}"),
        ("dependency-condition", "condition: service_healthy", "condition: healthy"),
        ("separate-networks references", "networks: [inner]", "networks: [outer]"),
        ("separate-networks", "    networks: [inner]\n", ""),
        ("amounts", "memory: 512m", "memory: 512Mi"),
        ("amounts", "restart: always", "restart: always\n    shm_size: much"),
        (
            "amounts", "pids: 100}}}\n    ports",
            "pids: 100}, reservations: {memory: 1g}}}\n    ports"
        ),
        ("amounts", "pids: 100}}}\n    ports", "pids: 100}, reservations: {cpus: '2'}}}\n    ports"),
        ("heap", "A: plain", "NODE_OPTIONS: --max-old-space-size=512"),
        ("heap", "restart: always", "restart: always\n    command: [node, --max-old-space-size=1024, a.js]"),
        ("scratch", "restart: always", "restart: always\n    tmpfs: [/tmp]"),
        ("scratch", "restart: always", "restart: always\n    tmpfs: /tmp:mode=1777"),
        ("scratch", "'data:/data'", "'data:/data', {type: tmpfs, target: /tmp}"),
        ("times", "health.js]", "health.js], interval: 10"),
        ("times", "health.js]", "health.js], timeout: 5 s"),
        ("times", "health.js]", "health.js], retries: 0"),
        ("times", "restart: always", "restart: always\n    stop_grace_period: 0s"),
        ("restart", "    restart: always\n", ""), ("restart", "restart: always", "restart: 'no'"),
        ("restart", "restart: always", "restart: unless-stoped"),
        ("stop-signal", "restart: always", "restart: always\n    stop_signal: SIGKILL"),
        ("port-number", "target: 3000", "target: 70000"),
        ("port-number", "published: '3000'", "published: '65530-65540'"),
    ])
    func `what Compose accepts, or refuses only when it starts, is found`(
        check: String,
        good: String,
        bad: String
    ) throws {
        let text = Self.good.replacing(good, with: bad, maxReplacements: 1)
        try #require(text != Self.good)
        #expect(
            try Set(Self.checks(text, files: ["./settings"]))
                == Set(check.split(separator: " ").map(String.init))
        )
    }

    @Test(arguments: [
        ("A: plain", "NODE_OPTIONS: --max-old-space-size=384"),
        ("restart: always", "tmpfs: ['/tmp:size=64m']\n    restart: unless-stopped"),
        ("health.js]", "health.js], interval: 1m30s, retries: 3"),
        ("db: {condition: service_healthy}", "db: {condition: service_completed_successfully}"),
        (
            "cpus: '0.5', memory: 512m, pids: 100}}}\n    networks: {inner: {}}\n    restart: on-failure:5",
            "cpus: '0.5', memory: 0.5gb, pids: 100}}}\n    networks: {inner: {}}\n    profiles: [tools]"
        ),
    ])
    func `what is right is let pass`(good: String, other: String) throws {
        let text = Self.good.replacing(good, with: other, maxReplacements: 1)
        try #require(text != Self.good)
        #expect(try Self.checks(text, files: ["./settings"]) == [])
    }

    @Test func `an env file that is there, or need not be, is fine`() throws {
        let text = Self.good.replacing(
            "environment: {A",
            with: "env_file: [{path: a, required: false}, b]\n    environment: {A"
        )
        #expect(try Self.checks(text, files: ["b", "./settings"]) == [])
    }

    @Test(arguments: [
        "", "[]", "services: {}", "services: []", "services: {a: 1}", "services: {a: {ports: [[]]}}",
    ])
    func `what cannot be read does not pass`(text: String) throws {
        let document = (try? YAML.document(in: SourceFile(name: "compose.yaml", text: text))) ?? .null
        #expect(!ComposeDocument(document, existingFiles: []).findings.isEmpty)
    }
}
