@testable import HTTP
import Testing

@Suite struct `Header fields` {
    private func received(_ text: String) -> HTTPHeaders {
        var block = HeaderBlock()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            Array(line.utf8).withUnsafeBytes { block.append($0) }
        }
        return HTTPHeaders(received: block)
    }

    @Test(arguments: [
        ("A: b", "b"), ("a:b", "b"), ("A:\t b \t", "b"), ("A:", ""), ("A : b", "b"), ("A: b: c", "b: c"),
        ("A: b\n  c\n\td", "b  c\td"), ("X: 1\nA: b\nA: c", "b"), ("AA: 1\nA: b", "b"), ("A: b\r", "b"),
        (": 1\nA: b", "b"), ("A\nA: b", "b"), (" A: b", "b"), ("A: \u{E9}", "\u{E9}"),
    ])
    func `are read from what came`(_ text: String, _ value: String) {
        #expect(received(text)["a"] == value)
        #expect(received(text)["A"] == value)
        #expect(received(text).fields.first { $0.name.lowercased() == "a" }?.value == value)
    }

    @Test(arguments: ["", "A", "\n\n", ":", ": b", "AB: c", "\u{0}"])
    func `that are none are not there`(_ text: String) { #expect(received(text)["a"] == nil) }

    @Test func `of an answer can be changed like any`() {
        var headers = received("A: 1\nB: 2\nA: 3")
        headers["a"] = "4"
        #expect(headers == ["B": "2", "a": "4"])
        headers["b"] = nil
        #expect(headers == ["a": "4"])
    }

    @Test(arguments: [
        ("http://a", "a", 80), ("HTTPS://a/b", "a", 443), ("http://[::1]:8080?x", "[::1]", 8080),
        ("http://u:p@a:1#f", "a", 1), ("http://a:", "a", 80),
    ])
    func `go with an authority`(_ url: String, _ host: String, _ port: Int) throws {
        let authority = try #require(HTTPAuthority(of: url))
        #expect(authority.host == host)
        #expect(authority.port == port)
        #expect(authority.hasUser == url.contains("@"))
    }

    @Test(arguments: [
        "", "http:", "http://", "http://:80", "http://a:b", "http://a:0", "http://a:65536",
        "http://a:99999999999999999999",
        "http://[::1", "http://[::1]x", "ftp://a", "httpx://a", "http://@",
    ])
    func `go nowhere without one`(_ url: String) { #expect(HTTPAuthority(of: url) == nil) }
}

@Suite struct `A certificate` {
    @Test func `is told in the words of two libraries`() {
        let certificate = PeerCertificate(described: [
            [
                "Subject:CN = a", "Issuer:CN = b", "Start date:Nov  1 00:00:00 2026 GMT",
                "Expire date:2026-11-02 00:00:00 GMT",
                "X509v3 Subject Alternative Name:DNS:a, IP Address:127.0.0.1",
            ],
            ["Subject:CN = b"],
        ])
        #expect(certificate.notBefore == 1_793_491_200)
        #expect(certificate.notAfter == 1_793_577_600)
        #expect(certificate.names == ["DNS:a", "IP Address:127.0.0.1"])
        #expect(certificate.chain == ["CN = b"])
    }

    @Test(arguments: [
        "", "GMT", "Nov 21 18:53:09 2026", "Foo 21 18:53:09 2026 GMT", "x y GMT", "Nov 99 99:99:99 2026 GMT",
    ])
    func `has no date that cannot be one`(_ text: String) {
        #expect(PeerCertificate.seconds(of: text) == nil)
    }
}
