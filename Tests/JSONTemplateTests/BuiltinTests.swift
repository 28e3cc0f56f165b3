import Testing

@Suite struct BuiltinTests {
    @Test(arguments: [
        ("min(3, 1.5, 2)", "1.5"),
        ("max(3, 1.5, 2)", "3"),
        ("sqrt(2.25)", "1.5"),
        ("ceil(-1.5)", "-1"),
        ("floor(-1.5)", "-2"),
        ("floor(12345678901234567890)", "12345678901234567000"),
        ("abs(-7)", "7"),
        ("abs(-0.25)", "0.25"),
        ("range(3, 6)", "[3,4,5]"),
        ("range(6, 3, -2)", "[6,4]"),
        ("range(1, 1)", "[]"),
        ("range(5, 1)", "[]"),
        ("range(9223372036854775805, 9223372036854775807, 5)", "[9223372036854775805]"),
        ("uppercase('straße')", #""STRASSE""#),
        ("lowercase('ÀB')", #""àb""#),
        ("str(1.0)", #""1""#),
        ("str(null)", #""null""#),
        ("str(1e)", "SyntaxError: Found: e token, expected one of: )"),
        ("str(100000000000000000000000.0)", #""1e+23""#),
        ("str(0.0000001)", #""1e-7""#),
        ("number(' -3.50 ')", "-3.50"),
        ("number('007')", "7"),
        ("number('1e3') + 0", "1000"),
        ("strip('\u{3000} a b\t')", #""a b""#),
        ("lstrip(' a ')", #""a ""#),
        ("rstrip(' a ')", #"" a""#),
        ("len('aé日😀')", "4"),
        ("len([1, min])", "2"),
        ("split('a,b,,c', ',')", #"["a","b","","c"]"#),
        ("split('añb', '')", #"["a","ñ","b"]"#),
        ("split('', '')", "[]"),
        ("split('aaa', 'aa')", #"["","a"]"#),
        ("join(['a', 1, 2.5], '-')", #""a-1-2.5""#),
        ("join([], '-')", #""""#),
        ("typeof(min)", #""function""#),
        ("typeof([min])", #""array""#),
        ("typeof({a: min})", #""object""#),
        ("typeof(false)", #""boolean""#),
        ("typeof(null)", #""null""#),
        ("defined('min') && defined('now') && defined('x')", "true"),
        ("defined('y')", "false"),
        ("now", #""2020-09-13T12:26:40.123Z""#),
        ("fromNow('')", #""2020-09-13T12:26:40.123Z""#),
        ("fromNow('-1 day')", #""2020-09-12T12:26:40.123Z""#),
        ("fromNow('1yr1mo1wk1d1hr1min1sec', '2001-02-03T04:05:06Z')", #""2002-03-13T05:06:07.000Z""#),
        ("fromNow('1 day', '2000-02-28')", #""2000-02-29T00:00:00.000Z""#),
        ("fromNow('0s', '1999-12-31T23:59:59.9999+01:00')", #""1999-12-31T22:59:59.999Z""#),
    ])
    func `builtins compute`(expression: String, result: String) throws {
        #expect(try evaluated(expression, "{x: null}") == result)
    }

    @Test(arguments: [
        "abs", "ceil", "defined", "floor", "join", "len", "lowercase", "lstrip", "number", "rstrip", "split",
        "sqrt",
        "str", "strip", "uppercase",
    ])
    func `builtins refuse objects, and too few and too many arguments`(name: String) throws {
        let message = "BuiltinError: invalid arguments to builtin: \(name)"
        #expect(try evaluated("\(name)({})") == message)
        #expect(try evaluated("\(name)()") == message)
        #expect(try evaluated("\(name)('1', '2', '3')") == message)
    }

    @Test(arguments: [
        ("min()", "min: expected at least 1 arguments"),
        ("max('1')", "max"),
        ("sqrt(-1)", "sqrt"),
        ("range(1)", "range: expected at least 2 arguments"),
        ("range(1, 2, 0)", "range"),
        ("range(1, 2.5)", "range"),
        ("range(1, 2, 3, 4)", "range"),
        ("number('')", "number"),
        ("number('1x')", "number"),
        ("number('infinity')", "number"),
        ("number('0x10')", "number"),
        ("number('1e999')", "number"),
        ("join([[]], '')", "join"),
        ("join([null], '')", "join"),
        ("split('a')", "split"),
        ("fromNow()", "fromNow: expected at least 1 arguments"),
        ("fromNow(1)", "fromNow"),
        ("fromNow('x')", "fromNow: String: 'x' isn't a time expression"),
        ("fromNow('1s 1m')", "fromNow: String: '1s 1m' isn't a time expression"),
        ("fromNow('1 day 1 day')", "fromNow: String: '1 day 1 day' isn't a time expression"),
        ("fromNow('1d', 'yesterday')", "fromNow: 'yesterday' isn't a time such as 2017-01-19T16:27:20.974Z"),
        (
            "fromNow('1d', '2001-02-29')",
            "fromNow: '2001-02-29' isn't a time such as 2017-01-19T16:27:20.974Z"
        ),
        ("fromNow('999999 years')", "fromNow: '999999 years' leads to a time out of range"),
    ])
    func `builtins say which arguments are invalid`(expression: String, message: String) throws {
        #expect(try evaluated(expression) == "BuiltinError: invalid arguments to builtin: \(message)")
    }

    @Test func `the context and bindings go before builtins`() throws {
        #expect(try evaluated("len", "{len: 3}") == "3")
        #expect(
            try evaluated("fromNow('1s')", "{now: '2000-01-01T00:00:00Z'}") == #""2000-01-01T00:00:01.000Z""#
        )
        #expect(try rendered("{$let: {len: {$eval: uppercase}}, in: \"${len('a')}\"}") == #""A""#)
    }
}
