import HTTP
import TestSupport
import Testing

@Suite struct `A request` {
    private let server: PythonServer
    private let client = HTTPClient()

    init() throws { server = try PythonServer(answers, "tcp") }

    private func request(_ path: String, _ method: HTTPRequest.Method = .get) -> HTTPRequest {
        HTTPRequest(method, "http://127.0.0.1:\(server.place)/\(path)")
    }

    @Test(arguments: [HTTPRequest.Method.get, .post, .put, .patch, .delete])
    func `arrives with its method, headers and every byte of its body`(_ method: HTTPRequest.Method)
        async throws
    {
        var request = request("echo?a=b", method)
        request.headers = ["X-Sent": "yes", "X-Empty": ""]
        if method != .get { request.body = Array("a\0b".utf8) }
        let response = try await client.send(request)
        #expect(response.status == 200)
        #expect(response.text.contains("\"method\": \"\(method.rawValue)\""))
        #expect(response.text.contains("\"path\": \"/echo?a=b\""))
        #expect(response.text.contains("\"x-sent\": \"yes\""))
        #expect(response.text.contains("\"x-empty\": \"\""))
        #expect(response.text.contains("\"body\": \"\(method == .get ? "" : "a\\u0000b")\""))
        #expect(!response.text.contains("\"expect\""))
    }

    @Test func `gets status, headers in any case, and an unpacked body`() async throws {
        let echoed = try await client.send(request("echo"))
        #expect(echoed.headers["x-tWICE"] == "a")
        #expect(echoed.headers["X-Spaced"] == "b")
        #expect(try await client.send(request("packed")).text == "unpacked")
        let missing = try await client.send(request("missing"))
        #expect(missing.status == 404 && !missing.isSuccess)
        #expect(try await client.send(request("echo", .head)).body.isEmpty)
    }

    @Test func `follows no redirect`() async throws {
        let response = try await client.send(request("redirect"))
        #expect(response.status == 302)
        #expect(response.headers["location"] == "http://127.0.0.1:1/")
    }

    @Test func `uses a connection again`() async throws {
        var ports: Set<Substring> = []
        for _ in 0..<5 {
            let text = try await client.send(request("echo")).text
            ports.insert(try #require(text.firstMatch(of: #/"port": (\d+)/#)).1)
        }
        // One that was idle for two minutes, as on a busy machine, is not trusted any more.
        #expect(ports.count < 5)
    }

    @Test func `does not wait for the ones before it`() async throws {
        let count = 200
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<count {
                // The slow ones would take longer than their deadline together.
                let request = request(index % 20 == 0 ? "slow" : "echo")
                group.addTask {
                    var request = request
                    request.deadline = .seconds(20)
                    if request.url.hasSuffix("slow") { request.deadline = .milliseconds(300) }
                    do { return try await client.send(request).status } catch { return 0 }
                }
            }
            return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(statuses == [200: 190, 0: 10])
    }

    @Test(arguments: [
        ("slow", HTTPError.Kind.timedOut), ("trickle", .timedOut), ("endless", .tooLarge),
        ("huge", .tooLarge),
        ("headers", .tooLarge), ("bomb", .tooLarge), ("truncated", .badAnswer), ("nothing", .badAnswer),
        ("garbage", .badAnswer),
    ])
    func `fails with the reason when the answer is bad`(_ path: String, _ kind: HTTPError.Kind) async throws {
        var request = request(path)
        request.deadline = kind == .timedOut ? .milliseconds(400) : .seconds(20)
        request.responseLimit = 1 << 20
        let failure = try #require(await failure(request, client))
        #expect(failure.kind == kind, "\(failure)")
        #expect(failure.message.hasPrefix("http://127.0.0.1:\(server.place)/\(path): "))
        #expect(!failure.description.contains("\u{1B}"))
        // The others go on.
        #expect(try await client.send(self.request("echo")).status == 200)
    }

    @Test func `says of a closed port that nobody listens there`() async throws {
        let failure = try #require(await failure(HTTPRequest(.get, "http://127.0.0.1:1/mcp?token=s3cret")))
        #expect(failure.kind == .refused)
        #expect(failure.message.hasPrefix("http://127.0.0.1:1/mcp: could not connect: "))
        #expect(failure.hint != nil)
    }

    @Test func `says of an unknown name that it has no address`() async throws {
        let failure = try #require(await failure(HTTPRequest(.get, "http://no-such-host.invalid/")))
        #expect(failure.kind == .notResolved, "\(failure)")
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1", "http://", "http://me:s3cret@127.0.0.1/",
        "http://127.0.0.1:99999/", "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y",
    ])
    func `is refused before it leaves when its URL is wrong`(_ url: String) async throws {
        let failure = try #require(await failure(HTTPRequest(.get, url)))
        #expect(failure.kind == .invalidRequest)
        #expect(failure.detail.hasPrefix("the URL must"))
        #expect(!failure.detail.contains("s3cret"))
    }

    @Test(arguments: [
        ("X-A", "b\r\nX-Evil: 1"), ("X-A\r\nX-Evil", "1"), ("", "1"), ("X A", "1"), ("X-A", "\0"),
    ])
    func `cannot smuggle a header in`(_ name: String, _ value: String) async throws {
        var request = request("echo")
        request.headers[name] = value
        #expect(await failure(request)?.kind == .invalidRequest)
    }

    @Test func `ends when its task is cancelled`() async throws {
        let request = request("slow")
        let task = Task { await failure(request, client) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        let early = Task { await failure(request, client) }
        early.cancel()
        #expect(await early.value?.kind == .cancelled)
    }

    @Test func `is signed for AWS, with its session's token`() async throws {
        var request = request("signed", .post)
        request.body = Array(#"{"family": "weather"}"#.utf8)
        request.headers = ["Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "ECS.Describe"]
        request.signature = AWSSignature(
            keyID: "AKIDEXAMPLE",
            secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            sessionToken: "session/token==",
            region: "eu-west-1",
            service: "ecs"
        )
        let text = try await client.send(request).text
        #expect(text.contains("\"valid\": true"), "\(text)")
        #expect(text.contains("\"AKIDEXAMPLE\""))
        #expect(text.contains("\"eu-west-1\", \"ecs\", \"aws4_request\""))
        #expect(text.contains("\"x-amz-security-token\""))
    }
}
