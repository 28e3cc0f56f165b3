import HTTP
import TestSupport
import Testing

@Suite struct `A redirect` {
    private let (here, there): (PythonServer, PythonServer)
    private let client = HTTPClient()

    init() throws { (here, there) = (try PythonServer(answers, "tcp"), try PythonServer(answers, "tcp")) }

    private func request(to target: String, _ status: Int = 302, _ method: HTTPRequest.Method = .get)
        -> HTTPRequest
    {
        let coded = target.replacing("&", with: "%26").replacing("?", with: "%3F")
        var request = HTTPRequest(method, "http://127.0.0.1:\(here.place)/hop?status=\(status)&to=\(coded)")
        request.headers = [
            "Authorization": "Bearer s3cret", "Cookie": "s3cret", "X-API-Key": "s3cret", "X-Own": "s3cret",
            "Mcp-Session-Id": "s3cret", "Accept": "text/plain",
        ]
        request.redirects = .follow(maximum: 3)
        request.deadline = .seconds(90)
        return request
    }

    @Test func `is followed with everything to the same host`() async throws {
        let response = try await client.send(request(to: "/echo?a=b"))
        #expect(response.status == 200)
        #expect(response.url == "http://127.0.0.1:\(here.place)/echo?a=b")
        #expect(response.text.components("s3cret") == 5)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `takes no credentials to another host`(_ status: Int) async throws {
        let response = try await client.send(request(to: "http://127.0.0.1:\(there.place)/echo", status))
        #expect(response.status == 200)
        #expect(response.text.contains("\"accept\": \"text/plain\""))
        #expect(!response.text.contains("s3cret"))
    }

    @Test func `changes the method as the status says`() async throws {
        for (status, method) in [(302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")] {
            var request = request(to: "/echo", status, .post)
            request.body = Array("body".utf8)
            let text = try await client.send(request).text
            #expect(text.contains("\"method\": \"\(method)\""))
            #expect(text.contains("\"body\": \"\(method == "GET" ? "" : "body")\""))
        }
        var request = request(to: "http://127.0.0.1:\(there.place)/echo", 307, .post)
        request.body = Array("s3cret".utf8)
        #expect(await failure(request)?.kind == .redirect)
    }

    @Test(arguments: ["file:///etc/passwd", "http://me:s3cret@127.0.0.1/", "gopher://127.0.0.1/"])
    func `leads to no other kind of address`(_ target: String) async throws {
        let failure = try #require(await failure(request(to: target)))
        #expect(failure.kind == .redirect, "\(failure)")
        #expect(!failure.message.contains("s3cret"))
    }

    @Test func `is followed only so often`() async throws {
        var request = request(to: "/hop?to=/hop?to=/echo")
        request.redirects = .follow(maximum: 1)
        let failure = try #require(await failure(request))
        #expect(failure.kind == .redirect, "\(failure)")
        #expect(failure.detail == "more than once")
    }

    @Test func `never leads from https to http`() async throws {
        let certificates = try Certificates()
        let secure = try PythonServer(
            answers,
            "tls",
            certificates.path("server.pem"),
            certificates.path("server.key")
        )
        var request = request(to: "http://127.0.0.1:\(here.place)/echo")
        request.url = request.url.replacing(
            "http://127.0.0.1:\(here.place)/hop",
            with: "https://127.0.0.1:\(secure.place)/hop"
        )
        request.tls.authorities = .file(certificates.path("ca.pem"))
        let failure = try #require(await failure(request))
        #expect(failure.kind == .redirect)
        #expect(failure.detail.hasPrefix("from https to http://127.0.0.1:\(here.place)/echo"))
    }

    @Test func `is followed by streams, too`() async throws {
        let stream = try await client.open(request(to: "/packed"))
        #expect(try await stream.next() == Array("unpacked".utf8))
    }
}

extension String {
    /// How often the word is there.
    fileprivate func components(_ word: String) -> Int { ranges(of: word).count }
}
