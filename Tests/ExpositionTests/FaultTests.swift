import Diagnostics
import Exposition
import Testing

@Suite struct FaultTests {
    @Test(arguments: [
        ("a", "1:2 noValue"),
        ("a{b=\"c\"} \n", "1:10 noValue"),
        ("a{b='c'} 1\n", "1:5 noQuotedValue"),
        ("a{b=\n", "1:5 noQuotedValue"),
        ("a{b} 1\n", "1:4 noEqualsSign"),
        ("a{\u{1F600}=\"foo\"} 1\n", "1:3 noLabelName"),
        ("x 1\nb\n# c\na{b=\"c\n\"} 1\n", "2:2 noValue"),
        ("something_weird{problem=\"\n", "1:25 unfinishedQuotes"),
        ("a{b=\"\\\"} 1\n", "1:5 unfinishedQuotes"),
        ("empty_label_name{=\"\"} 0\n", "1:18 noLabelName"),
        ("empty{\"\"=\"x\"} 0\n", "1:7 noLabelName"),
        ("foo 1_2\n", "1:5 noNumber"), ("foo 0x1p-3\n", "1:5 noNumber"), ("foo 0x1P-3\n", "1:5 noNumber"),
        ("foo 0xff\n", "1:5 noNumber"), ("foo +nan\n", "1:5 noNumber"), ("foo 1e\n", "1:5 noNumber"),
        ("foo .\n", "1:5 noNumber"), ("foo --1\n", "1:5 noNumber"), ("a true\n", "1:3 noNumber"),
        ("foo 1e999\n", "1:5 numberOutOfRange"),
        ("foo 0 1_2\n", "1:7 badTimestamp"), ("foo 0 1.5\n", "1:7 badTimestamp"),
        ("foo 0 9223372036854775808\n", "1:7 badTimestamp"),
        ("foo 0 1 2\n", "1:9 moreText"),
        ("{a=\"ok\"} 1\n", "1:1 noMetricName"), ("{} 1\n", "1:1 noMetricName"),
        ("{\"\"} 1\n", "1:2 emptyMetricName"),
        ("a{\"foo\"} 1\n", "1:3 secondMetricName"), ("{\"a\",\"b\"} 1\n", "1:6 secondMetricName"),
        ("9a 1\n", "1:1 noMetricName"), ("é 1\n", "1:1 noMetricName"),
        ("a{b=\"c\" d=\"e\"} 1\n", "1:9 noCommaOrBrace"),
        ("a{b=\"ü\",b=\"d\"} 1\n", "1:9 repeatedLabel"),
        ("a{\"b\\\"\"=\"c\",\"b\\\"\"=\"d\"} 1\n", "1:13 repeatedLabel"),
        ("a{__name__=\"b\"} 1\n", "1:3 nameAsLabel"),
        ("# TYPE a\n", "1:9 unknownType"), ("# TYPE a countr\n", "1:10 unknownType"),
        ("# HELP 9 x\n", "1:8 noMetricName"), ("foo+1\n", "1:4 noValue"),
    ])
    func `a bad line is refused at its line and column`(text: String, expected: String) {
        #expect(refusal(text) == expected)
        // The same behind enough lines that the quick reader sees it, with more behind it.
        let ahead = String(repeating: "ok{a=\"b\"} 1\n", count: 3)
        let behind =
            (text.hasSuffix("\n") ? "" : "\n")
            + String(repeating: "# a comment that is long enough\n", count: 4)
        let place = expected.split(separator: ":", maxSplits: 1)
        #expect(refusal(ahead + text + behind) == "\((Int(place[0]) ?? 0) + 3):\(place[1])")
    }

    @Test func `text that is not UTF-8 is refused in values, quoted names and HELP`() {
        for (before, after, place) in [
            ("a{b=\"", "\"} 1\n", 6), ("a{\"", "\"=\"x\"} 1\n", 4), ("{\"", "\"} 1\n", 3),
            ("# HELP a ", "\n", 10),
        ] {
            let body = Array(before.utf8) + [0xFF, 0x61] + Array(after.utf8)
            let error = #expect(throws: ExpositionError.self) {
                _ = try ExpositionParser(.text, mode: .strict).samples(in: body)
            }
            guard case .malformed(let fault) = error else { continue }
            #expect(fault.kind == .notUTF8 && fault.column >= 1 && fault.column <= place)
        }
    }

    @Test func `a bad line costs only itself in lenient mode, and is told with its text`() throws {
        let text = "a 1\nb{c=} 2\nd 3\ne x\nf 4\n"
        let (samples, report) = try ExpositionParser(.text).samples(in: Array(text.utf8))
        #expect(samples.map(\.line) == ["a{} 1.0", "d{} 3.0", "f{} 4.0"])
        #expect(report.badLines == 2)
        #expect(
            report.faults[0].diagnostic(name: "http://host/metrics").text == """
                http://host/metrics:2:5: error: the label value must begin with `"`
                 2 | b{c=} 2
                   |     ^
                """
        )
        #expect(
            report.faults[1].diagnostic(name: "m").text.hasSuffix(
                "hint: numbers are decimal, or one of NaN, +Inf and -Inf"
            )
        )
    }

    @Test func `all bad lines are counted and the first are kept`() throws {
        var parser = ExpositionParser(.text)
        parser.keptFaults = 3
        let text = String(repeating: "bad\n", count: 1000)
        let report = try parser.samples(in: Array(text.utf8)).report
        #expect(report.badLines == 1000 && report.faults.map(\.line) == [1, 2, 3])
    }
}
