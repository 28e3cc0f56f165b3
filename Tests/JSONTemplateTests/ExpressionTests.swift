import Testing

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("64 / 4 / 2", "8"),
        ("2 ** 3 ** 2", "512"),
        ("-3 ** 2", "9"),
        ("2 * 3 ** 2", "18"),
        ("7 / 2", "3.5"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("1 - -1", "2"),
        ("+ + 4", "4"),
        ("- - 4", "4"),
        ("!!''", "false"),
        ("2 ** 0.5 > 1.41", "true"),
        ("2 ** -1", "0.5"),
        ("9007199254740993 + 1", "9007199254740994"),
        ("9223372036854775807 + 1", "9223372036854776000"),
        ("3037000500 * 3037000500", "9223372037000250000"),
        ("007", "7"),
        ("1 < 2 == true", "true"),
        (
            "'a' in 'abc' == true",
            "InterpreterError: infix: in expects Array, string, or object on right side"
        ),
        ("1 == 1 && 2 == 3 || true", "true"),
        ("true || false && false", "true"),
        ("1 + 1 in [1, 2]", "true"),
        ("!false && false", "false"),
    ])
    func `operators bind and associate as in arithmetic`(expression: String, result: String) throws {
        #expect(try evaluated(expression) == result)
    }

    @Test(arguments: [
        ("0 || ''", "false"),
        ("3 && 'x'", "true"),
        ("[] || {}", "false"),
        ("true || missing", "true"),
        ("false && missing", "false"),
        ("false || true || missing", "true"),
    ])
    func `logical operators give booleans and stop early`(expression: String, result: String) throws {
        #expect(try evaluated(expression) == result)
    }

    @Test(arguments: [
        ("'it\"s'", #""it\"s""#),
        (#""it's""#, #""it's""#),
        (#"'a\nb'"#, #""a\\nb""#),
        ("[]", "[]"),
        ("{}", "{}"),
        ("[1, 'two', [null, true]]", #"[1,"two",[null,true]]"#),
        ("{a: 1, 'b c': {d: 2}, \"e\": 3}", #"{"a":1,"b c":{"d":2},"e":3}"#),
        ("{a: 1, b: 2, a: 3}", #"{"a":3,"b":2}"#),
        ("{a: 1,}", #"{"a":1}"#),
        ("trueish == falsey", "InterpreterError: unknown context value trueish"),
        ("\u{a0}1\u{2003}+ 1\u{feff}", "2"),
    ])
    func `literals have no escapes and take bare keys`(expression: String, result: String) throws {
        #expect(try evaluated(expression) == result)
    }

    @Test(arguments: [
        ("a[0]", "10"),
        ("a[-1]", "30"),
        ("a[-3]", "10"),
        ("a[1.0]", "20"),
        ("a[3]", "InterpreterError: index out of bounds"),
        ("a[-4]", "InterpreterError: index out of bounds"),
        ("a[1:]", "[20,30]"),
        ("a[:-1]", "[10,20]"),
        ("a[:]", "[10,20,30]"),
        ("a[-9:9]", "[10,20,30]"),
        ("a[2:1]", "[]"),
        ("a[0:1e]", "SyntaxError: Found: e token, expected one of: ]"),
        ("s[1]", #""é""#),
        ("s[-1]", #""😀""#),
        ("s[1:3]", #""é日""#),
        ("s[9:]", #""""#),
        ("s[4]", "InterpreterError: index out of bounds"),
        ("o.k", "1"),
        ("o['k']", "1"),
        ("o['none']", "null"),
        ("o.none", #"InterpreterError: object has no property "none""#),
        ("o[1]", "InterpreterError: object keys must be strings"),
        ("o[1:]", "InterpreterError: object keys must be strings"),
        ("a.k", "InterpreterError: infix: . expects objects"),
        ("s['0']", "InterpreterError: should only use integers to access arrays or strings"),
        ("a[0.5]", "InterpreterError: should only use integers to access arrays or strings"),
        ("a['x':]", "InterpreterError: cannot perform interval access with non-integers"),
        ("n[0]", #"InterpreterError: infix: "[..]" expects object, array, or string"#),
        ("n[0:]", #"InterpreterError: infix: "[..]" expects object, array, or string"#),
        ("deep.x[0].y", "true"),
        ("!deep.x[0].y", "false"),
        ("-a[0]", "-10"),
    ])
    func `access is by code points, from either end`(expression: String, result: String) throws {
        let context = "{a: [10, 20, 30], s: aé日😀, o: {k: 1}, n: null, deep: {x: [{y: true}]}}"
        #expect(try evaluated(expression, context) == result)
    }

    @Test(arguments: [
        ("1 == 1.0", "true"),
        ("[1, {a: [2]}] == [1.0, {a: [2]}]", "true"),
        ("{a: 1, b: 2} == {b: 2, a: 1}", "true"),
        ("'1' == 1", "false"),
        ("null == false", "false"),
        ("[1] != [1, 2]", "true"),
        ("min == min", "true"),
        ("[min] == [max]", "false"),
        ("{f: min} == {f: min}", "true"),
        ("'a' < 'b'", "true"),
        ("'a' < 'B'", "false"),
        ("'\u{ffff}' < '😀'", "true"),
        ("2 >= 2", "true"),
        ("'2' > 1", "InterpreterError: infix: > expects numbers/strings > numbers/strings"),
        ("true <= true", "InterpreterError: infix: <= expects numbers/strings <= numbers/strings"),
    ])
    func `equality is deep and order is among equals`(expression: String, result: String) throws {
        #expect(try evaluated(expression) == result)
    }

    @Test(arguments: [
        ("'b' in {a: 1, b: 2}", "true"),
        ("'na' in 'banana'", "true"),
        ("'nab' in 'banana'", "false"),
        ("'' in ''", "true"),
        ("[1] in [[1], 2]", "true"),
        ("min in [max, min]", "true"),
        ("1 in 'a1'", "InterpreterError: infix: in-string expects string on left side"),
        ("1 in {}", "InterpreterError: infix: in-object expects string on left side"),
        ("1 in 1", "InterpreterError: infix: in expects Array, string, or object on right side"),
    ])
    func `in looks into objects, texts and arrays`(expression: String, result: String) throws {
        #expect(try evaluated(expression) == result)
    }

    @Test(arguments: [
        ("1 / 0", "division by zero"),
        ("2 ** 5000", "the result is not a finite number"),
        ("0 ** -1", "the result is not a finite number"),
        ("1 + 'a'", "infix: + expects numbers/strings + numbers/strings"),
        ("1 * 'a'", "infix: * expects number * number"),
        ("'a' ** 2", "infix: ** expects number ** number"),
        ("-'a'", "unary - expects number"),
        ("+null", "unary + expects number"),
        ("'name'()", "name is not callable"),
        ("null()", "null is not callable"),
        ("[]()", "array is not callable"),
        ("a", "unknown context value a"),
    ])
    func `what cannot be evaluated is an interpreter error`(expression: String, message: String) throws {
        #expect(try evaluated(expression) == "InterpreterError: \(message)")
    }

    @Test(arguments: [
        ("", "Unexpected end of input"),
        ("1 +", "Unexpected end of input"),
        ("(1", "Unexpected end of input"),
        ("f(", "Unexpected end of input"),
        ("[1, 2", "Unexpected end of input"),
        ("a[", "Unexpected end of input"),
        ("{a", "Unexpected end of input"),
        ("1 2", "Found: 2 token, expected one of: !=, &&, (, *, **, +, -, ., /, <, <=, ==, >, >=, [, in, ||"),
        ("1)", "Found: ) token, expected one of: !=, &&, (, *, **, +, -, ., /, <, <=, ==, >, >=, [, in, ||"),
        (
            "()",
            "Found: ) token, expected one of: !, (, +, -, [, false, identifier, null, number, string, true, {"
        ),
        (
            "1 + * 2",
            "Found: * token, expected one of: !, (, +, -, [, false, identifier, null, number, string, true, {"
        ),
        (
            "[1,]",
            "Found: ] token, expected one of: !, (, +, -, [, false, identifier, null, number, string, true, {"
        ),
        ("f(1 2)", "Found: 2 token, expected one of: )"),
        ("a.1", "Found: 1 token, expected one of: identifier"),
        ("a.in", "Found: in token, expected one of: identifier"),
        ("{1: 2}", "Found: 1 token, expected one of: }"),
        ("{a 2}", "Found: 2 token, expected one of: :"),
        ("{a: 1 b: 2}", "Found: b token, expected one of: ,"),
        ("5 % 2", "Unexpected input for '5 % 2' at '% 2'"),
        ("'open", "Unexpected input for ''open' at ''open'"),
        ("1 = 1", "Unexpected input for '1 = 1' at '= 1'"),
        ("a ? b", "Unexpected input for 'a ? b' at '? b'"),
    ])
    func `what cannot be read is a syntax error`(expression: String, message: String) throws {
        #expect(try evaluated(expression) == "SyntaxError: \(message)")
    }
}
