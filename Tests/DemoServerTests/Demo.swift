import DemoServer
import HTTP
import JSONRPC
import MCP
import Synchronization
import Testing
import Values

/// Some servers of a demo, with time that stands still until somebody turns it.
final class Demo: Sendable {
    let fleet: DemoFleet
    let http = HTTPClient()
    let time: TurnedClock

    /// Time begins with 2026, or at a moment in milliseconds since the epoch.
    init(
        _ scenario: String = "calm",
        servers: Int = 8,
        seed: UInt64 = 1,
        listens: Bool = true,
        from moment: Int64 = 1_767_225_600_000
    ) throws {
        var options = DemoOptions(scenario: try #require(Scenario.named(scenario)))
        (options.servers, options.seed) = (servers, seed)
        let time = TurnedClock(moment)
        self.time = time
        fleet = try DemoFleet(options, clock: DemoClock { time.now })
        if listens { try fleet.start() }
    }

    deinit { fleet.stop() }

    /// Lets time pass, tenth by tenth.
    func pass(_ seconds: Double) {
        for _ in 0..<Int(seconds * 10) {
            time.turn(100)
            fleet.advance()
        }
    }

    func server(_ name: String) throws -> DemoServer { try #require(fleet.servers.first { $0.name == name }) }

    func places(_ name: String) throws -> DemoPlaces { try server(name).places }

    /// What was told after the line that begins so.
    var lines: [String] { fleet.story().map(\.text) }

    func client(_ name: String) throws -> MCPClient {
        var headers = HTTPHeaders()
        headers["Authorization"] = "Bearer \(fleet.keys.token)"
        // Tests that wait for whole processes leave the servers' tasks no thread for a while.
        var options = MCPOptions()
        options.deadline = .seconds(120)
        options.discoveryDeadline = .seconds(60)
        return MCPClient(
            endpoint: .http(url: try places(name).mcp, headers: headers),
            http: http,
            options: options
        )
    }

    func get(_ url: String) async throws -> HTTPResponse { try await http.send(HTTPRequest(.get, url)) }

    /// A message as it stands, with the header fields that belong to it and whatever else is said.
    func post(_ url: String, _ body: Value, _ fields: [String: String] = [:]) async throws -> HTTPResponse {
        var request = HTTPRequest(.post, url)
        request.headers["Content-Type"] = "application/json"
        request.headers["Accept"] = "application/json, text/event-stream"
        for (name, value) in fields { request.headers[name] = value.isEmpty ? nil : value }
        request.body = Array(body.json(.compact).utf8)
        return try await http.send(request)
    }

    /// One question to the admin channel of a server.
    func ask(
        _ name: String,
        _ method: String,
        _ params: Value = [:],
        key: String? = nil
    ) async throws -> Result<Value, RPCError> {
        let question: Value = ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": params]
        let answer = try await post(
            places(name).admin,
            question,
            ["Authorization": "Bearer \(key ?? fleet.keys.admin)"]
        )
        return try RPCResponse(answer.body, to: .int(1)).outcome
    }
}

/// A clock that a test turns.
final class TurnedClock: Sendable {
    private let moment: Mutex<Int64>
    init(_ moment: Int64) { self.moment = Mutex(moment) }
    var now: Int64 { moment.withLock { $0 } }
    func turn(_ milliseconds: Int64) { moment.withLock { $0 += milliseconds } }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The message of a JSON body, or of the one event of a stream.
    var message: RPCMessage? {
        guard let start = text.firstRange(of: "data: ") else { return try? RPCMessage(body) }
        let line = text[start.upperBound...].prefix { $0 != "\n" }
        return try? RPCMessage(Array(line.utf8))
    }

    var rpcError: RPCError? { if case .response(let response)? = message { response.error } else { nil } }
    var rpcResult: Value? { if case .response(let response)? = message { response.result } else { nil } }
}
