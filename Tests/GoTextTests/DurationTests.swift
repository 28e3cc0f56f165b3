import GoText
import Testing

@Suite struct DurationTests {
    /// The table of Prometheus' own `model.ParseDuration`.
    @Test(
        arguments: [
            ("0", 0, "0s"), ("0w", 0, "0s"), ("0s", 0, "0s"), ("324ms", 324, "324ms"), ("3s", 3000, "3s"),
            ("5m", 300_000, "5m"), ("1h", 3_600_000, "1h"), ("4d", 4 * 86_400_000, "4d"),
            ("4d1h", 4 * 86_400_000 + 3_600_000, "4d1h"),
            ("14d", 14 * 86_400_000, "2w"), ("3w", 21 * 86_400_000, "3w"),
            ("3w2d1h", 23 * 86_400_000 + 3_600_000, "23d1h"),
            ("10y", 3650 * 86_400_000, "10y"), ("1h30m", 5_400_000, "1h30m"), ("90m", 5_400_000, "1h30m"),
            ("1m1ms", 60_001, "1m1ms"),
        ] as [(String, Int64, String)]
    )
    func `a duration is read and printed as Prometheus does`(
        text: String,
        milliseconds: Int64,
        printed: String
    ) throws {
        let duration = try PromDuration(parsing: text)
        #expect(duration.milliseconds == milliseconds)
        #expect(duration.description == printed)
    }

    @Test(arguments: [
        "1", "1y1m1d", "-1w", "d", "zz", "m5", "1h1h", "1ms1s", "00", " 1h",
    ])
    func `a malformed duration is refused`(text: String) {
        #expect(PromDuration(text) == nil)
        #expect(throws: PromDuration.ParseError.malformed) { try PromDuration(parsing: text) }
        #expect(
            PromDuration.ParseError.malformed.message(for: text) == "not a valid duration string: \"\(text)\""
        )
    }

    @Test(arguments: [("5min", "min"), ("1h ", "h "), ("1H", "H"), ("5y1hs", "hs"), ("1.5d", ".")])
    func `an unknown unit is named`(text: String, unit: String) {
        #expect(throws: PromDuration.ParseError.unknownUnit(unit)) { try PromDuration(parsing: text) }
        let error = PromDuration.ParseError.unknownUnit(unit)
        #expect(error.message(for: text) == "unknown unit \"\(unit)\" in duration \"\(text)\"")
    }

    @Test(arguments: ["294y", "200y10400w", "107675d", "2584200h", "99999999999999999999999s"])
    func `a duration beyond 292 years is out of range`(text: String) {
        #expect(throws: PromDuration.ParseError.outOfRange) { try PromDuration(parsing: text) }
    }

    @Test func `a sign goes where it is allowed`() throws {
        #expect(throws: PromDuration.ParseError.empty) { try PromDuration(parsing: "") }
        #expect(try PromDuration(parsing: "-1h30m", allowsSign: true).milliseconds == -5_400_000)
        #expect(PromDuration(milliseconds: -5_400_000).description == "-1h30m")
    }
}
