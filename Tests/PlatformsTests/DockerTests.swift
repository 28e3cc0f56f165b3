import Diagnostics
import FoundationEssentials
import HTTP
import Platforms
import TestSupport
import Testing
import Values

/// Against podman, whose API is Docker's.
@Suite(.serialized) struct `Comparing with a Docker Engine` {
    private let folder: TemporaryFolder
    private let engine: PythonServer
    private let document: Value
    private let client = HTTPClient()

    init() throws {
        folder = try TemporaryFolder()
        engine = try PythonServer(script("engine.sh"), folder.path, python: "/bin/bash")
        document = try #require(
            try documents(
                """
                name: weather
                services:
                  weather:
                    image: example.com/acme/weather:1.4.0
                    command: [/server, --port, "3000"]
                    user: "10001:10001"
                    read_only: true
                    cap_drop: [ALL]
                    security_opt: ["no-new-privileges:true"]
                    restart: unless-stopped
                    environment: {LOG_LEVEL: info, PORT: 3000, TOKEN: "${TOKEN:?set it}"}
                    ports: ["127.0.0.1:3000:3000"]
                    healthcheck: {test: [CMD, /server, --health], interval: 10s, timeout: 5s, retries: 3}
                    deploy: {resources: {limits: {cpus: "0.5", memory: 256M, pids: 100}}}
                    labels: {org.example.team: platform}
                """
            ).first
        )
    }

    /// Makes the container that `docker compose up` would make.
    private func create(_ name: String = "weather-1", service: String = "weather", with change: Value = [:])
        async throws
    {
        let container: Value = [
            "Image": "example.com/acme/weather:1.4.0", "Cmd": ["/server", "--port", "3000"],
            "Env": ["LOG_LEVEL=info", "PORT=3000", "TOKEN=s3cr3t-token"], "User": "10001:10001",
            "Labels": [
                "com.docker.compose.project": "weather", "com.docker.compose.service": .string(service),
                "com.docker.compose.oneoff": "False", "org.example.team": "platform",
            ],
            "ExposedPorts": ["3000/tcp": [:]],
            "Healthcheck": [
                "Test": ["CMD", "/server", "--health"], "Interval": 10_000_000_000, "Timeout": 5_000_000_000,
                "Retries": 3,
            ],
            "HostConfig": [
                "ReadonlyRootfs": true, "CapDrop": ["ALL"], "SecurityOpt": ["no-new-privileges:true"],
                "Memory": 268_435_456, "NanoCpus": 500_000_000, "PidsLimit": 100,
                "RestartPolicy": ["Name": "unless-stopped"],
                "PortBindings": ["3000/tcp": [["HostIp": "127.0.0.1", "HostPort": "3000"]]],
            ],
        ]
        let body = container.merged(with: change)
        var request = HTTPRequest(
            .post,
            "http://docker/v1.41/containers/create?name=\(name)",
            headers: ["Content-Type": "application/json"],
            body: Array(body.json(.compact).utf8)
        )
        request.socket = engine.place
        request.deadline = .seconds(60)
        let response = try await client.send(request)
        try #require(response.status == 201, "\(String(decoding: response.body, as: UTF8.self))")
    }

    private func compare() async throws -> LiveComparison {
        var options = LiveOptions(environment: ["DOCKER_HOST": "unix://\(engine.place)"])
        options.timeout = .seconds(60)
        return try await DockerLive(options: options).compare(document)
    }

    @Test func `what runs as it was rendered is the same`() async throws {
        #expect(try await compare().changes.map(\.line) == ["create service weather"])
        try await create()
        let comparison = try await compare()
        let change = try #require(comparison.changes.first)
        #expect(
            change.line == "same service weather (weather-1)",
            "\(change.before ?? "")\n\(change.after ?? "")"
        )
        #expect(
            comparison.warnings.map(\.message) == ["service weather (weather-1): the container is created"]
        )
        #expect(change.before?.contains("s3cr3t-token") == false)
    }

    @Test(
        arguments: [
            (["Cmd": ["/server"]], "- \"3000\"", nil),
            (["User": "0"], "user: \"10001:10001\"", "user: \"0\""),
            (["Env": ["LOG_LEVEL=debug", "PORT=3000"]], "LOG_LEVEL: info", "LOG_LEVEL: debug"),
            (["Env": ["LOG_LEVEL=info", "PORT=3000", "EXTRA=1"]], nil, "EXTRA: \"1\""),
            (["Env": ["LOG_LEVEL=info", "PORT=3000", "DB_PASSWORD=hunter2!"]], nil, "DB_PASSWORD: (hidden)"),
            (["HostConfig": ["ReadonlyRootfs": false]], "read_only: true", "read_only: false"),
            (["HostConfig": ["CapDrop": ["NET_RAW"]]], "- ALL", "- NET_RAW"),
            (["HostConfig": ["SecurityOpt": nil]], "no-new-privileges", "security_opt: []"),
            (["HostConfig": ["Memory": 536_870_912]], "memory: 268435456", "memory: 536870912"),
            (["HostConfig": ["NanoCpus": 1_000_000_000]], "cpus: 0.5", "cpus: 1"),
            (["HostConfig": ["PidsLimit": 200]], "pids: 100", "pids: 200"),
            (["HostConfig": ["RestartPolicy": ["Name": "no"]]], "restart: unless-stopped", "restart: \"no\""),
            (
                ["HostConfig": ["PortBindings": ["3000/tcp": [["HostIp": "", "HostPort": "3000"]]]]],
                "127.0.0.1:3000:3000/tcp", "- 3000:3000/tcp"
            ),
            (["Healthcheck": ["Interval": 20_000_000_000]], "interval: 10", "interval: 20"),
            (
                ["Labels": ["org.example.team": "other"]], "org.example.team: platform",
                "org.example.team: other"
            ),
        ] as [(Value, String?, String?)]
    )
    func `a difference shows`(_ change: Value, _ after: String?, _ before: String?) async throws {
        try await create(with: change)
        let found = try #require(try await compare().changes.first)
        #expect(found.line == "update service weather (weather-1)", "\(found.before ?? "")")
        let (live, rendered) = (found.before ?? "", found.after ?? "")
        if let after { #expect(rendered.contains(after) && !live.contains(after), "\(live)\n\(rendered)") }
        if let before { #expect(live.contains(before) && !rendered.contains(before), "\(live)\n\(rendered)") }
        #expect(!live.contains("hunter2!"))
    }

    @Test func `a service that is no longer rendered is to be removed`() async throws {
        try await create()
        try await create("weather-old-1", service: "old")
        #expect(
            try await compare().changes.map(\.line) == [
                "same service weather (weather-1)", "remove service old (weather-old-1)",
            ]
        )
    }
}

