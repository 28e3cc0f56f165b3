import PromQL
import SampleStore
import Testing

/// What a query may take.
@Suite struct QueryLimitTests {
    @Test func `a query that holds too many samples is stopped`() throws {
        var data = try EvaluationFixture("x{i=\"1\"} 1+1x100", "x{i=\"2\"} 1+1x100")
        data.options.maxSamples = 150
        let text = "query processing would load too many samples into memory in query execution"
        #expect(try data.error("x[200m]", at: "100m") == text)
        #expect(try data.answer("count_over_time(x[200m])", at: "100m").count == 2)
        #expect(throws: QueryError.tooManySamples(limit: 150)) {
            _ = try data.answers("x", from: "0", through: "100m", step: "1m")
        }
        // What is folded away is not held, but each series is while it is looked at.
        data.options.maxSamples = 100
        #expect(try data.error("count_over_time(x[200m])", at: "100m") == text)
    }

    @Test func `samples of one part do not count for the next`() throws {
        var data = try EvaluationFixture("x 1+1x100")
        data.options.maxSamples = 250
        #expect(try data.answers("sum(x) + sum(x)", from: "0", through: "99m", step: "1m").count == 1)
        let last = try data.instant("count_over_time(x[100m:1m])", at: "100m")
        #expect(last.statistics.peakSamples <= 250)
    }

    @Test func `a query that takes too long is stopped`() throws {
        var data = try EvaluationFixture("x 1+1x1000")
        data.options.timeout = .nanoseconds(1)
        #expect(
            try data.error("max_over_time(x[10h:1m])", at: "16h")
                == "query timed out in expression evaluation"
        )
    }

    @Test func `a task that was cancelled stops its query`() async throws {
        let data = try EvaluationFixture("x 1+1x1000")
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try data.error("x", at: "1m")
        }
        task.cancel()
        #expect(try await task.value == "query was canceled in expression evaluation")
    }

    @Test func `a string or a range has no answer over a range`() throws {
        let data = try EvaluationFixture("x 1")
        #expect(
            throws: QueryError.unsuitable(
                "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector"
            )
        ) { _ = try data.answers("x[5m]", from: "0", through: "1m", step: "1m") }
        #expect(try data.answer("\"text\"") == ["text"])
    }

    @Test func `what is not there yet is named`() throws {
        let data = try EvaluationFixture("x 1")
        #expect(try data.error("limitk(1, x)") == "the aggregation limitk is not supported yet")
        #expect(try data.error("mad_over_time(x[5m])") == "the function mad_over_time is not supported yet")
        #expect(try data.error("rate(x[5m] smoothed)") == "the modifier smoothed is not supported yet")
        #expect(try data.error("x[5m * 2]") == "arithmetic in durations is not supported yet")
        #expect(try data.error("x + fill(0) x") == "the modifier fill is not supported yet")
    }

    @Test func `a source that cannot answer says why`() throws {
        struct Broken: SampleSource {
            func series(
                matching: [Matcher],
                from: Int64,
                through: Int64
            ) throws(SampleSourceError) -> [SeriesReference] {
                throw SampleSourceError("no connection to prometheus:9090")
            }
            func read(
                _: SeriesReference,
                from: Int64,
                through: Int64,
                into: inout SampleBuffer
            ) throws(SampleSourceError) {}
        }
        let expression = try PromQLParser().parse("sum(up)")
        #expect(throws: QueryError.source("no connection to prometheus:9090")) {
            try QueryEngine().instant(expression, at: 0, source: Broken())
        }
    }
}

/// Queries made to break something.
@Suite struct HostileQueryTests {
    @Test func `more steps than samples allowed are refused before memory is taken`() throws {
        let data = try EvaluationFixture("x 1")
        let text = "query processing would load too many samples into memory in query execution"
        #expect(try data.error("sum_over_time(vector(1)[100y:1ms])") == text)
        #expect(try data.error("count_over_time(x[100y:1ms])", at: "1m") == text)
        #expect(throws: QueryError.tooManySamples(limit: 50_000_000)) {
            _ = try data.answers("time()", from: "0", through: "200y", step: "1ms")
        }
    }

    @Test func `a series for each value of each step takes no more memory than allowed`() throws {
        var data = try EvaluationFixture("x 0+1x600")
        data.options.maxSamples = 10_000
        #expect(throws: QueryError.tooManySamples(limit: 10_000)) {
            _ = try data.answers("count_values(\"v\", x)", from: "0", through: "600m", step: "1m")
        }
    }

    @Test func `queries as deep as the parser lets through can be evaluated`() async throws {
        let chain = Array(repeating: "x", count: 480).joined(separator: " + ")
        let calls = String(repeating: "abs(", count: 90) + "x" + String(repeating: ")", count: 90)
        let signs = String(repeating: "-", count: 90) + "x"
        let sums = String(repeating: "sum(", count: 90) + "x" + String(repeating: ")", count: 90)
        for query in [chain, calls, signs, sums] {
            let answers = try await Task.detached {
                try EvaluationFixture("x 1").answer(query)
            }.value
            #expect(answers.count == 1)
        }
    }

    @Test func `times at the ends of what can be told do no harm`() throws {
        let data = try EvaluationFixture("x 1 2 3")
        let queries = [
            "x", "rate(x[5m])", "x offset 290y", "x offset -290y", "sum_over_time(x[290y])",
            "predict_linear(x[5m], 1e300)", "year(vector(-9e18))", "x @ -9000000000000000",
        ]
        for query in queries {
            let expression = try PromQLParser().parse(query)
            for time: Int64 in [.min, .max] {
                _ = try QueryEngine().instant(expression, at: time, source: data.source)
            }
        }
    }
}
