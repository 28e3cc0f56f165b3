import Profile
import Testing

@Suite struct `Quantities` {
    @Test(
        arguments: [
            ("512Mi", 536_870_912), ("1Gi", 1 << 30), ("500M", 500_000_000), ("1k", 1000), ("7", 7),
            ("0", nil),
            ("1.5Gi", nil), ("512MB", nil), ("Mi", nil), ("", nil), ("-1Gi", nil), ("1 Gi", nil),
            ("9999999999999Ti", nil), ("99999999999999999999", nil),
        ] as [(String, Int?)]
    )
    func `of memory are whole bytes`(_ text: String, _ bytes: Int?) {
        #expect(ByteQuantity(text)?.bytes == bytes)
    }

    @Test(
        arguments: [
            ("250m", 250), ("2", 2000), ("0.5", 500), ("0.125", 125), ("0", nil), ("0m", nil),
            ("0.0005", nil),
            (".5", nil), ("1.", nil), ("1e3", nil), ("-1", nil), ("", nil), ("m", nil),
            ("99999999999999999999m", nil),
        ] as [(String, Int?)]
    )
    func `of CPU are thousandths of a core`(_ text: String, _ millicores: Int?) {
        #expect(CPUQuantity(text)?.millicores == millicores)
    }

    @Test(
        arguments: [
            ("500ms", 500), ("30s", 30_000), ("1h30m", 5_400_000), ("1d", 86_400_000), ("0s", 0),
            ("1h30m20s5ms", 5_420_005),
            ("30", nil), ("", nil), ("1m1h", nil), ("1s1s", nil), ("-1s", nil), ("1 s", nil),
            ("9999999999d", nil),
            ("99999999999999999999s", nil), ("s", nil), ("1x", nil),
        ] as [(String, Int?)]
    )
    func `of time are whole milliseconds`(_ text: String, _ milliseconds: Int?) {
        #expect(Duration(profile: text)?.wholeMilliseconds == milliseconds)
    }

    @Test(arguments: ["500ms", "45s", "1h30m", "24h"])
    func `of time are written as they were read`(_ text: String) {
        #expect(Duration(profile: text)?.profileText == text)
    }
}

@Suite struct `An image reference` {
    @Test(
        arguments: [
            ("a", "a", nil), ("a:1", "a", "1"), ("ghcr.io/acme/server:1.2-3", "ghcr.io/acme/server", "1.2-3"),
            ("localhost:5000/a/b:1", "localhost:5000/a/b", "1"),
            ("localhost:5000/a", "localhost:5000/a", nil),
            ("GHCR.io/a/b:1", "GHCR.io/a/b", "1"),
        ] as [(String, String, String?)]
    )
    func `has a repository and a tag`(_ text: String, _ repository: String, _ tag: String?) {
        #expect(Image(reference: text)?.repository == repository)
        #expect(Image(reference: text)?.tag == tag)
    }

    @Test func `has a digest`() {
        let digest = "sha256:" + String(repeating: "0", count: 64)
        #expect(Image(reference: "a/b@\(digest)")?.digest == digest)
        #expect(Image(reference: "a/b:1@\(digest)")?.tag == "1")
    }

    @Test(arguments: [
        "", ":1", "a:", "A/b:1", "https://a/b", "a b", "a@sha256:1", "a//b", "-a", "a/:1", "h:x/a", "a@",
    ])
    func `that is none is refused`(_ text: String) {
        #expect(Image(reference: text) == nil)
    }

    @Test func `must not be the latest`() {
        for text in ["a:latest", "{repository: a, tag: latest}"] {
            let profile = least.replacing("ghcr.io/acme/weather:1.4.0", with: text)
            #expect(problems(profile).contains { $0.contains("must not be tagged 'latest'") })
        }
    }
}