@Suite struct `Finding a Docker Engine` {
    private let document: Value = ["name": "weather", "services": ["weather": ["image": "weather"]]]

    @Test func `a socket that is not there is unreachable`() async throws {
        let live = try DockerLive(
            options: LiveOptions(environment: ["DOCKER_HOST": "unix:///nowhere/docker.sock"])
        )
        let problem = try #require(await live.compare(document).changes.first?.problem)
        #expect(problem.isUnreachable)
        #expect(problem.diagnostic.message.contains("/nowhere/docker.sock"))
        #expect(problem.diagnostic.hint?.contains("check that Docker runs") == true)
    }

    @Test func `something else that answers is no engine`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("plain text", to: "containers/json")
        let server = try PythonServer(script("files.py"), folder.path)
        let live = try DockerLive(
            options: LiveOptions(environment: ["DOCKER_HOST": "tcp://127.0.0.1:\(server.place)"])
        )
        let problem = try #require(await live.compare(document).changes.first?.problem)
        #expect(problem.isUnreachable, "\(problem.diagnostic.text)")
    }

    @Test func `is not asked at an address with a password, which is in no message`() {
        let error = #expect(throws: InvalidInput.self) {
            try DockerLive(options: LiveOptions(environment: ["DOCKER_HOST": "tcp://me:hunter2@host:1"]))
        }
        #expect(error?.diagnostics.map(\.message) == ["DOCKER_HOST has a user or a password in its address"])
    }

    @Test(arguments: ["ssh://me@host", "npipe:////./pipe/docker", "nonsense"])
    func `an address that cannot be used is refused`(_ address: String) {
        let error = #expect(throws: InvalidInput.self) {
            try DockerLive(options: LiveOptions(environment: ["DOCKER_HOST": address]))
        }
        #expect(
            error?.diagnostics.first?.message
                == "DOCKER_HOST is '\(address)', which cannot be reached from here"
        )
    }
}
