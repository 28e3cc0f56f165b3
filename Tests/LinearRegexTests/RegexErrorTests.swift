import LinearRegex
import Testing

@Suite struct `Patterns that are none` {
    /// The words of Go's `regexp/syntax`, which Prometheus shows as they are.
    @Test(arguments: [
        ("(", "missing closing ): `(`"),
        ("a(b", "missing closing ): `a(b`"),
        ("a)", "unexpected ): `a)`"),
        ("[a", "missing closing ]: `[a`"),
        ("x[a-", "missing closing ]: `[a-`"),
        ("[]", "missing closing ]: `[]`"),
        ("*a", "missing argument to repetition operator: `*`"),
        ("(+)", "missing argument to repetition operator: `+`"),
        ("a|{2}", "missing argument to repetition operator: `{2}`"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("a+?+", "invalid nested repetition operator: `+?+`"),
        ("a{2}{3}", "invalid nested repetition operator: `{2}{3}`"),
        ("a{1001}", "invalid repeat count: `{1001}`"),
        ("a{3,2}", "invalid repeat count: `{3,2}`"),
        ("(?:a{100}){11}", "invalid repeat count: `{11}`"),
        ("(a{1000}){1000}", "invalid repeat count: `{1000}`"),
        ("[b-a]", "invalid character class range: `b-a`"),
        ("[[:nope:]]", "invalid character class range: `[:nope:]`"),
        ("\\p{Nope}", "invalid character class range: `\\p{Nope}`"),
        ("\\pX", "invalid character class range: `\\pX`"),
        ("\\p{Greek", "invalid character class range: `\\p{Greek`"),
        ("a\\", "trailing backslash at end of expression: ``"),
        ("\\y", "invalid escape sequence: `\\y`"),
        ("(a)\\1", "invalid escape sequence: `\\1`"),
        ("\\x{110000}", "invalid escape sequence: `\\x{110000`"),
        ("\\C", "invalid escape sequence: `\\C`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        ("(?!a)", "invalid or unsupported Perl syntax: `(?!`"),
        ("(?i-)", "invalid or unsupported Perl syntax: `(?i-)`"),
        ("(?<=a)", "invalid named capture: `(?<=a)`"),
        ("(?P<a b>c)", "invalid named capture: `(?P<a b>`"),
        ("(?P<n", "invalid named capture: `(?P<n`"),
    ])
    func `are refused in Go's words`(_ pattern: String, _ message: String) {
        let error = #expect(throws: RegexError.self) { try LinearRegex(wholeText: pattern) }
        #expect(error?.description == "error parsing regexp: \(message)")
    }

    @Test func `are those that nest too deeply or grow too large`() {
        let deep = String(repeating: "(", count: 5000) + String(repeating: ")", count: 5000)
        #expect(throws: RegexError(code: "expression nests too deeply", part: deep)) {
            try LinearRegex(deep)
        }
        let large = String(repeating: "\\pL{1000}", count: 50)
        #expect(throws: RegexError(code: "expression too large", part: large)) { try LinearRegex(large) }
    }
}
