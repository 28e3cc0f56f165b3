import PromQL
import Testing

/// The messages and places are Prometheus' own: those of its tables of tests and of its grammar.
@Suite struct ParseErrorTests {
    @Test(arguments: [
        // The whole.
        ("", "1:1", "no expression found in input"), ("# nothing\n\n", "1:1", "no expression found in input"),
        ("1+", "1:3", "unexpected end of input"), ("1 /", "1:4", "unexpected end of input"),
        ("*1", "1:1", "unexpected <op:*>"), ("-=", "1:2", "unexpected \"=\""),
        ("@@", "1:1", "unexpected <op:@>"),
        ("++-++-+-+-<", "1:11", "unexpected <op:<>"), ("e-+=/(0)", "1:4", "unexpected \"=\""),
        ("foo bar", "1:5", "unexpected identifier \"bar\""),
        ("a:b c:d", "1:5", "unexpected metric identifier \"c:d\""),
        ("a 1", "1:3", "unexpected number \"1\""), ("a 5m", "1:3", "unexpected duration \"5m\""),
        ("a\n +\n)", "3:2", "unexpected right parenthesis ')'"),
        ("a \"very long text\"", "1:3", "unexpected string \"\\\"very long\"..."),
        // Characters.
        (".", "1:1", "unexpected character: '.'"), ("}", "1:1", "unexpected character: '}'"),
        ("some}", "1:5", "unexpected character: '}'"),
        ("1 !~ 1", "1:3", "unexpected character after '!': '~'"),
        ("1 =~ 1", "1:3", "unexpected character after '=': '~'"),
        ("a $b", "1:3", "unexpected character: '$'"),
        ("é", "1:1", "unexpected character: 'é'"), ("a && b", "1:3", "unexpected character: '&'"),
        // Numbers and spans of time.
        ("2.5.", "1:1", "bad number or duration syntax: \"2.5.\""),
        ("100..4", "1:1", "bad number or duration syntax: \"100..\""),
        ("0deadbeef", "1:1", "bad number or duration syntax: \"0de\""),
        ("1e", "1:1", "bad number or duration syntax: \"1e\""),
        ("1__0", "1:1", "bad number or duration syntax: \"1__\""),
        ("5min", "1:1", "bad number or duration syntax: \"5mi\""),
        ("1e400", "1:1", "error parsing number: strconv.ParseFloat: parsing \"1e400\": value out of range"),
        ("0x", "1:1", "error parsing number: strconv.ParseFloat: parsing \"0x\": invalid syntax"),
        ("5m1h", "1:1", "not a valid duration string: \"5m1h\""), ("999999y", "1:1", "duration out of range"),
        // Parentheses.
        ("(1))", "1:5", "unexpected right parenthesis ')'"), ("((1)", "1:5", "unclosed left parenthesis"),
        ("(", "1:2", "unclosed left parenthesis"), ("()", "1:2", "unexpected \")\""),
        ("sum(rate(", "1:10", "unclosed left parenthesis"),
        // Texts.
        ("`\\``", "1:4", "unterminated raw string"), ("\"\\", "1:1", "escape sequence not terminated"),
        ("\"\\c\"", "1:1", "unknown escape sequence U+0063 'c'"),
        ("'\\\"'", "1:1", "unknown escape sequence U+0022 '\"'"),
        ("\"\\x.\"", "1:1", "illegal character U+002E '.' in escape sequence"),
        ("\"\\ud800\"", "1:1", "escape sequence is an invalid Unicode code point"),
        ("\"\\400\"", "1:1", "escape sequence is an invalid Unicode code point"),
        ("\"a", "1:1", "unterminated quoted string"), ("\"a\nb\"", "1:1", "unterminated quoted string"),
        // Braces.
        ("{", "1:2", "unexpected end of input inside braces"),
        ("some{", "1:6", "unexpected end of input inside braces"),
        ("m{a=b}", "1:5", "unexpected identifier \"b\" in label matching, expected string"),
        ("m{a:b=\"b\"}", "1:4", "unexpected character inside braces: ':'"),
        ("foo{a*\"b\"}", "1:6", "unexpected character inside braces: '*'"),
        ("foo{a>=\"b\"}", "1:6", "unexpected character inside braces: '>'"),
        ("foo{gibberish}", "1:14", "unexpected \"}\" in label matching, expected label matching operator"),
        ("foo{1}", "1:5", "unexpected character inside braces: '1'"),
        ("foo{a!b}", "1:6", "unexpected character after '!' inside braces: 'b'"),
        ("foo{{", "1:5", "unexpected left brace '{'"),
        ("foo{__name__= =}", "1:15", "unexpected \"=\" in label matching, expected string"),
        ("foo{__name__ == \"bar\"}", "1:15", "unexpected \"=\" in label matching, expected string"),
        ("foo{,}", "1:5", "unexpected \",\" in label matching, expected identifier or \"}\""),
        ("foo{a=\"b\",,}", "1:11", "unexpected \",\" in label matching, expected identifier or \"}\""),
        (
            "foo{a=\"b\" lol}", "1:11",
            "unexpected identifier \"lol\" in label matching, expected \",\" or \"}\""
        ),
        ("foo{\"a\"=}", "1:9", "unexpected \"}\" in label matching, expected string"),
        ("foo{a=\"b\"}{c=\"d\"}", "1:11", "unexpected \"{\""),
        // Selectors.
        ("{}", "1:1", "vector selector must contain at least one non-empty matcher"),
        ("{x=\"\"}", "1:1", "vector selector must contain at least one non-empty matcher"),
        ("1 + {x!=\"a\"}", "1:5", "vector selector must contain at least one non-empty matcher"),
        ("foo{__name__=\"bar\"}", "1:1", "metric name must not be set twice: \"foo\" or \"bar\""),
        (
            "1 offset 1d", "1:1",
            "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery"
        ),
        ("foo offset 1s offset 2s", "1:1", "offset may not be set multiple times"),
        ("m[5m] OFFSET 1mm", "1:14", "bad number or duration syntax: \"1mm\""),
        (
            "m[5m] OFFSET", "1:13",
            "unexpected end of input in offset, expected number, duration, step(), or range()"
        ),
        ("m offset 9.5e10", "1:10", "duration out of range"),
        ("m @", "1:4", "unexpected end of input in @, expected timestamp"),
        ("m @ x", "1:5", "unexpected identifier \"x\" in @, expected timestamp"),
        ("m @ start", "1:10", "unexpected end of input in @, expected timestamp"),
        ("m @ 1 @ 2", "1:1", "@ <timestamp> may not be set multiple times"),
        ("m @ +Inf", "1:1", "timestamp out of bounds for @ modifier: +Inf"),
        ("m @ NaN", "1:1", "timestamp out of bounds for @ modifier: NaN"),
        ("m @ 1e30", "1:1", "timestamp out of bounds for @ modifier: 1000000000000000019884624838656.000000"),
        (
            "rate(m[5m]) @ 1234", "1:1",
            "@ modifier must be preceded by an instant vector selector or range vector selector or a subquery"
        ),
        // Ranges.
        ("foo[5mm]", "1:5", "bad number or duration syntax: \"5mm\""),
        ("foo[5m1]", "1:5", "bad number or duration syntax: \"5m1\""),
        ("foo[5m:1m1]", "1:8", "bad number or duration syntax: \"1m1\""),
        ("foo[5y1hs]", "1:5", "unknown unit \"hs\" in duration \"5y1hs\""),
        ("foo[1.5d]", "1:5", "unknown unit \".\" in duration \"1.5d\""),
        ("foo[0m]", "1:5", "duration must be greater than 0"),
        ("foo[-1]", "1:5", "duration must be greater than 0"),
        ("foo[5m:0]", "1:8", "duration must be greater than 0"),
        ("foo[\"5m\"]", "1:5", "unexpected character in duration expression: '\"'"),
        ("foo[$x]", "1:5", "unexpected character in duration expression: '$'"),
        ("foo[", "1:5", "unexpected end of input in duration expression"),
        ("foo[5m", "1:7", "unclosed left bracket"),
        (
            "foo[]", "1:5",
            "unexpected \"]\" in subquery or range selector, expected number, duration, step(), or range()"
        ),
        ("foo[5m 5m]", "1:8", "unexpected duration \"5m\" in subquery or range, expected \":\" or \"]\""),
        ("foo[5s x 5s]", "1:8", "unexpected character: 'x', expected ':'"),
        ("foo[5s s 5s]", "1:8", "unexpected character: 's', expected ':'"),
        ("foo[5m:)", "1:9", "unexpected right parenthesis ')'"),
        ("foo[:5m]", "1:6", "unexpected colon before duration in duration expression"),
        ("foo[5m:5m:5m]", "1:10", "unexpected colon ':'"),
        ("foo[5m[5m]]", "1:7", "unexpected left bracket '['"),
        ("foo[5m:5m 5m]", "1:11", "unexpected duration \"5m\" in subquery selector, expected \"]\""),
        ("foo]", "1:4", "unexpected right bracket ']'"),
        ("m OFFSET 1m[5m]", "1:12", "no offset modifiers allowed before range"),
        ("m @ 1234 [5m]", "1:10", "no @ modifiers allowed before range"),
        ("m @ end()[5m]", "1:10", "no @ modifiers allowed before range"),
        ("(foo + bar)[5m]", "1:12", "ranges only allowed for vector selectors"),
        ("rate(food[1m])[1h] offset 1h", "1:15", "ranges only allowed for vector selectors"),
        ("m[5m][5m:]", "1:1", "subquery is only allowed on instant vector, got matrix instead"),
        ("1[5m:]", "1:1", "subquery is only allowed on instant vector, got scalar instead"),
        // Aggregations.
        ("sum without(==)(m)", "1:13", "unexpected <op:==> in grouping opts, expected label"),
        ("sum without(,)(m)", "1:13", "unexpected \",\" in grouping opts, expected label"),
        ("sum without(foo,,)(m)", "1:17", "unexpected \",\" in grouping opts, expected label"),
        ("sum by (a b)(m)", "1:11", "unexpected identifier \"b\" in grouping opts, expected \",\" or \")\""),
        ("sum by (without) (m)", "1:9", "unexpected <without> in grouping opts, expected label"),
        ("sum by (\"\") (m)", "1:9", "invalid label name for grouping: \"\""),
        ("sum m by (test)", "1:5", "unexpected identifier \"m\""),
        ("sum (m) by test", "1:12", "unexpected identifier \"test\" in grouping opts, expected \"(\""),
        ("sum () by (test)", "1:1", "no arguments for aggregate expression provided"),
        ("MIN (m) keep_common", "1:9", "unexpected identifier \"keep_common\""),
        ("sum (m) without (test) by (test)", "1:24", "unexpected <by>"),
        ("sum by (a) m", "1:12", "unexpected identifier \"m\" in aggregation"),
        ("sum(rate(m[5m]) by (x))", "1:17", "unexpected <by> in aggregation"),
        ("sum(1 + )", "1:9", "unexpected \")\" in aggregation"),
        ("topk(m)", "1:1", "wrong number of arguments for aggregate expression provided, expected 2, got 1"),
        (
            "sum(a, b)", "1:1",
            "wrong number of arguments for aggregate expression provided, expected 1, got 2"
        ),
        ("topk(m,)", "1:7", "trailing commas not allowed in function call args"),
        ("topk(m, n)", "1:6", "expected type scalar in aggregation parameter, got instant vector"),
        ("count_values(5, m)", "1:14", "expected type string in aggregation parameter, got scalar"),
        ("sum(m[5m])", "1:5", "expected type instant vector in aggregation expression, got range vector"),
        // Calls.
        ("floor()", "1:1", "expected 1 argument(s) in call to \"floor\", got 0"),
        ("floor(m, 1)", "1:1", "expected 1 argument(s) in call to \"floor\", got 2"),
        ("floor(1)", "1:7", "expected type instant vector in call to function \"floor\", got scalar"),
        ("hour(m, m, m)", "1:1", "expected at most 1 argument(s) in call to \"hour\", got 3"),
        ("label_join(m, \"a\")", "1:1", "expected at least 3 argument(s) in call to \"label_join\", got 2"),
        ("time(m)", "1:1", "expected 0 argument(s) in call to \"time\", got 1"),
        ("rate(m)", "1:6", "expected type range vector in call to function \"rate\", got instant vector"),
        ("f(a, ])", "1:6", "unexpected right bracket ']'"),
        ("f(a, = b)", "1:4", "trailing commas not allowed in function call args"),
        ("nothing(a b)", "1:11", "unexpected identifier \"b\""), ("rate(,)", "1:6", "unexpected \",\""),
        ("a>b()", "1:3", "unknown function with name \"b\""),
        // Operators.
        ("1 and 1", "1:1", "set operator \"and\" not allowed in binary scalar expression"),
        ("1 == 1", "1:3", "comparisons between scalars must use BOOL modifier"),
        ("foo or 1", "1:1", "set operator \"or\" not allowed in binary scalar expression"),
        ("a - on(b) ignoring(c) d", "1:11", "unexpected <ignoring>"),
        ("1 or on(bar) foo", "1:1", "vector matching only allowed between instant vectors"),
        ("foo + group_left(baz) bar", "1:7", "unexpected <group_left>"),
        ("foo and on(bar) group_left(baz) bar", "1:1", "no grouping allowed for \"and\" operation"),
        ("a + on(x) group_left(y,x) b", "1:3", "label \"x\" must not occur in ON and GROUP clause at once"),
        ("foo + bool bar", "1:5", "bool modifier can only be used on comparison operators"),
        ("foo + \"x\"", "1:7", "binary expression must contain only scalar and instant vector types"),
        (
            "-\"string\"", "1:1",
            "unary expression only allowed on expressions of type scalar or instant vector, got \"string\""
        ),
        (
            "-test[5m]", "1:1",
            "unary expression only allowed on expressions of type scalar or instant vector, got \"range vector\""
        ),
        // Experimental parts.
        ("mad_over_time(m[5m])", "1:1", "function \"mad_over_time\" is not enabled"),
        ("m[5m*2]", "1:3", "experimental duration expression is not enabled"),
        (
            "limitk(1, m)", "1:1",
            "limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions"
        ),
        ("a + fill(0) b", "1:1", "binop fill modifiers are experimental and not enabled"),
        ("rate(m[5m] smoothed)", "1:6", "smoothed modifier is experimental and not enabled"),
    ])
    func `a mistake is told where and as Prometheus tells it`(query: String, place: String, message: String) {
        let error = #expect(throws: ParseErrors.self) { try PromQLParser().parse(query) }
        #expect(error?.description == "\(place): parse error: \(message)")
    }

