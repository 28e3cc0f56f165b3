import PromQL
import Testing

/// When selectors look, and what they see.
@Suite struct WindowTests {
    @Test func `a sample exactly at the beginning of a window is outside of it`() throws {
        let data = try EvaluationFixture("x 1+1x10")
        #expect(try data.answer("count_over_time(x[2m])", at: "5m") == ["{} 2"])
        #expect(try data.answer("count_over_time(x[120001ms])", at: "5m") == ["{} 3"])
        #expect(try data.answer("x[2m]", at: "5m") == ["x 5@240 6@300"])
    }

    @Test func `a sample as old as the lookback is too old`() throws {
        let data = try EvaluationFixture("x 1")
        #expect(try data.answer("x", at: "4m59s999ms") == ["x 1"])
        #expect(try data.answer("x", at: "5m") == [])
        #expect(
            try data.answers("x", from: "0", through: "10m", step: "2m30s") == ["x 1@0 1@150"]
        )
    }

    @Test func `the steps of a subquery are multiples of its step and left-open too`() throws {
        let data = try EvaluationFixture("x 0+1x60")
        // From 3m30s, exclusive, to 10m30s.
        #expect(
            try data.answer("x[7m:2m]", at: "10m30s") == ["x 4@240 6@360 8@480 10@600"]
        )
        #expect(try data.answer("x[4m:2m]", at: "10m") == ["x 8@480 10@600"])
        // A minute where nothing else is said.
        #expect(try data.answer("count_over_time(x[5m:])", at: "10m") == ["{} 5"])
    }

    @Test func `a staleness marker ends a series for an instant and is skipped in a range`() throws {
        let data = try EvaluationFixture("x 1 2 stale _ 5")
        #expect(try data.answer("x", at: "2m") == [])
        #expect(try data.answer("x", at: "3m") == [])
        #expect(try data.answer("x", at: "4m") == ["x 5"])
        #expect(try data.answer("count_over_time(x[10m])", at: "4m") == ["{} 3"])
        #expect(try data.answer("last_over_time(x[10m])", at: "3m") == ["x 2"])
        #expect(
            try data.answers("x", from: "0", through: "4m", step: "1m") == ["x 1@0 2@60 5@240"]
        )
    }

    @Test func `an ordinary NaN is a sample`() throws {
        let data = try EvaluationFixture("x 1 NaN")
        #expect(try data.answer("x", at: "1m") == ["x NaN"])
        #expect(try data.answer("count_over_time(x[5m])", at: "1m") == ["{} 2"])
    }

    @Test func `an offset goes back from the moment that @ sets`() throws {
        let data = try EvaluationFixture("x 0+1x60")
        #expect(try data.answer("x @ 600 offset 2m", at: "30m") == ["x 8"])
        #expect(try data.answer("x offset 2m @ 600", at: "30m") == ["x 8"])
        #expect(try data.answer("x offset -2m", at: "30m") == ["x 32"])
        #expect(try data.answer("sum_over_time(x[2m] @ 600 offset 1m)", at: "30m") == ["{} 17"])
    }

    @Test func `start and end are those of the whole query, in subqueries too`() throws {
        let data = try EvaluationFixture("x 0+1x60")
        let whole = try data.answers("x @ end() - x @ start()", from: "10m", through: "30m", step: "10m")
        #expect(whole == ["{} 20@600 20@1200 20@1800"])
        let inner = try data.answers(
            "max_over_time((x @ end())[3m:1m])",
            from: "10m",
            through: "30m",
            step: "10m"
        )
        #expect(inner == ["{} 30@600 30@1200 30@1800"])
    }

    @Test func `what depends on the time of the step is evaluated at each`() throws {
        let data = try EvaluationFixture("x 0+1x60")
        #expect(
            try data.answers("x @ 60 + time()", from: "1m", through: "3m", step: "1m")
                == ["{} 61@60 121@120 181@180"]
        )
        #expect(
            try data.answers("timestamp(x @ 90)", from: "1m", through: "3m", step: "1m")
                == ["{} 60@60 60@120 60@180"]
        )
        #expect(
            try data.answers("timestamp(x @ 90 + 0)", from: "1m", through: "3m", step: "1m")
                == ["{} 60@60 120@120 180@180"]
        )
    }

    @Test func `the time of a sample is its own, that of a result the step's`() throws {
        let data = try EvaluationFixture("x 7")
        #expect(try data.answer("timestamp(x)", at: "3m") == ["{} 0"])
        #expect(try data.answer("timestamp(((x)))", at: "3m") == ["{} 0"])
        #expect(try data.answer("timestamp(-x)", at: "3m") == ["{} 180"])
    }
}
