import Diagnostics
import PromQL
import Testing

@Suite struct HintTests {
    @Test(
        arguments: [
            ("rte(m[5m])", "did you mean `rate`?"),
            ("RATE(m[5m])", "names of functions are in lower case: `rate`"),
            ("median(m)", "write `quantile(0.5, …)`"), ("summ(m)", "did you mean `sum`?"),
            ("rate(http_requests_total)", "give it a range: `http_requests_total[5m]`"),
            ("rate(sum(m))", "a range of an expression is a subquery: `(…)[5m:]`"),
            ("rate(sum(m)[5m])", "a range of an expression is a subquery, with a colon: `…[5m:]`"),
            (
                "abs(m[5m])",
                "take the range away, or make a vector of it with a function such as `rate` or `last_over_time`"
            ),
            ("m[5min]", "write `5m`"), ("m[10minutes]", "write `10m`"), ("m[1hour]", "write `1h`"),
            ("m[1M]", "write `1m`"), ("m[5sec]", "write `5s`"),
            ("m[1.5h]", "spans of time are whole: say 1.5h in a smaller unit, as in `90s` for 1.5m"),
            ("m[30m1h]", "units go from long to short, each once: y, w, d, h, m, s, ms; as in `1h30m`"),
            (
                "m[$__rate_interval]",
                "variables of dashboards have to be replaced by what they stand for, as in `[5m]`"
            ),
            ("m = 1", "a comparison is written `==`; `=` belongs to labels, between braces"),
            ("m === 1", "two equals signs compare: `==`"),
            ("m !== 1", "two characters compare: `!=`"), ("m <> 1", "not equal is written `!=`"),
            ("a && b", "the operator is `and`"),
            ("a || b", "the operator is `or`"), ("a AND b", nil), ("a NOT b", "the operator is `unless`"),
            ("a ** b", "a power is written `^`"),
            ("m{a=“b”}", "use straight quotation marks: `\"`"),
            ("m{a=‘b’}", "use straight quotation marks: `'`"),
            ("a − b", "use an ordinary minus sign: `-`"),
            ("a\u{A0}+ b", "there is an invisible or unusual space here: replace it by an ordinary one"),
            ("http.requests", "a name with dots goes in braces and quotation marks: `{\"http.requests\"}`"),
            ("rate(m[5m]) by (job)", "it belongs to an aggregation: `sum by (label) (…)`"),
            ("sum(m", "one `)` is missing"),
            ("sum((m", "2 `)` are missing"), ("sum(m))", "there is one `)` too many"),
            ("m{a=\"b\"", "close the braces with `}`"),
            ("m[5m", "close the range with `]`"),
            ("m{code=200}", "the value of a label goes in quotation marks: `code=\"200\"`"),
            ("m{a=b}", "the value of a label goes in quotation marks: `code=\"200\"`"),
            ("m =~ \"a\"", "`=~` and `!~` compare labels, between braces: `metric{label=~\"a|b\"}`"),
            (
                "a + group_left b",
                "it follows `on (…)` or `ignoring (…)`: `a * on (instance) group_left (version) b`"
            ),
            ("sum m", "put what to aggregate in parentheses: `sum(m)`"),
            ("topk(m)", "it needs a number first: `topk(5, …)`"),
            ("1 == 1", "write `== bool`: without series there is nothing to filter"),
            ("a and 1", "make a vector of the number: `vector(1)`"),
            ("{}", "name a metric, or demand a label that is not empty: `{job=~\".+\"}`"),
            (
                "m{a=\"\\d\"}",
                "write a backslash twice, or put the text between backticks: `\\\\d` or `` `\\d` ``"
            ),
            ("round(m, 1, 2)", "it takes `round(instant vector, [scalar])`"),
            ("label_join(m)", "it takes `label_join(instant vector, string, string, [string, …])`"),
            ("rate(m[5m]) offset 5m", "put it after the selector inside, as in `rate(metric[5m] offset 5m)`"),
            (
                "!m",
                "there is no `!`: compare with `== 0`, leave series out with `unless`, or test with `absent()`"
            ),
            ("m{} {a=\"b\"}", "all matchers go in one pair of braces"),
            ("m n", "an operator is missing before it"), ("a +", "an operand is missing at the end"),
            ("a + * b", "an operand is missing between two operators"),
            (
                "holt_winters(m[5m], 1, 1)",
                "write `double_exponential_smoothing(…), experimental since Prometheus 3`"
            ),
            ("0b101", "whole numbers are decimal, hexadecimal as in `0x1F`, or octal as in `017`"),
            ("m @ now", "seconds since 1970, as in `@ 1609746000`, or `@ start()` or `@ end()`"),
        ] as [(String, String?)]
    )
    func `a mistake comes with what to do about it`(query: String, hint: String?) {
        let error = (try? PromQLParser().parse(query)) == nil ? Self.error(query) : nil
        #expect(error?.hint == hint, "\(query): \(error?.message ?? "no error")")
    }

    private static func error(_ query: String) -> ParseError? {
        do throws(ParseErrors) {
            _ = try PromQLParser().parse(query)
            return nil
        } catch {
            return error.errors.first
        }
    }

    @Test func `a caret shows the place, whatever stands before it`() {
        let error = #expect(throws: ParseErrors.self) {
            try PromQLParser().parse("sum by (job) (\n  m{x=\"é☺\"} = 1\n)")
        }
        #expect(
            error?.diagnostics(named: "query").map(\.text) == [
                """
                query:2:13: error: unexpected "=" in aggregation
                 2 |   m{x="é☺"} = 1
                   |             ^
                hint: a comparison is written `==`; `=` belongs to labels, between braces
                """
            ]
        )
    }
}
