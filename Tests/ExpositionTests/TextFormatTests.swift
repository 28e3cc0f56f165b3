import Exposition
import Testing

@Suite struct TextFormatTests {
    @Test func `a sample has a name, labels, a value and perhaps milliseconds`() throws {
        let text = """
            # HELP http_requests_total Requests.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200"} 1027 1395066363000
            http_requests_total{method="post",code="400"} 3 -5

            something_weird{problem="division by zero"} +Inf -3982045
            plain 12.47

            """
        #expect(
            try read(text) == [
                #"http_requests_total{method="post",code="200"} 1027.0 1395066363000"#,
                #"http_requests_total{method="post",code="400"} 3.0 -5"#,
                #"something_weird{problem="division by zero"} inf -3982045"#,
                "plain{} 12.47",
            ]
        )
    }

    @Test func `blanks may stand between all the words`() throws {
        let text =
            "\t go_gc \t{ quantile = \"1.0\" , a\t=\t\"b\", } 8.3835e-05  12 \n\n  # any comment\n#\nb{}2\n"
        #expect(try read(text) == [#"go_gc{quantile="1.0",a="b"} 8.3835e-05 12"#, "b{} 2.0"])
    }

    @Test func `lines may end as on Windows, and the last one not at all`() throws {
        #expect(
            try read("# TYPE a gauge\r\na{x=\"1\"} 1\r\n\r\nb 2 3\r\nc 3") == [
                #"a{x="1"} 1.0"#, "b{} 2.0 3", "c{} 3.0",
            ]
        )
    }

    @Test func `escapes are undone in label values, and others stay as they are`() throws {
        #expect(
            try read(#"a{path="C:\\DIR\\",quote="\"",other="\x\t"} 1"#) == [
                #"a{path="C:\DIR\",quote=""",other="\x\t"} 1.0"#
            ]
        )
        #expect(try read("a{line=\"one\\ntwo\"} 1") == ["a{line=\"one\ntwo\"} 1.0"])
    }

    @Test func `names in quotes may hold any text`() throws {
        let text = """
            # TYPE "my.metric" gauge
            {"my.metric","a.b"="c",plain="d"} 1
            {"quote\\"name"} 2
            {a="1","late.name"} 3
            plain{"ключ"="значение"} 4

            """
        #expect(
            try read(text) == [
                #"my.metric{a.b="c",plain="d"} 1.0"#, "quote\"name{} 2.0", #"late.name{a="1"} 3.0"#,
                #"plain{ключ="значение"} 4.0"#,
            ]
        )
    }

    @Test(arguments: [
        ("NaN", "nan"), ("nan", "nan"), ("+Inf", "inf"), ("-Inf", "-inf"), ("inf", "inf"),
        ("Infinity", "inf"),
        ("1e3", "1000.0"), ("+.5", "0.5"), ("5.", "5.0"), ("1E-400", "0.0"), ("-0", "-0.0"),
        ("0.1", "0.1"), ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("9007199254740993", "9007199254740992.0"),
        ("123456789012345678901234567890", "1.2345678901234568e+29"),
    ])
    func `numbers are those of Go, without hexadecimal ones`(text: String, value: String) throws {
        #expect(try read("a \(text)\n") == ["a{} \(value)"])
    }

    @Test func `every NaN of a target becomes the ordinary one`() throws {
        let samples = try ExpositionParser(.text).samples(in: Array("a NaN\n".utf8)).samples
        #expect(samples[0].value.bitPattern == 0x7FF8_0000_0000_0001)
    }

    @Test func `bounds are spelled as in OpenMetrics under their TYPE and nowhere else`() throws {
        let text = """
            untyped_bucket{le="1"} 1
            # TYPE h histogram
            h_bucket{le="1",quantile="1"} 1
            h_bucket{le="0.5"} 1
            h_bucket{le="1e6"} 1
            h_bucket{le="+Inf"} 1
            h_bucket{le="bad"} 1
            # TYPE s summary
            s{quantile="1",le="1"} 1
            # TYPE g gauge
            g{le="1"} 1

            """
        #expect(
            try read(text).map { $0.dropLast(4) } == [
                #"untyped_bucket{le="1"}"#, #"h_bucket{le="1.0",quantile="1"}"#, #"h_bucket{le="0.5"}"#,
                #"h_bucket{le="1e+06"}"#, #"h_bucket{le="+Inf"}"#, #"h_bucket{le="bad"}"#,
                #"s{quantile="1.0",le="1"}"#, #"g{le="1"}"#,
            ]
        )
    }

    @Test(arguments: [
        ("0", "0.0"), ("10", "10.0"), ("00", "0.0"), ("010", "10.0"), ("999999", "999999.0"),
        ("1000000", "1e+06"),
        ("1234567", "1.234567e+06"), ("0.5", "0.5"), ("0.50", "0.5"), (".5", "0.5"), ("5.", "5.0"),
        ("1.0", "1.0"),
        ("0.0001", "0.0001"), ("0.00001", "1e-05"), ("0.00012", "0.00012"), ("2.5e-1", "0.25"),
        ("-1", "-1.0"),
        ("+Inf", "+Inf"), ("inf", "+Inf"), ("-Inf", "-Inf"), ("NaN", "NaN"), ("0x10p0", "16.0"),
        ("0.1000000000000000055", "0.1"), ("123456.12345678", "123456.12345678"), ("", ""), ("x", "x"),
        ("1.2.3", "1.2.3"),
    ])
    func `a bound gets the spelling of Go and a point`(bound: String, expected: String) throws {
        let lines = try read("# TYPE h histogram\nh_bucket{le=\"\(bound)\"} 1\n")
        #expect(lines == ["h_bucket{le=\"\(expected)\"} 1.0"])
    }

    @Test func `HELP and TYPE come out with their texts, also when they are repeated`() throws {
        let body = Array(
            "# HELP a one \\\\ \\n \\\"\n# HELP a two\n# TYPE a counter \n#HELP b no\n# UNIT a x\na 1\n".utf8
        )
        var rows = ExpositionRows()
        let report = try ExpositionParser(.text, mode: .strict).parse(body, into: &rows)
        #expect(report.badLines == 0)
        var found: [String] = []
        body.withUnsafeBufferPointer { bytes in
            for index in 0..<rows.metadata.count {
                let entry = rows.metadata[index]
                found.append("\(entry.kind) \(EscapedText.help.text(bytes[entry.text.range]))")
            }
        }
        #expect(found == ["help one \\ \n \\\"", "help two", "type counter"])
        #expect(rows.metadata[2].type == .counter)
    }

    @Test func `an empty body is no samples`() throws {
        #expect(try read("") == [])
        #expect(try read("\n\n") == [])
    }
}
