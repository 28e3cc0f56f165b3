import PromQL
import Testing

/// The shapes are those of Prometheus' own tests of `promql format`, at ten columns.
@Suite struct FormatTests {
    @Test(arguments: [
        ("sum(foo)", "sum(foo)"), ("a+b", "a + b"), ("(1 + 2)", "(1 + 2)"),
        ("-vector_selector", "-vector_selector"),
        ("sum by() (errors:rate10s{job=\"s\"})", "sum(\n  errors:rate10s{job=\"s\"}\n)"),
        (
            "sum(errors:rate10s{job=\"s\"}) without(job,foo)",
            "sum without (job, foo) (\n  errors:rate10s{job=\"s\"}\n)"
        ),
        ("topk(10, errors:rate10s{job=\"s\"})", "topk(\n  10,\n  errors:rate10s{job=\"s\"}\n)"),
        (
            "sum by(a,b) (sum by(c) (errors:rate10s))",
            "sum by (a, b) (\n  sum by (c) (\n    errors:rate10s\n  )\n)"
        ),
        ("a == bool 1", "  a\n== bool\n  1"), ("a + ignoring(job) b", "  a\n+ ignoring (job)\n  b"),
        ("foo_1 + foo_2 + foo_3", "    foo_1\n  +\n    foo_2\n+\n  foo_3"),
        ("foo + baar + foo_3", "  foo + baar\n+\n  foo_3"),
        (
            "histogram_quantile(0.9, rate(foo[1m]))",
            "histogram_quantile(\n  0.9,\n  rate(\n    foo[1m]\n  )\n)"
        ),
        (
            "rate(long_selector[10m:1m] @ start() offset 1m)",
            "rate(\n  long_selector[10m:1m] @ start() offset 1m\n)"
        ),
        (
            "max_over_time(rate(demo[1m])[1m:] @ start() offset 1m)",
            "max_over_time(\n  rate(\n    demo[1m]\n  )[1m:] @ start() offset 1m\n)"
        ),
        ("((foo_long))", "(\n  (foo_long)\n)"),
        ("(foo_long + bar_long)", "(\n    foo_long\n  +\n    bar_long\n)"),
        (
            "((foo_long + bar_long) + bar_2_long)",
            "(\n    (\n        foo_long\n      +\n        bar_long\n    )\n  +\n    bar_2_long\n)"
        ),
        ("(-vector_selector)", "(\n  -vector_selector\n)"),
        (
            "-histogram_quantile(0.9, -rate(foo[1m] @ start()))",
            "-histogram_quantile(\n  0.9,\n  -rate(\n    foo[1m] @ start()\n  )\n)"
        ),
        ("- long_name ^ other_name", "-long_name\n^\n  other_name"),
    ])
    func `what is longer than a line is broken from the outside in`(query: String, expected: String) throws {
        let text = try PromQLParser().parse(query).formatted(width: 10)
        #expect(text == expected)
        #expect(try PromQLParser().parse(text).description == PromQLParser().parse(query).description)
    }

    @Test func `a line holds a hundred bytes`() throws {
        let name = String(repeating: "a", count: 95)
        #expect(try PromQLParser().parse("sum(\(name))").formatted() == "sum(\(name))")
        #expect(try PromQLParser().parse("sum(\(name)b)").formatted() == "sum(\n  \(name)b\n)")
    }

    @Test func `comments that printing would lose are noticed`() {
        for query in ["a # b", "# b\na", "sum( # b\n a)", "a{ # b\n x=\"#\"}", "a[5m # b\n]"] {
            #expect(PromQLParser.hasComments(query), "\(query)")
        }
        for query in ["a", "a{x=\"#\"}", "a{x=~'# b', y=`#`}", "\"#\"", "a{x=\""] {
            #expect(!PromQLParser.hasComments(query), "\(query)")
        }
    }
}
