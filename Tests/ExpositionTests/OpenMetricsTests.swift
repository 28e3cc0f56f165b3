import Exposition
import Testing

@Suite struct OpenMetricsTests {
    @Test func `timestamps are seconds, and the end is marked`() throws {
        let text = """
            # TYPE acme_http_router_request_seconds summary
            # UNIT acme_http_router_request_seconds seconds
            # HELP acme_http_router_request_seconds Latency.
            acme_http_router_request_seconds_sum{path="/api/v1"} 9036.32 1.5
            acme_http_router_request_seconds_count{path="/api/v1"} 807283.0 1605281325.123
            acme_http_router_request_seconds_created{path="/api/v1"} 1605281325.0
            # EOF
            """
        #expect(
            try read(text, .openMetrics) == [
                #"acme_http_router_request_seconds_sum{path="/api/v1"} 9036.32 1500"#,
                #"acme_http_router_request_seconds_count{path="/api/v1"} 807283.0 1605281325123"#,
                #"acme_http_router_request_seconds_created{path="/api/v1"} 1605281325.0"#,
            ]
        )
    }

    @Test func `exemplars are kept with their sample`() throws {
        let body = Array(
            """
            # TYPE foo histogram
            foo_bucket{le="0.01"} 0
            foo_bucket{le="0.1"} 8 # {} 0.054
            foo_bucket{le="1"} 11 1.5 # {trace_id="KOO5S4vxi0o",span_id="x, y"} 0.67 1520879607.789
            # EOF

            """.utf8
        )
        var rows = ExpositionRows()
        _ = try ExpositionParser(.openMetrics, mode: .strict).parse(body, into: &rows)
        #expect(rows.count == 3 && rows.labels.count == 3)
        #expect(rows.exemplars.count == 2)
        #expect(rows.exemplars[0].row == 1 && rows.exemplars[0].value == 0.054)
        #expect(rows.exemplars[0].timestamp == ExpositionRows.noTimestamp)
        #expect(rows.exemplars[1].row == 2 && rows.exemplars[1].timestamp == 1_520_879_607_789)
        #expect(
            String(decoding: body[rows.exemplars[1].labels.range], as: UTF8.self)
                == #"{trace_id="KOO5S4vxi0o",span_id="x, y"}"#
        )
        #expect(rows.timestamps[2] == 1500)
    }

    @Test(arguments: [
        ("a 1\n", "2:1 noEnd"),
        ("a 1", "1:4 noEnd"),
        ("", "1:1 noEnd"),
        ("# EOF\na 1\n", "2:1 textAfterEnd"),
        ("# EOF \n", "1:6 textAfterEnd"),
        ("a  1\n# EOF\n", "1:3 noValue"),
        ("a 1 \n# EOF\n", "1:4 moreText"),
        ("a{b=\"c\", d=\"e\"} 1\n# EOF\n", "1:9 noLabelName"),
        ("a{b=\"c\"}1\n# EOF\n", "1:9 notOneSpace"),
        (" a 1\n# EOF\n", "1:1 noMetricName"),
        ("\n# EOF\n", "1:1 blankLine"),
        ("# comment\n# EOF\n", "1:1 comment"),
        ("#EOF\n", "1:1 comment"),
        ("a 1\r\n# EOF\n", "1:4 carriageReturn"),
        ("# TYPE a untyped\n# EOF\n", "1:10 unknownType"),
        ("# UNIT a_seconds bytes\n# EOF\n", "1:18 foreignUnit"),
        ("# UNIT seconds seconds\n# EOF\n", "1:16 foreignUnit"),
        ("# HELP a\n# EOF\n", "1:9 notOneSpace"),
        ("a 1 NaN\n# EOF\n", "1:5 badTimestamp"),
        ("a 1 # {b=\"c\"}\n# EOF\n", "1:14 noValue"),
        ("a 1 # {\"b\"} 1\n# EOF\n", "1:8 secondMetricName"),
        ("a 1 # {b=\"c\"} 1 2 3\n# EOF\n", "1:18 moreText"),
    ])
    func `what OpenMetrics forbids is refused with its place`(text: String, expected: String) {
        #expect(refusal(text, .openMetrics) == expected)
    }

    @Test func `the types that only OpenMetrics has are known`() throws {
        for type in ["gaugehistogram", "stateset", "info", "unknown"] {
            #expect(refusal("# TYPE a \(type)\n# EOF\n", .openMetrics) == "accepted: []")
            #expect(refusal("# TYPE a \(type)\n") == "1:10 unknownType")
        }
    }
}