    @Test(arguments: [
        ("m[5m/0]", "1:5: parse error: division by zero"), ("m[5m%0s]", "1:5: parse error: modulo by zero"),
        (
            "m[step]",
            "1:7: parse error: unexpected \"]\" in subquery or range selector, expected number, duration, step(), or range()"
        ),
        ("m anchored smoothed", "1:1: parse error: anchored and smoothed modifiers cannot be used together"),
        ("m[5m:] anchored", "1:1: parse error: anchored modifier is not supported for subqueries"),
        ("1 anchored", "1:1: parse error: anchored modifier not implemented"),
        ("1 + fill(0) 2", "1:1: parse error: filling in missing series only allowed between instant vectors"),
        ("a and fill(0) b", "1:1: parse error: filling in missing series not allowed for set operators"),
        (
            "info(a, b{c=\"d\"})",
            "1:9: parse error: expected label selectors only, got vector selector instead"
        ),
        ("info(a, {c=\"d\"} == 1)", "1:9: parse error: expected label selectors only"),
    ])
    func `a mistake in an experimental part is told`(query: String, description: String) {
        let error = #expect(throws: ParseErrors.self) { try PromQLParser(.everything).parse(query) }
        #expect(error?.description == description)
    }

    @Test func `all mistakes of one reading are told, those of types only when the rest reads well`() {
        let two = #expect(throws: ParseErrors.self) { try PromQLParser().parse("foo(1) + bar(2)") }
        #expect(
            two?.errors.map(\.message) == [
                "unknown function with name \"foo\"", "unknown function with name \"bar\"",
            ]
        )
        let types = #expect(throws: ParseErrors.self) { try PromQLParser().parse("rate(a) + floor(1) + {}") }
        #expect(types?.errors.count == 3)
        let one = #expect(throws: ParseErrors.self) { try PromQLParser().parse("rate(a) + floor(1) +") }
        #expect(one?.errors.map(\.message) == ["unexpected end of input"])
    }
}
