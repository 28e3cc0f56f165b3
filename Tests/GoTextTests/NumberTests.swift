import GoText
import Testing

/// The expected texts are Go's own, from the tables of `strconv` and from its rules for `'f'`, `'g'` and `'e'`.
@Suite struct NumberTests {
    @Test(arguments: [
        (0, "0"), (-0.0, "-0"), (1, "1"), (-1.5, "-1.5"), (100, "100"), (1e6, "1000000"),
        (0.000001, "0.000001"),
        (1e21, "1000000000000000000000"), (1.5e16, "15000000000000000"), (123456789.125, "123456789.125"),
        (0.1, "0.1"), (1e-7, "0.0000001"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (1e23, "100000000000000000000000"), (2.0 / 3, "0.6666666666666666"),
    ])
    func `a number has the fewest digits and no exponent`(value: Double, expected: String) {
        #expect(GoText.number(value) == expected)
    }

    @Test(arguments: [
        (0, "0"), (1, "1"), (20, "20"), (200000, "200000"), (1e6, "1e+06"), (1234567.8, "1.2345678e+06"),
        (0.0001, "0.0001"), (0.00001, "1e-05"), (-1e100, "-1e+100"), (.leastNonzeroMagnitude, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"), (123_456_789, "1.23456789e+08"),
        (400000, "400000"), (.infinity, "+Inf"),
    ])
    func `the shortest text has an exponent where Go has one`(value: Double, expected: String) {
        #expect(GoText.shortest(value) == expected)
    }

    @Test func `digits are rounded as the exact value says`() {
        #expect(GoText.fixed(2.5, digits: 0) == "2")
        #expect(GoText.fixed(0.125, digits: 2) == "0.12")
        #expect(GoText.fixed(1.005, digits: 2) == "1.00")
        #expect(GoText.fixed(1e22, digits: 1) == "10000000000000000000000.0")
        #expect(GoText.fixed(-.infinity, digits: 3) == "-Inf")
        #expect(GoText.general(1234567, precision: 4) == "1.235e+06")
        #expect(GoText.general(100, precision: 4) == "100")
        #expect(GoText.general(0.00001234, precision: 4) == "1.234e-05")
        #expect(GoText.general(.nan, precision: 4) == "NaN")
        #expect(GoText.exponent(1234.5678, digits: 3) == "1.235e+03")
        #expect(GoText.exponent(0) == "0e+00")
        #expect(GoText.exponent(-25) == "-2.5e+01")
        #expect(GoText.fixed(1.5, digits: 1_000_000_000).count == 1102)
        #expect(GoText.fixed(.greatestFiniteMagnitude, digits: 1100).count == 309 + 1 + 1100)
    }

    @Test func `every number is read back from its texts`() {
        var state: UInt64 = 42
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            guard value.isFinite else { continue }
            #expect(GoText.parseNumber(GoText.number(value)) == value)
            #expect(GoText.parseNumber(GoText.shortest(value)) == value)
            #expect(GoText.parseNumber(GoText.exponent(value)) == value)
            #expect(GoText.parseNumber(GoText.general(value, precision: 17)) == value)
        }
    }

    @Test(
        arguments: [
            ("1", 1), ("+1", 1), ("-1.5e3", -1500), (".5", 0.5), ("5.", 5), ("1e23", 1e23), ("1x", nil),
            ("", nil),
            ("+", nil), (".", nil), ("e1", nil), ("1e", nil), ("1e+", nil), ("1.2.3", nil), (" 1", nil),
            ("1 ", nil),
            ("1_000.5", 1000.5), ("1__0", nil), ("_1", nil), ("1_", nil), ("1_.5", nil), ("1e1_0", 1e10),
            ("0x1p-2", 0.25), ("0x1.8p1", 3), ("-0X1P3", -8), ("0x_1p0", 1), ("0x1", nil), ("0xp1", nil),
            ("0x1p", nil),
            ("Inf", .infinity), ("-inf", -.infinity), ("+INFINITY", .infinity), ("infi", nil), ("-nan", nil),
            ("1e400", nil), ("-1e400", nil), ("1e-400", 0), ("9007199254740993", 9007199254740992),
            (
                "179769313486231580800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                nil
            ),
            ("4.9406564584124654417656879286822137236505980e-324", .leastNonzeroMagnitude),
            ("1090544144181609348671888949248", 0x1.b8779f2474dfap+99),
            ("0.1000000000000000055511151231257827", 0.1), ("0e99999999999999", 0),
            ("1e99999999999999999999", nil),
        ] as [(String, Double?)]
    )
    func `a number is read as Go reads it`(text: String, expected: Double?) {
        #expect(GoText.parseNumber(text) == expected)
    }

    @Test func `a scraped number has neither underscores nor hexadecimal digits`() {
        for text in ["1_0", "0x1p3", "0x10", "1p3"] {
            #expect(GoText.parseNumber(text, syntax: .exposition) == nil)
        }
        #expect(GoText.parseNumber("1e3", syntax: .exposition) == 1000)
        #expect(GoText.parseNumber("+Inf", syntax: .exposition) == .infinity)
        #expect(GoText.parseNumber("nan", syntax: .exposition)?.bitPattern == 0x7FF8_0000_0000_0001)
    }

    @Test(
        arguments: [
            ("10", 10), ("-10", -10), ("010", 8), ("0o17", 15), ("0b101", 5), ("0xFf", 255), ("0", 0),
            ("1_000", 1000),
            ("0x_f", 15), ("08", nil), ("0x", nil), ("1e3", nil), ("", nil), ("-", nil), ("+-1", nil),
            ("1__0", nil),
            ("9223372036854775807", .max), ("9223372036854775808", nil), ("0_7", 7), ("0x+1", nil),
        ] as [(String, Int64?)]
    )
    func `a whole number is read in the base its prefix tells`(text: String, expected: Int64?) {
        #expect(GoText.parseInteger(text) == expected)
    }
}
