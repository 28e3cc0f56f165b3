import HTTP
import HTTPServing
import Synchronization
import TestSupport
import Testing

@Suite struct `A server` {
    private let client = HTTPClient()

    private func get(_ server: HTTPServer, _ target: String = "/") async throws -> HTTPResponse {
        var request = HTTPRequest(.get, "http://\(server.address)\(target)")
        request.deadline = .seconds(120)
        return try await client.send(request)
    }

    @Test func `tells a handler everything of a request, and the client everything of the answer`()
        async throws
    {
        var configuration = ServerConfiguration()
        configuration.tellsLocalAddress = true
        let seen = Mutex<ServerRequest?>(nil)
        let server = try HTTPServer(configuration) { request -> ServerReply in
            seen.withLock { $0 = request }
            return .now(
                ServerResponse(status: 418, headers: ["X-Answer": "a", "x-answer": "b"], body: request.body)
            )
        }
        var request = HTTPRequest(
            .post,
            "http://\(server.address)/a%20b?q=1%2B1&r=x+y&z",
            headers: ["X-One": "1"]
        )
        request.body = Array("body".utf8)
        let answer = try await client.send(request)
        #expect(answer.status == 418)
        #expect(answer.body == Array("body".utf8))
        #expect(
            answer.headers.fields.filter { $0.name.lowercased() == "x-answer" }.map(\.value) == ["a", "b"]
        )
        let told = try #require(seen.withLock { $0 })
        #expect(told.method == "POST")
        #expect(told.target == "/a%20b?q=1%2B1&r=x+y&z")
        #expect(told.path == "/a b")
        #expect(told.query.map(\.name) == ["q", "r", "z"])
        #expect(told.query.map(\.value) == ["1+1", "x y", ""])
        #expect(told.headers["x-one"] == "1")
        #expect(told.client?.host == "127.0.0.1")
        #expect(told.local == server.address)
    }

    @Test func `answers hundreds of requests that wait, on one thread`() async throws {
        var configuration = ServerConfiguration()
        configuration.connectionLimit = 600
        let gate = Gate()
        let server = try HTTPServer(configuration) { request async -> ServerResponse in
            await gate.wait()
            return .text(request.path)
        }
        let client = HTTPClient(connectionLimit: 400)
        try await withThrowingTaskGroup { group in
            for number in 0..<300 {
                group.addTask {
                    try await client.send(HTTPRequest(.get, "http://\(server.address)/\(number)")).body
                        == Array("/\(number)".utf8)
                }
            }
            // None can be answered before all of them are here.
            await gate.open(after: 300)
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func `refuses a body that is too long, told before or not`() async throws {
        var configuration = ServerConfiguration()
        configuration.bodyLimit = 1000
        let server = try HTTPServer(configuration) { request -> ServerReply in
            .now(.text("\(request.body.count)"))
        }
        var request = HTTPRequest(.post, "http://\(server.address)/")
        request.body = [UInt8](repeating: 0, count: 1000)
        #expect(try await client.send(request).status == 200)
        request.body = [UInt8](repeating: 0, count: 1001)
        #expect(try await client.send(request).status == 413)
        request.headers["Transfer-Encoding"] = "chunked"
        #expect(try await client.send(request).status == 413)
        request = HTTPRequest(.get, "http://\(server.address)/\(String(repeating: "a", count: 40_000))")
        #expect(try await 400..<500 ~= client.send(request).status)
    }

    @Test func `streams what is written, and ends when told`() async throws {
        let stream = ServerStream()
        let server = try HTTPServer(ServerConfiguration()) { _ -> ServerReply in
            .now(ServerResponse(headers: ["Content-Type": "text/event-stream"], stream: stream))
        }
        async let answer = get(server)
        for number in 0..<100 {
            #expect(stream.write(Array("data: \(number)\n\n".utf8)))
            if number % 10 == 0 { await Task.yield() }
        }
        stream.finish()
        let text = String(decoding: try await answer.body, as: UTF8.self)
        #expect(text.hasPrefix("data: 0\n\n") && text.hasSuffix("data: 99\n\n"))
        #expect(!stream.write([1]))
    }

    @Test func `cuts a connection when that is the answer`() async throws {
        let server = try HTTPServer(ServerConfiguration()) { _ -> ServerReply in .cut }
        await #expect(throws: HTTPError.self) { try await get(server) }
    }

    @Test func `serves on a Unix socket for this user only, and removes it`() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/socket"
        let server = try HTTPServer(ServerConfiguration(.unix(path: path))) { _ -> ServerReply in
            .now(.text("here"))
        }
        var request = HTTPRequest(.get, "http://local/")
        request.socket = path
        #expect(try await client.send(request).body == Array("here".utf8))
        let failure = #expect(throws: ServingError.self) {
            try HTTPServer(ServerConfiguration(.unix(path: path))) { _ -> ServerReply in .cut }
        }
        #expect(failure?.kind == .addressInUse)
        server.stop()
        #expect(folder.paths.isEmpty)
    }

    @Test func `says why it cannot listen`() throws {
        let server = try HTTPServer(ServerConfiguration()) { _ -> ServerReply in .cut }
        func failure(_ address: ServerAddress) -> ServingError? {
            #expect(throws: ServingError.self) {
                try HTTPServer(ServerConfiguration(address)) { _ -> ServerReply in .cut }
            }
        }
        #expect(failure(server.address)?.kind == .addressInUse)
        #expect(failure(.tcp(host: "203.0.113.1", port: 0))?.kind == .badAddress)
        #expect(
            failure(.tcp(host: "example", port: 0))?.message
                == "example:0: cannot listen there: not a numeric address"
        )
        #expect(failure(.tcp(host: "127.0.0.1", port: 70_000))?.kind == .badAddress)
    }

    @Test func `stops at once though answers, streams and connections are open, and its port is free again`()
        async throws
    {
        let stream = ServerStream()
        let started = Gate()
        let server = try HTTPServer(ServerConfiguration()) { request -> ServerReply in
            if request.path == "/stream" { return .now(ServerResponse(stream: stream)) }
            return .later {
                await started.arrive()
                try? await Task.sleep(for: .seconds(600))
                return .text("late")
            }
        }
        stream.write([1])
        async let waiting = get(server, "/wait")
        async let streaming = get(server, "/stream")
        await started.open(after: 1)
        server.stop()
        #expect((try? await waiting.status) ?? 503 == 503)
        _ = try? await streaming
        #expect(stream.isClosed)
        await #expect(throws: HTTPError.self) { try await get(server) }
        let again = try HTTPServer(ServerConfiguration(server.address)) { _ -> ServerReply in
            .now(.text("again"))
        }
        #expect(try await get(again).body == Array("again".utf8))
    }

    @Test func `tells a stream that its reader is gone`() async throws {
        let gone = Gate()
        let stream = ServerStream(onClose: { Task { await gone.arrive() } })
        let server = try HTTPServer(ServerConfiguration()) { _ -> ServerReply in
            .now(ServerResponse(stream: stream))
        }
        var request = HTTPRequest(.get, "http://\(server.address)/")
        request.deadline = .milliseconds(100)
        stream.write([1])
        await #expect(throws: HTTPError.self) { try await client.send(request) }
        while stream.write([1]) { await Task.yield() }
        await gone.open(after: 1)
        server.stop()
    }
}

/// Lets everybody through once enough have come.
private actor Gate {
    private var arrived = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var opening: (count: Int, continuation: CheckedContinuation<Void, Never>)?
    private var isOpen = false

    func arrive() {
        arrived += 1
        if let opening, arrived >= opening.count {
            self.opening = nil
            opening.continuation.resume()
        }
    }

    func wait() async {
        arrive()
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func open(after count: Int) async {
        if arrived < count { await withCheckedContinuation { opening = (count, $0) } }
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
