import HTTP
import TestSupport
import Testing

@Suite struct `A connection` {
    private static let made = Result { try Certificates() }
    private let certificates: Certificates
    private let client = HTTPClient()

    init() throws { certificates = try Self.made.get() }

    private func tlsServer(asksClients: Bool = false) throws -> PythonServer {
        let (certificate, key) = (certificates.path("server.pem"), certificates.path("server.key"))
        guard asksClients else { return try PythonServer(answers, "tls", certificate, key) }
        return try PythonServer(answers, "tls", certificate, key, certificates.path("ca.pem"))
    }

    @Test func `goes through a Unix socket`() async throws {
        let folder = try TemporaryFolder()
        let server = try PythonServer(answers, "unix", "\(folder.path)/socket")
        var request = HTTPRequest(.get, "http://docker/echo")
        request.socket = server.place
        #expect(try await client.send(request).text.contains("\"path\": \"/echo\""))
        request.socket = "\(folder.path)/other"
        let failure = try #require(await failure(request))
        #expect(failure.kind == .refused)
        #expect(failure.message.contains("\(folder.path)/other"))
    }

    @Test func `trusts whom it was told to trust, from a file or from memory`() async throws {
        let server = try tlsServer()
        var request = HTTPRequest(.get, "https://127.0.0.1:\(server.place)/echo")
        let failure = try #require(await failure(request))
        #expect(failure.kind == .tls, "\(failure)")
        for source in [
            TLSOptions.Source.file(certificates.path("ca.pem")), .data(certificates.bytes("ca.pem")),
        ] {
            request.tls.authorities = source
            #expect(try await client.send(request).status == 200)
        }
        request.tls.authorities = .data(certificates.bytes("client.pem"))
        #expect(await HTTPTests.failure(request)?.kind == .tls)
        request.tls.authorities = .data(Array("no certificate".utf8))
        #expect(await HTTPTests.failure(request)?.kind == .tls)
        request.tls.authorities = nil
        request.tls.isInsecure = true
        #expect(try await client.send(request).status == 200)
    }

    @Test func `checks the certificate against another name when told so`() async throws {
        let server = try tlsServer()
        var request = HTTPRequest(.get, "https://127.0.0.1:\(server.place)/echo")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        request.tls.serverName = "api.internal"
        let text = try await client.send(request).text
        #expect(text.contains("\"host\": \"127.0.0.1:\(server.place)\""))
        request.tls.serverName = "other.internal"
        #expect(await failure(request)?.kind == .tls)
    }

    @Test func `shows a client's certificate`() async throws {
        let server = try tlsServer(asksClients: true)
        var request = HTTPRequest(.get, "https://127.0.0.1:\(server.place)/echo")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        // TLS 1.3 tells that the certificate is missing only when the answer is read.
        #expect(await failure(request) != nil)
        let sources: [(TLSOptions.Source, TLSOptions.Source)] = [
            (.file(certificates.path("client.pem")), .file(certificates.path("client.key"))),
            (.data(certificates.bytes("client.pem")), .data(certificates.bytes("client.key"))),
        ]
        for (certificate, key) in sources {
            request.tls.identity = .init(certificate: certificate, key: key)
            #expect(try await client.send(request).text.contains("\"commonName\": \"client\""))
        }
        request.tls.identity = .init(
            certificate: .data(certificates.bytes("client.pem")),
            key: .data(certificates.bytes("server.key"))
        )
        #expect(await failure(request)?.kind == .tls)
    }

    @Test func `says of a plain server that it speaks no TLS`() async throws {
        let server = try PythonServer(answers, "tcp")
        let failure = try #require(await failure(HTTPRequest(.get, "https://127.0.0.1:\(server.place)/echo")))
        #expect(failure.kind == .tls)
    }

