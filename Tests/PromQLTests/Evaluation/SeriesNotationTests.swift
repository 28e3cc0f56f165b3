import PromQL
import SampleStore
import Testing

@Suite struct SeriesNotationTests {
    private func values(_ text: String) throws -> String {
        try SeriesNotation.values(text).map { value in
            switch value {
            case .omitted: "_"
            case .number(let number): number.isStaleMarker ? "stale" : number.isNaN ? "nan" : "\(number)"
            case .histogram(let text): text
            }
        }.joined(separator: " ")
    }

    @Test(arguments: [
        ("1 2.5 -3e2", "1.0 2.5 -300.0"), ("_ _x2 1", "_ _ _ 1.0"), ("1x2", "1.0 1.0 1.0"),
        ("1+2x3", "1.0 3.0 5.0 7.0"), ("1-2x2", "1.0 -1.0 -3.0"),
        ("stale 1", "stale 1.0"), ("Inf -Inf NaN", "inf -inf nan"), ("stalex1", "stale stale"), ("", ""),
        ("{{schema:1 sum:3}}x1 1", "{{schema:1 sum:3}} {{schema:1 sum:3}} 1.0"),
        ("1e+2+1e-1x1", "100.0 100.1"), ("_x0 1x0", "1.0"),
    ])
    func `values are written short`(text: String, expected: String) throws {
        #expect(try values(text) == expected)
    }

    @Test(arguments: [
        "1x", "x3", "1+2", "stalestale", "1,2", "{{schema:1", "0x10x", "--1", "-1+-1x1", "1x99999999999",
        "1x99999999",
    ])
    func `what is no value is an error`(text: String) throws {
        #expect(throws: NotationError.self) { try SeriesNotation.values(text) }
    }

    @Test(arguments: [
        ("up 1", "up"), ("up{} 1", "up"), ("{} 1", "{}"), ("up{a=\"b\",} 1", "up{a=\"b\"}"),
        ("up { a = \"b\" , c='d' } 1", "up{a=\"b\", c=\"d\"}"),
        ("{\"my.metric\", \"a.b\"=`c`} 1", "{\"my.metric\", \"a.b\"=\"c\"}"),
        ("up{a=\"} {{\"} 1", "up{a=\"} {{\"}"), ("h {{count:1}}", "h"), ("job:up:sum 1", "job:up:sum"),
    ])
    func `a metric is read as a selector is`(line: String, metric: String) throws {
        let series = try SeriesNotation(parsing: line)
        #expect(series.labels.description == metric)
        #expect(series.values.count == 1)
    }

    @Test(arguments: ["up{a} 1", "up{a=b} 1", "up{a=\"b} 1", "up{a=\"b\" c=\"d\"} 1", "1up 1", "", "up{"])
    func `what is no metric is an error`(line: String) {
        #expect(throws: NotationError.self) { try SeriesNotation(parsing: line) }
    }
}
