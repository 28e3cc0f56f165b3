import HTTP
import TestSupport
import Testing

@Suite struct `A bad server` {
    private let server: PythonServer
    private let stuck: PythonServer

    init() throws {
        server = try PythonServer(answers, "tcp")
        stuck = try PythonServer(answers, "stuck")
    }

    private func request(_ path: String, deadline: Duration = .seconds(30)) -> HTTPRequest {
        var request = HTTPRequest(.get, "http://127.0.0.1:\(server.place)/\(path)")
        request.deadline = deadline
        return request
    }

    @Test(arguments: [
        ("half", HTTPError.Kind.badAnswer), ("loris", .timedOut), ("chunks", .badAnswer),
        ("bits", .badAnswer),
        ("wait", .timedOut),
    ])
    func `costs its own request only`(_ path: String, _ kind: HTTPError.Kind) async throws {
        let client = HTTPClient()
        var request = request(path)
        if kind == .timedOut { request.deadline = .milliseconds(300) }
        let failure = try #require(await failure(request, client))
        #expect(failure.kind == kind, "\(failure)")
        #expect(try await client.send(self.request("echo")).status == 200)
    }

    @Test func `cannot answer the next request with more than it announced`() async throws {
        let client = HTTPClient()
        #expect(try await client.send(request("more")).text == "four")
        #expect(try await client.send(request("echo")).status == 200)
    }

    @Test func `cannot add to a head what comes after the body`() async throws {
        let response = try await HTTPClient().send(request("trailers"))
        #expect(response.text == "hello")
        #expect(response.headers["x-place"] == "head")
        #expect(response.headers["x-long"]?.split(separator: " ") == ["a", "b"])
        #expect(response.headers["x-trailer"] == nil)
    }

    @Test func `has the head that a request allows`() async throws {
        var request = request("echo")
        request.headerLimit = 64
        let failure = try #require(await failure(request))
        #expect(failure.kind == .tooLarge)
        #expect(failure.message.hasSuffix("more than 64 bytes of header fields"))
    }

    @Test func `that says nothing is given up after the first byte's deadline`() async throws {
        var request = HTTPRequest(.get, "http://127.0.0.1:\(stuck.place)/")
        request.deadline = .seconds(60)
        request.firstByteDeadline = .milliseconds(200)
        let failure = try #require(await failure(request))
        #expect(failure.kind == .timedOut)
        #expect(failure.detail == "nothing came after 0.2 seconds")
        var slow = self.request("trickle", deadline: .milliseconds(900))
        slow.firstByteDeadline = .milliseconds(700)
        // What trickles has begun.
        #expect(await HTTPTests.failure(slow)?.detail.contains("nothing came") == false)
    }

    @Test func `that is never reached is given up after the connection's deadline`() async throws {
        // TLS belongs to connecting, and a plain server that waits for a request does not answer it.
        var request = HTTPRequest(.get, "https://127.0.0.1:\(stuck.place)/")
        request.deadline = .seconds(60)
        request.connectDeadline = .milliseconds(200)
        #expect(await failure(request)?.kind == .timedOut)
    }

    @Test func `holds up only its own requests when connections are few`() async throws {
        let client = HTTPClient(connectionLimit: 4, hostLimit: 2)
        let stuck = HTTPRequest(.get, "http://127.0.0.1:\(stuck.place)/")
        let kinds = await withTaskGroup(of: HTTPError.Kind?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    var request = stuck
                    // Those that wait for a connection run out of time, too.
                    request.deadline = .seconds(2)
                    return await failure(request, client)?.kind
                }
            }
            for _ in 0..<50 { group.addTask { await failure(request("echo"), client)?.kind } }
            return await group.reduce(into: [HTTPError.Kind?: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(kinds == [.timedOut: 20, nil: 50])
    }

    @Test func `notices at once that nobody waits any more`() async throws {
        let client = HTTPClient()
        let task = Task { await failure(request("wait"), client) }
        #expect(try await client.send(request("arrived", deadline: .seconds(90))).text == "arrived")
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        #expect(try await client.send(request("left", deadline: .seconds(90))).text == "left")
    }
}
