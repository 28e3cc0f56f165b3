import GoText
import Testing

@Suite struct QuotingTests {
    @Test(arguments: [
        ("", #""""#), ("abc", #""abc""#), ("a\"b\\c", #""a\"b\\c""#),
        ("\n\r\t\u{07}\u{08}\u{0B}\u{0C}", #""\n\r\t\a\b\v\f""#),
        ("\u{0}\u{7F}", #""\x00\x7f""#), ("é☺", #""é☺""#), ("\u{A0}", #""\u00a0""#),
        ("\u{FEFF}", #""\ufeff""#),
        ("\u{E000}", #""\ue000""#), ("\u{F0000}", #""\U000f0000""#), ("日本", #""日本""#), ("it's", #""it's""#),
    ])
    func `a quoted text is that of Go and is read back`(text: String, quoted: String) {
        #expect(GoText.quoted(text) == quoted)
        #expect(GoText.unquoted(quoted) == text)
    }

    @Test(
        arguments: [
            (#"'it\'s'"#, "it's"), (#"'a"b'"#, "a\"b"), (#"`a\nb`"#, #"a\nb"#),
            (#""\x41\101\u0041\U00000041""#, "AAAA"),
            (#""\xe2\x98\xba""#, "☺"), (#""\xff""#, "\u{FFFD}"), (#""\ud800""#, nil), (#""\400""#, nil),
            (#""\'""#, nil),
            (#"'\"'"#, nil), (#""\q""#, nil), (#""\x4""#, nil), (#""a"b""#, nil), ("\"a\nb\"", nil),
            ("`a\nb`", "a\nb"),
            ("\"", nil), ("", nil), ("abc", nil), (#""\""#, nil), ("``", ""), (#""\08""#, nil),
            (#""\U00110000""#, nil),
        ] as [(String, String?)]
    )
    func `a text is unquoted as Prometheus does`(quoted: String, expected: String?) {
        #expect(GoText.unquoted(quoted) == expected)
    }

    @Test func `a quoted character stands in apostrophes`() {
        #expect(GoText.quoted("%" as Unicode.Scalar) == "'%'")
        #expect(GoText.quoted("'" as Unicode.Scalar) == #"'\''"#)
        #expect(GoText.quoted("\"" as Unicode.Scalar) == #"'"'"#)
        #expect(GoText.quoted("\n" as Unicode.Scalar) == #"'\n'"#)
    }
}
