import Diagnostics
import Foundation
import Profile
import Templates
import TestSupport
import Testing
import Values

@testable import Render

/// What a real nginx makes of a rendered configuration.
struct GatewayTests {
    /// Answers of one run of `gateway.py`, which starts nginx in front of small servers and calls them.
    private static let answers = Result { try Self.run() }

    private static func run() throws -> Value {
        let folder = try TemporaryFolder()
        var ports: [Int] = []
        for _ in 0..<6 { ports.append(try freePort(besides: ports)) }
        func route(
            _ name: String,
            _ path: String,
            _ server: String,
            _ port: Int,
            _ transport: Server.Transport
        )
            -> NginxConfiguration.Route
        {
            .init(
                name: name,
                path: path,
                serverPath: server,
                addresses: ["127.0.0.1:\(port)"],
                transport: transport
            )
        }
        var gateway = NginxConfiguration(
            routes: [
                route("weather", "/weather/mcp", "/mcp", ports[2], .streamableHTTP),
                route("news", "/news/sse", "/sse", ports[3], .sse),
                route("chat", "/chat/ws", "/ws", ports[2], .websocket),
            ],
            host: "mcp.example.com"
        )
        gateway.port = ports[0]
        gateway.healthPort = ports[1]
        gateway.temporaryFolder = folder.path
        var limit = RateLimit()
        limit.requestsPerMinute = 60
        limit.burst = 40
        gateway.rateLimit = limit
        var auth = GatewayAuth()
        auth.url = "http://127.0.0.1:\(ports[4])/verify?for=mcp"
        auth.responseHeaders = ["X-Auth-Request-User"]
        gateway.auth = auth
        let text = try gateway.text(CompiledTemplates(.embedded), heading: "For a test")
        try folder.write(text, to: "nginx.conf")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "gateway.py").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script, folder.path] + ports.map(String.init)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSON.value(in: SourceFile(name: "answers", text: String(decoding: data, as: UTF8.self)))
    }

    /// A port that nobody listens on.
    private static func freePort(besides taken: [Int]) throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(handle, $0, length) == 0 && getsockname(handle, $0, &length) == 0
            }
        }
        let port = Int(UInt16(bigEndian: address.sin_port))
        try #require(isBound && !taken.contains(port))
        return port
    }

    @Test(arguments: [
        ("the prefix is taken away and the query kept", "prefix", "POST /mcp?a=1"),
        ("a slash at the end is let in", "slash", "POST /mcp/"),
        ("a redirect to the slash leads below the prefix", "redirect", "/weather/mcp/"),
        ("metrics stay inside", "metrics", "404"),
        ("metrics stay inside below the prefix", "metrics below", "404"),
        ("the admin channel stays inside", "admin", "404"),
        ("a path that climbs out stays inside", "climbing", "404"),
        ("the endpoint without its prefix is nobody's", "unprefixed", "404"),
        ("another host is refused", "host", "421"),
        ("who does not say who they are is told how", "unauthenticated", "401 Bearer realm=\"mcp\""),
        ("who may not is refused", "forbidden", "403"),
        ("the server learns who calls from the authenticator alone", "user", "alice"),
        ("authentication that cannot be asked lets nobody in", "broken authentication", "500"),
        ("events come one by one", "events", "3 apart"),
        ("the endpoint of an SSE stream is below the prefix", "endpoint", "/news/messages/?session_id=7"),
        ("messages reach an SSE server", "message", "POST /messages/?session_id=7"),
        ("nobody reads at the message path", "message read", "403"),
        ("a web socket is upgraded", "upgrade", "101 websocket"),
        ("the server is asked for by its public name", "server host", "mcp.example.com"),
        ("a client cannot say it is another", "forwarded for", "127.0.0.1"),
        ("the server is told the prefix", "forwarded prefix", "/weather"),
        ("streams are not held back by a proxy in front", "accel", "no"),
        ("a server cannot lead the gateway to its own locations", "steering", "200"),
        ("the gateway says that it is there", "health", "200 ok"),
        ("the health answer is all there is beside", "health other", "404"),
        ("what is too large is refused", "large", "413"),
        ("too many requests are told when to come back", "limit", "429 1"),
        ("the log holds neither query nor credentials", "log", "clean"),
    ])
    func nginx(_ sentence: String, question: String, answer: String) throws {
        let answers = try Self.answers.get()
        #expect(answers[question]?.string == answer, "\(sentence)")
    }
}
