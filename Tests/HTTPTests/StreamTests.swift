import HTTP
import TestSupport
import Testing

@Suite struct `A stream` {
    private let server: PythonServer
    private let client = HTTPClient()

    init() throws { server = try PythonServer(answers, "tcp") }

    private func request(_ path: String, seconds: Double = 90) -> HTTPRequest {
        var request = HTTPRequest(.get, "http://127.0.0.1:\(server.place)/\(path)")
        request.deadline = .seconds(seconds)
        return request
    }

    @Test func `gives each event when it comes, and its end`() async throws {
        let stream = try await client.open(request("events"))
        #expect(stream.status == 200)
        #expect(stream.headers["content-type"] == "text/event-stream")
        for number in 0..<3 {
            let piece = try #require(try await stream.next(within: .seconds(90)))
            #expect(String(decoding: piece, as: UTF8.self) == "data: \(number)\n\n")
            // The server goes on only now: nothing was held back.
            _ = try await client.send(request("next"))
        }
        #expect(try await stream.next() == nil)
        #expect(try await stream.next() == nil)
    }

    @Test func `holds the server back while nobody reads`() async throws {
        let stream = try await client.open(request("flood"))
        func flooded() async throws -> Int { Int(try await client.send(request("flooded")).text) ?? 0 }
        var (before, now) = (-1, try await flooded())
        while before != now {
            try await Task.sleep(for: .milliseconds(200))
            (before, now) = (now, try await flooded())
        }
        // What the kernel holds for both sides, and little of ours.
        #expect(now < 32 << 20)
        var read = 0
        while read < now + (4 << 20) { read += try #require(try await stream.next()).count }
        stream.close()
        #expect(try await client.send(request("left")).text == "left")
    }

    @Test func `ends its connection with the task that reads it`() async throws {
        let stream = try await client.open(request("trickle"))
        let reader = Task {
            do throws(HTTPError) {
                while try await stream.next() != nil {}
                return nil as HTTPError.Kind?
            } catch {
                return error.kind
            }
        }
        reader.cancel()
        #expect(await reader.value == .cancelled)
    }

    @Test func `ends its connection with its last reference`() async throws {
        _ = try await client.open(request("flood"))
        #expect(try await client.send(request("left")).text == "left")
    }

    @Test func `waits only so long for the next piece`() async throws {
        let stream = try await client.open(request("events"))
        _ = try await stream.next()
        let failure = await #expect(throws: HTTPError.self) {
            try await stream.next(within: .milliseconds(100))
        }
        #expect(failure?.kind == .timedOut)
    }

    @Test(arguments: [("wait", HTTPError.Kind.timedOut), ("loris", .timedOut), ("half", .badAnswer)])
    func `has no head when the server never finishes it`(_ path: String, _ kind: HTTPError.Kind) async throws
    {
        let seconds = kind == .timedOut ? 0.3 : 90
        let failure = await #expect(throws: HTTPError.self) {
            try await client.open(request(path, seconds: seconds))
        }
        #expect(failure?.kind == kind)
    }

    @Test func `unpacks, too`() async throws {
        let stream = try await client.open(request("packed"))
        #expect(try await stream.next() == Array("unpacked".utf8))
    }
}
