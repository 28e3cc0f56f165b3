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
}
