import Diagnostics
import HTTP
import TestSupport
import Testing
import Values

@testable import Discovery

@Suite(.serialized) struct `Containers of a Docker Engine` {
    private let folder: TemporaryFolder
    private let engine: PythonServer
    private let client = HTTPClient()

    init() throws {
        folder = try TemporaryFolder()
        engine = try PythonServer(script("engine_api.py"), folder.path)
    }

    private func post(_ path: String, _ body: Value) async throws {
        var request = HTTPRequest(.post, "http://docker\(path)", body: Array(body.json(.compact).utf8))
        request.socket = engine.place
        _ = try await client.send(request)
    }

    private func put(
        _ id: String,
        labels: Value,
        ports: Value = [],
        address: String = "172.18.0.2",
        state: String = "running"
    ) async throws {
        try await post(
            "/_put",
            [
                "Id": .string(id), "Names": [.string("/\(id)")], "Labels": labels, "State": .string(state),
                "Status": "Up 5 minutes (healthy)", "Ports": ports,
                "NetworkSettings": ["Networks": ["app": ["IPAddress": .string(address)]]],
            ]
        )
    }

    private func look(_ more: String = "") throws -> Looking {
        Looking(
            try plan(
                "discovery:\n  - docker: {host: \"unix://\(engine.place)\"\(more)}",
                variables: ["DOCKER_HOST": "unix:///nowhere.sock"]
            ).source
        )
    }

    @Test func `are found by label, and followed as they come and go`() async throws {
        try await put(
            "published",
            labels: ["mcpctl.port": "3000", "mcpctl.name": "front", "mcpctl.path": "/rpc"],
            ports: [
                ["PrivatePort": 3000, "PublicPort": 32768, "IP": "0.0.0.0", "Type": "tcp"],
                ["PrivatePort": 9464, "PublicPort": 32769, "IP": "0.0.0.0", "Type": "tcp"],
            ]
        )
        try await put(
            "inside",
            labels: ["mcpctl.port": "8000"],
            ports: [["PrivatePort": 8000, "Type": "tcp"]]
        )
        try await put("stranger", labels: ["some": "label"])
        let looking = try look()
        let targets = try await looking.targets { $0.count == 2 }
        try #require(targets.map(\.name) == ["front", "inside"])
        #expect(targets[0].url == "http://127.0.0.1:32768/rpc")
        #expect(targets[0].metrics == "http://127.0.0.1:32769/metrics")
        // A port that is not published cannot be reached.
        #expect(targets[0].health == nil)
        #expect(targets[1].url == "http://172.18.0.2:8000/mcp")
        #expect(targets[1].health == "http://172.18.0.2:8080/health")
        try await put("later", labels: ["mcpctl.port": "3000"], address: "172.18.0.3")
        try await looking.targets { $0.count == 3 }
        try await post("/_drop", [:])
        try await post("/_remove", ["Id": "inside"])
        try await looking.targets { $0.map(\.name) == ["front", "later"] }
        try await put("later", labels: ["mcpctl.port": "3000"], address: "172.18.0.3", state: "paused")
        try await looking.targets { $0.last?.remark == "paused" }
    }

    @Test func `of a Compose project are the servers that their services are called`() async throws {
        try await put(
            "app-weather-1",
            labels: ["com.docker.compose.project": "app", "com.docker.compose.service": "weather"]
        )
        let targets = try await look(", labels: [com.docker.compose.project=app]").targets { !$0.isEmpty }
        // The port is the profile's.
        #expect(targets.map(\.url) == ["http://172.18.0.2:3000/mcp"])
        #expect(targets.first?.labels.contains { $0 == ("compose_service", "weather") } == true)
    }

    @Test func `of an engine that is not there are a problem, until it is`() async throws {
        let plan = try plan("discovery:\n  - docker: {host: \"unix://\(folder.path)/none.sock\"}")
        let problem = try await Looking(plan.source).problem("none.sock")
        #expect(problem.hint?.contains("DOCKER_HOST") == true)
    }
}

@Suite struct `What a Prometheus scrapes` {
    @Test func `is known with its jobs and labels`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            scrape_configs:
              - job_name: weather
                scrape_interval: 1h
                static_configs:
                  - {targets: ['127.0.0.1:9464', '10.255.255.1:9464'], labels: {region: eu}}
              - job_name: node
                scrape_interval: 1h
                metrics_path: /node
                static_configs: [{targets: ['127.0.0.1:9100']}]
            """,
            to: "prometheus.yml"
        )
        let server = try PythonServer(script("prometheus.py"), folder.path)
        func look(_ more: String = "") throws -> Looking {
            Looking(try plan("discovery:\n  - prometheus: {url: \(server.place)\(more), refresh: 1s}").source)
        }
        let targets = try await look().targets { $0.count == 2 }.sorted { $0.name > $1.name }
        #expect(targets.map(\.url) == ["http://127.0.0.1:3000/mcp", "http://10.255.255.1:3000/mcp"])
        #expect(
            targets.map(\.metrics) == ["http://127.0.0.1:9464/metrics", "http://10.255.255.1:9464/metrics"]
        )
        try #require(!targets.isEmpty)
        #expect(
            Set(targets[0].labels.map { "\($0.name)=\($0.value)" })
                == ["job=weather", "instance=127.0.0.1:9464", "region=eu"]
        )
        let others = try await look(", job: node").targets { !$0.isEmpty }
        #expect(others.map(\.metrics) == ["http://127.0.0.1:9100/node"])
        let none = try look(", job: nobody")
        _ = try await none.problem("scrapes nothing of the job nobody")
        let stranger = try plan("discovery:\n  - prometheus: {url: \(server.place)/graph}")
        _ = try await Looking(stranger.source).problem("does not tell its targets (status 404)")
    }
}