    @Test func `tells the server's certificate when asked, over a kept connection as well`() async throws {
        let server = try tlsServer()
        var request = HTTPRequest(.get, "https://127.0.0.1:\(server.place)/echo")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        #expect(try await client.send(request).certificate == nil)
        request.tls.wantsCertificate = true
        for _ in 0..<3 {
            let certificate = try #require(try await client.send(request).certificate)
            #expect(certificate.subject.replacing(" ", with: "") == "CN=server")
            #expect(certificate.issuer.replacing(" ", with: "") == "CN=Tests")
            #expect(certificate.names == ["DNS:localhost", "DNS:api.internal", "IP Address:127.0.0.1"])
            let (start, end) = (try #require(certificate.notBefore), try #require(certificate.notAfter))
            #expect(end - start == 2 * 86_400)
        }
        #expect(try await client.open(request).head.certificate != nil)
    }

    @Test func `is refused when the certificate is over, or the server speaks old TLS only`() async throws {
        let expired = try PythonServer(
            answers,
            "tls",
            certificates.path("expired.pem"),
            certificates.path("expired.key")
        )
        var request = HTTPRequest(.get, "https://127.0.0.1:\(expired.place)/echo")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        let over = try #require(await failure(request))
        #expect(over.kind == .tls)
        #expect(over.detail.contains("expired"))
        let old = try PythonServer(
            answers,
            "old-tls",
            certificates.path("server.pem"),
            certificates.path("server.key")
        )
        request.url = "https://127.0.0.1:\(old.place)/echo"
        let refused = try #require(await failure(request))
        #expect(refused.kind == .tls)
        #expect(refused.detail.hasPrefix("the server offers no TLS 1.2 or newer"), "\(refused)")
        // That is not a matter of trust.
        request.tls.isInsecure = true
        #expect(await failure(request)?.kind == .tls)
    }

    @Test func `speaks HTTP/2 when the server offers it`() async throws {
        let server = try PythonServer(
            answers,
            "h2",
            certificates.path("server.pem"),
            certificates.path("server.key")
        )
        var request = HTTPRequest(.get, "https://127.0.0.1:\(server.place)/")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        for _ in 0..<3 {
            let response = try await client.send(request)
            #expect(response.httpVersion == .http2)
            #expect(response.text == "two")
            #expect(response.headers["X-Two"] == "yes")
        }
    }

    @Test func `tells how long its phases took`() async throws {
        let server = try tlsServer()
        var request = HTTPRequest(.get, "https://localhost:\(server.place)/echo")
        request.tls.authorities = .file(certificates.path("ca.pem"))
        let first = try await client.send(request)
        #expect(first.httpVersion == .http1_1)
        #expect(!first.timings.isReused)
        #expect(first.timings.tls > .zero && first.timings.firstByte > .zero)
        let parts =
            first.timings.resolve + first.timings.connect + first.timings.tls + first.timings.firstByte
        #expect(first.timings.total >= parts)
        let again = try await client.send(request).timings
        // One that was idle for two minutes, as on a busy machine, is not trusted any more.
        if again.isReused { #expect(again.connect == .zero && again.tls == .zero) }
    }

    @Test func `goes through a proxy, whose answers are not the server's`() async throws {
        let proxy = try PythonServer(answers, "tcp")
        let plain = try PythonServer(answers, "tcp")
        var request = HTTPRequest(.get, "http://127.0.0.1:\(plain.place)/echo")
        request.proxy = .url("http://127.0.0.1:\(proxy.place)")
        #expect(
            try await client.send(request).text.contains("\"path\": \"http://127.0.0.1:\(plain.place)/echo\"")
        )
        let server = try tlsServer()
        request.url = "https://127.0.0.1:\(server.place)/echo"
        request.tls.authorities = .file(certificates.path("ca.pem"))
        let response = try await client.send(request)
        #expect(response.text.contains("\"path\": \"/echo\""))
        #expect(response.headers["X-Proxy"] == nil)
        request.proxy = .url("http://127.0.0.1:1")
        #expect(await failure(request)?.kind == .refused)
    }
}
