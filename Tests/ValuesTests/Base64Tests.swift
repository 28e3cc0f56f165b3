import Testing
import Values

/// RFC 4648 section 10, and what is no base64.
@Suite struct `Base64 text` {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), (">>>", "Pj4+"), ("???", "Pz8/"), ("\u{7FF}", "378="),
    ])
    func `writes the vectors of the specification and reads them back`(_ text: String, _ encoded: String) {
        #expect(Base64.encode(text.utf8) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test func `leaves line breaks aside`() {
        #expect(Base64.decode("Zm9v\r\nYmFy\n") == Array("foobar".utf8))
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Zm8", "Zm9v=", "====", "Zg==Zg==", "Zm 9v", "Zm9v-_", "Zß=="])
    func `refuses what is cut off, padded otherwise or no base64`(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
