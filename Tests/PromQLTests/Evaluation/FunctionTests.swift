import PromQL
import Testing

/// Functions by themselves.
@Suite struct FunctionTests {
    @Test func `what is absent has the labels that its selector asks for by equality`() throws {
        let data = try EvaluationFixture("there 1")
        #expect(try data.answer("absent(there)") == [])
        #expect(
            try data.answer("absent(gone{job=\"api\", tool!=\"x\", code=~\"5..\"})") == ["{job=\"api\"} 1"]
        )
        #expect(try data.answer("absent(gone{job=\"api\", job=\"web\", tool=\"x\"})") == ["{tool=\"x\"} 1"])
        #expect(try data.answer("absent(sum(gone{job=\"api\"}))") == ["{} 1"])
        #expect(try data.answer("absent(gone{job=\"api\"} > 1)") == ["{} 1"])
        #expect(try data.answer("absent_over_time(gone{job=\"api\"}[5m])") == ["{job=\"api\"} 1"])
        #expect(try data.answer("absent_over_time(there[5m])") == [])
    }

    @Test func `absence over a range is told at the steps where nothing was`() throws {
        let data = try EvaluationFixture("x{i=\"1\"} 1", "x{i=\"2\"} _ _ _ _ 1")
        #expect(
            try data.answers("absent_over_time(x[2m])", from: "0", through: "6m", step: "1m")
                == ["{} 1@120 1@180 1@360"]
        )
    }

    @Test(arguments: [
        ("-1^2", "-1"), ("2^3^2", "512"), ("1/0", "+Inf"), ("-1/0", "-Inf"), ("0/0", "NaN"), ("7 % 4", "3"),
        ("-7 % 4", "-3"), ("1 atan2 1", "0.7853981633974483"), ("pi()", "3.141592653589793"),
        ("scalar(vector(3))", "3"), ("scalar(nothing)", "NaN"), ("time()", "90"), ("1 + 2 * 3", "7"),
        ("3 == bool 3", "1"), ("-(3)", "-3"),
    ])
    func `numbers follow the rules of arithmetic`(query: String, answer: String) throws {
        #expect(try EvaluationFixture().answer(query, at: "1m30s") == [answer])
    }

    @Test(arguments: [
        ("abs(x)", "2.5"), ("ceil(x)", "-2"), ("floor(x)", "-3"), ("round(x)", "-2"), ("round(x, 2)", "-2"),
        ("sgn(x)", "-1"), ("sqrt(x)", "NaN"), ("clamp(x, 0, 1)", "0"), ("clamp_min(x, 3)", "3"),
        ("clamp_max(x, NaN)", "NaN"), ("exp(x * 0)", "1"), ("ln(-x / 2.5)", "0"), ("log2(x + 10.5)", "3"),
        ("log10(x + 1002.5)", "3"), ("deg(vector(pi()))", "180"), ("rad(vector(180))", "3.141592653589793"),
        ("cos(x * 0)", "1"),
    ])
    func `each sample by itself`(query: String, answer: String) throws {
        #expect(try EvaluationFixture("x -2.5").answer(query) == ["{} \(answer)"])
    }

    @Test func `bounds that leave nothing leave nothing`() throws {
        #expect(try EvaluationFixture("x 1").answer("clamp(x, 2, 1)") == [])
    }

    @Test(arguments: [
        ("year", "2024"), ("month", "2"), ("day_of_month", "29"), ("day_of_week", "4"), ("day_of_year", "60"),
        ("days_in_month", "29"), ("hour", "13"), ("minute", "37"),
    ])
    func `a date is in UTC`(function: String, answer: String) throws {
        let data = try EvaluationFixture()
        // 2024-02-29 13:37:59.
        #expect(try data.answer("\(function)(vector(1709213879))") == ["{} \(answer)"])
        #expect(try data.answer("\(function)()", at: "1709213879s") == ["{} \(answer)"])
    }

    @Test func `years before the epoch and of other centuries have the right length`() throws {
        let data = try EvaluationFixture()
        #expect(try data.answer("day_of_year(vector(-1))") == ["{} 365"])
        #expect(try data.answer("days_in_month(vector(951782400))") == ["{} 29"])
        #expect(try data.answer("days_in_month(vector(4107456000))") == ["{} 28"])
        #expect(try data.answer("day_of_week(vector(-86400))") == ["{} 3"])
    }

    @Test func `labels are replaced where the whole value matches`() throws {
        let data = try EvaluationFixture("x{host=\"api-7.example\", tool=\"t\"} 1")
        func replaced(_ arguments: String) throws -> [String] {
            try data.answer("label_replace(x, \(arguments))")
        }
        #expect(
            try replaced("\"n\", \"$2-$name\", \"host\", \"(?P<name>[a-z]+)-([0-9]).*\"")
                == ["x{host=\"api-7.example\", n=\"7-api\", tool=\"t\"} 1"]
        )
        #expect(
            try replaced("\"n\", \"y\", \"host\", \"api\"") == ["x{host=\"api-7.example\", tool=\"t\"} 1"]
        )
        #expect(try replaced("\"tool\", \"\", \"host\", \".*\"") == ["x{host=\"api-7.example\"} 1"])
        #expect(
            try data.error("label_replace(x, \"n\", \"\", \"host\", \"(\")")
                == "invalid regular expression in label_replace(): ("
        )
        #expect(
            try data.answer("label_join(x, \"j\", \"/\", \"tool\", \"none\", \"host\")")
                == ["x{host=\"api-7.example\", j=\"t//api-7.example\", tool=\"t\"} 1"]
        )
    }

    @Test func `regular expressions match whole values, line feeds too`() throws {
        let data = try EvaluationFixture("x{l=\"api\"} 1", "x{l=\"api\\ntwo\"} 2", "x 3")
        #expect(try data.answer("x{l=~\"ap\"}") == [])
        #expect(try data.answer("count(x{l=~\"api.*\"})") == ["{} 2"])
        #expect(try data.answer("x{l=~\"|web\"}") == ["x 3"])
        #expect(try data.answer("count(x{l!~\"web\"})") == ["{} 3"])
    }

    @Test func `trends are those of the line that fits best`() throws {
        let data = try EvaluationFixture("x 0+30x10", "flat 5 5 5", "up 1 Inf")
        #expect(try data.answer("deriv(x[10m])", at: "10m") == ["{} 0.5"])
        #expect(try data.answer("predict_linear(x[10m], 600)", at: "10m") == ["{} 600"])
        #expect(try data.answer("predict_linear(x[10m] offset 5m, 0)", at: "10m") == ["{} 300"])
        #expect(try data.answer("deriv(flat[10m])", at: "2m") == ["{} 0"])
        #expect(try data.answer("deriv(up[10m])", at: "1m") == ["{} NaN"])
    }

    @Test func `variance and quantiles over time`() throws {
        let data = try EvaluationFixture("x 1 2 3 4")
        #expect(try data.answer("stdvar_over_time(x[5m])", at: "3m") == ["{} 1.25"])
        #expect(try data.answer("quantile_over_time(0.5, x[5m])", at: "3m") == ["{} 2.5"])
        #expect(
            try data.annotations("quantile_over_time(-1, x[5m])", at: "3m")
                == ["PromQL warning: quantile value should be between 0 and 1, got -1 (1:20)"]
        )
        #expect(try data.answer("present_over_time(x[5m])", at: "3m") == ["{} 1"])
    }
}
