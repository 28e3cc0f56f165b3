import PromQL
import Testing

/// Aggregations and their arithmetic.
@Suite struct AggregationTests {
    @Test func `any number replaces NaN in a minimum and a maximum`() throws {
        let data = try EvaluationFixture("x{i=\"1\"} NaN 5", "x{i=\"2\"} 2", "x{i=\"3\"} 3")
        #expect(try data.answer("max(x)") == ["{} 3"])
        #expect(try data.answer("min(x)") == ["{} 2"])
        #expect(try data.answer("max(x{i=\"1\"})") == ["{} NaN"])
        #expect(try data.answer("min_over_time(x{i=\"1\"}[5m])", at: "1m") == ["{i=\"1\"} 5"])
        #expect(try data.answer("sum(x)") == ["{} NaN"])
    }

    @Test func `NaN is the lowest in a quantile and the last in a ranking`() throws {
        let data = try EvaluationFixture("x{i=\"1\"} NaN", "x{i=\"2\"} 2", "x{i=\"3\"} 3")
        #expect(try data.answer("quantile(0, x)") == ["{} NaN"])
        #expect(try data.answer("quantile(0.5, x)") == ["{} 2"])
        #expect(try data.answer("quantile(0.75, x)") == ["{} 2.5"])
        #expect(try data.answer("quantile(1.5, x)") == ["{} +Inf"])
        #expect(
            try data.annotations("quantile(1.5, x)")
                == ["PromQL warning: quantile value should be between 0 and 1, got 1.5 (1:10)"]
        )
        #expect(try data.answer("topk(2, x)") == ["x{i=\"2\"} 2", "x{i=\"3\"} 3"])
        #expect(try data.answer("bottomk(2, x)") == ["x{i=\"2\"} 2", "x{i=\"3\"} 3"])
        guard case .vector(let sorted) = try data.instant("sort_desc(x)").value else { return }
        #expect(sorted.map { $0.value.isNaN ? 0 : $0.value } == [3, 2, 0])
    }

    @Test func `a sum keeps what rounding loses`() throws {
        let data = try EvaluationFixture(
            "x{i=\"1\"} 1e100",
            "x{i=\"2\"} 1",
            "x{i=\"3\"} -1e100",
            "y 1e100 1 -1e100"
        )
        #expect(try data.answer("sum(x)") == ["{} 1"])
        #expect(try data.answer("sum_over_time(y[5m])", at: "2m") == ["{} 1"])
        #expect(try data.answer("avg(x) * 3") == ["{} 1"])
    }

    @Test func `a mean of numbers whose sum is too large is one all the same`() throws {
        let data = try EvaluationFixture("x{i=\"1\"} 1.7e308", "x{i=\"2\"} 1.7e308", "y 1.7e308 1.7e308")
        #expect(try data.answer("avg(x) > 1.69e308").count == 1)
        #expect(try data.answer("avg(x) == +Inf") == [])
        #expect(try data.answer("avg_over_time(y[5m]) == +Inf", at: "1m") == [])
    }

    @Test func `groups are made by labels or without them`() throws {
        let data = try EvaluationFixture(
            "x{a=\"1\", b=\"1\"} 1",
            "x{a=\"1\", b=\"2\"} 2",
            "x{a=\"2\", b=\"1\"} 4"
        )
        #expect(try data.answer("sum by (a) (x)") == ["{a=\"1\"} 3", "{a=\"2\"} 4"])
        #expect(try data.answer("sum without (a) (x)") == ["{b=\"1\"} 5", "{b=\"2\"} 2"])
        #expect(try data.answer("sum by (nothing) (x)") == ["{} 7"])
        #expect(try data.answer("count(x)") == ["{} 3"])
        #expect(try data.answer("group by (b) (x)") == ["{b=\"1\"} 1", "{b=\"2\"} 1"])
        #expect(try data.answer("stdvar(x{a=\"1\"})") == ["{} 0.25"])
        #expect(try data.answer("stddev(x{a=\"1\"})") == ["{} 0.5"])
        #expect(try data.answer("topk by (a) (1, x)") == ["x{a=\"1\", b=\"2\"} 2", "x{a=\"2\", b=\"1\"} 4"])
        #expect(try data.answer("count_values(\"n\", x > 1)") == ["{n=\"2\"} 1", "{n=\"4\"} 1"])
        #expect(try data.answer("count_values without (b) (\"n\", x)").count == 3)
    }

    @Test func `a group has a value at the steps that one of its series has`() throws {
        let data = try EvaluationFixture("x{i=\"1\"} 1 stale 3", "x{i=\"2\"} _ _ 4")
        #expect(try data.answers("sum(x)", from: "0", through: "2m", step: "1m") == ["{} 1@0 7@120"])
        #expect(
            try data.answers("topk(1, x)", from: "0", through: "2m", step: "1m")
                == ["x{i=\"1\"} 1@0", "x{i=\"2\"} 4@120"]
        )
    }

    @Test func `what is asked of a ranking has to be a number that fits`() throws {
        let data = try EvaluationFixture("x 1")
        #expect(try data.error("topk(NaN, x)") == "Parameter value is NaN")
        #expect(try data.error("topk(1e30, x)") == "Scalar value 1e+30 overflows int64")
        #expect(try data.answer("topk(0, x)") == [])
        #expect(try data.answer("topk(-1, x)") == [])
    }
}
