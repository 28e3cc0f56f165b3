import Testing
import Values

@Suite struct `Numbers` {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (1e15, "1000000000000000"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"), (1.5e300, "1.5e+300"), (1e-6, "0.000001"), (1e-7, "1e-7"), (1.25e-9, "1.25e-9"),
        (123456.789, "123456.789"), (1.7976931348623157e308, "1.7976931348623157e+308"),
        (.infinity, "Infinity"), (-.infinity, "-Infinity"),
        (.nan, "NaN"),
    ])
    func `doubles print as ECMAScript prints them`(_ value: Double, _ text: String) {
        #expect(Number(value).text == text)
        #expect(value.isNaN || Number(value).double == value)
    }

    @Test(arguments: [
        ("1", "1.0", true), ("1e0", "1", true), ("100", "1E+2", true), ("-0", "0", true),
        ("0.10", "1e-1", true), ("1", "-1", false),
        ("1", "1.0000000000000000000001", false), ("1e400", "1e401", false), ("10e399", "1e400", true),
        ("0e5", "0", true),
        ("9007199254740993", "9007199254740992", false),
    ])
    func `numbers compare by value, exactly`(_ left: String, _ right: String, _ areEqual: Bool) throws {
        let left = try #require(Number(json: left))
        let right = try #require(Number(json: right))
        #expect((left == right) == areEqual)
        #expect(!areEqual || left.hashValue == right.hashValue)
    }

    @Test func `not a number equals nothing`() {
        #expect(Number(Double.nan) != Number(Double.nan))
    }

    @Test(arguments: [
        ("5", 5), ("5.0", 5), ("1e3", 1000), ("-0", 0), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min),
        ("9223372036854775808", nil), ("1.5", nil), ("1e19", nil), ("1e-3", nil), ("1000e-3", 1),
    ])
    func `whole numbers are integers however they are written`(_ text: String, _ value: Int?) {
        #expect(Number(json: text)?.int == value)
    }

    @Test(arguments: [
        "", "-", "01", "+1", ".5", "1.", "1e", "1e+", "0x1", "NaN", "Infinity", "1 ", " 1", "1_0", "1.e3",
        "--1",
    ])
    func `only the grammar of JSON is taken`(_ text: String) {
        #expect(Number(json: text) == nil)
    }
}
