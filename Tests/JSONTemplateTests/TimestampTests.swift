import JSONTemplate
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000Z"),
        ("1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"),
        ("2000-02-29", 951_782_400_000, "2000-02-29T00:00:00.000Z"),
        ("2017-01-19T16:27:20.974Z", 1_484_843_240_974, "2017-01-19T16:27:20.974Z"),
        ("2017-01-19T18:27+02:00", 1_484_843_220_000, "2017-01-19T16:27:00.000Z"),
        ("2017-01-19T16:27:20.9Z", 1_484_843_240_900, "2017-01-19T16:27:20.900Z"),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func `ISO 8601 is read and written`(text: String, milliseconds: Int, normal: String) throws {
        let time = try #require(Timestamp(text))
        #expect(time.milliseconds == milliseconds)
        #expect(time.description == normal)
        #expect(Timestamp(normal) == time)
    }

    @Test(arguments: [
        "", "2017", "2017-13-01", "2017-02-29", "2017-1-1", "2017-01-01T", "2017-01-01T24:00Z",
        "2017-01-01T00:60Z",
        "2017-01-01T00:00", "2017-01-01T00:00:00", "2017-01-01T00:00:00.Z", "2017-01-01T00:00:00ZZ",
        "2017-01-01T00:00+0100", "2017-01-01 00:00Z", "１２３４-01-01",
    ])
    func `anything else is no time`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `years outside four digits have a sign and six digits`() {
        #expect(Timestamp(milliseconds: 8_640_000_000_000_000).description == "+275760-09-13T00:00:00.000Z")
        #expect(Timestamp(milliseconds: -8_640_000_000_000_000).description == "-271821-04-20T00:00:00.000Z")
    }
}
