import Testing
import Values
import YAML

@Suite struct `Plain scalars` {
    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `null`(_ text: String) throws {
        #expect(try yaml("- \(text)") == [nil])
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func `booleans`(_ text: String, _ value: Bool) throws {
        #expect(try yaml("- \(text)") == [.bool(value)])
    }

    @Test(arguments: [
        "no", "on", "yes", "y", "n", "off", "tRUE", "nULL", "1:30", "1_000", "2024-01-31",
        "2001-12-14t21:59:43Z", "1.2.3",
        "0b1", "0o8", "0o", "0x", "0xfg", "+0x1", "-0o7", "0X1F", "1e", "e3", ".", "+", "-", "+.", "-.",
        ".e3", "..5", "1.5.",
        "+.nan", "-.nan", ".iNF", "inf", "NaN", "1 2", "１", "=",
    ])
    func `everything else is a string`(_ text: String) throws {
        #expect(try yaml("[\(text)]") == [.string(text)])
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "-0"), ("12", "12"), ("-12", "-12"), ("+1", "1"), ("012", "12"), ("-007", "-7"),
        ("00", "0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"), ("0o14", "12"), ("0o0", "0"),
        ("0xFF", "255"), ("0xff", "255"), ("0x00", "0"), ("0x10000000000000000", "18446744073709551616"),
        ("0xDE0B6B3A7640000", "1000000000000000000"), ("0x1BC16D674EC80000", "2000000000000000000"),
        ("0xffffffffffffffffffffffffffffffff", "340282366920938463463374607431768211455"),
        ("0o2000000000000000000000", "18446744073709551616"), ("1.50", "1.50"), (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1.", "1.0"), ("+1.5", "1.5"), ("1e3", "1e3"), ("1E+03", "1E+03"), ("1.e3", "1.0e3"),
        (".5e-1", "0.5e-1"),
        ("00.5", "0.5"), ("01e2", "1e2"), (".inf", "Infinity"), ("+.INF", "Infinity"), ("-.Inf", "-Infinity"),
        (".nan", "NaN"), (".NaN", "NaN"), (".NAN", "NaN"),
        ("3.14159265358979323846264338327950288", "3.14159265358979323846264338327950288"),
    ])
    func `numbers keep every digit`(_ text: String, _ number: String) throws {
        #expect(try yaml("- \(text)").array?.first?.number?.text == number)
    }

    @Test func `long hexadecimal numbers are exact up to a limit`() throws {
        let digits = String(repeating: "f", count: 4096)
        let number = try #require(try yaml("0x\(digits)").number)
        #expect(number.text.count == 4933)
        #expect(number.text.hasPrefix("118973149535723176508575932662800713"))
        #expect(complaints(about: "a: 0x\(digits)f") == ["1:4 this number has more than 4096 digits"])
        #expect(try yaml("0x\(digits)fg").string != nil)
    }

    @Test(arguments: ["'12'", "\"12\"", "|-\n  12", ">-\n  12", "! 12", "!!str 12"])
    func `quoted and block scalars are strings`(_ text: String) throws {
        #expect(try yaml("- \(text)") == ["12"])
    }

    private static let tagged: [(String, Value)] = [
        ("!!int 0x1F", 31), ("!!int \"12\"", 12), ("!!float 1", 1), ("!!bool 'true'", true),
        ("!!null ''", nil),
        ("!!str", ""), ("!!str null", "null"), ("!!map {a: 1}", ["a": 1]), ("!!seq [1]", [1]),
        ("!<tag:yaml.org,2002:str> 1", "1"),
    ]

    @Test(arguments: tagged)
    func `core tags are honoured`(_ text: String, _ value: Value) throws {
        #expect(try yaml("- \(text)") == [value])
    }

    @Test(arguments: [
        ("!!int 1.5", "1:4 `!!int` needs an integer, not `1.5`"),
        ("!!int x", "1:4 `!!int` needs an integer, not `x`"),
        ("!!float x", "1:4 `!!float` needs a number, not `x`"),
        ("!!bool yes", "1:4 `!!bool` needs `true` or `false`, not `yes`"),
        ("!!null x", "1:4 `!!null` needs `null` or nothing, not `x`"),
        ("!!map x", "1:4 the tag `!!map` does not fit a scalar"),
        ("!!seq {}", "1:4 the tag `!!seq` does not fit a mapping"),
        ("!!str []", "1:4 the tag `!!str` does not fit a list"),
        ("!Ref x", "1:4 the tag `!Ref` is not supported"),
        ("!Sub [x]", "1:4 the tag `!Sub` is not supported"),
        ("!!binary aGk=", "1:4 the tag `!!binary` is not supported: there are no binary values here"),
        ("!!set {a}", "1:4 the tag `!!set` is not supported"),
        ("!<x:y> a", "1:4 the tag `x:y` is not supported"),
        ("!e!x a", "1:4 this tag is not declared"),
    ])
    func `other tags are refused`(_ text: String, _ complaint: String) {
        #expect(complaints(about: "a: \(text)") == [complaint])
    }
}
