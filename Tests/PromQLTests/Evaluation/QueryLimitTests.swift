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
