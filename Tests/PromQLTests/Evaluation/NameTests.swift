import PromQL
import Testing

/// When the name of a metric goes.
@Suite struct NameTests {
    private func data() throws -> EvaluationFixture {
        try EvaluationFixture("a_total{x=\"1\"} 1 2", "b_total{x=\"1\"} 3 4")
    }

    @Test(arguments: [
        "a_total + 1", "-a_total", "abs(a_total)", "a_total >= bool 0", "rate(a_total[5m])",
        "max_over_time(a_total[5m])", "timestamp(a_total)", "clamp_min(a_total, 0)", "a_total * b_total",
    ])
    func `what is not the metric any more loses its name`(query: String) throws {
        for delays in [false, true] {
            var data = try data()
            data.options.delaysNameRemoval = delays
            #expect(try data.answer(query, at: "1m").map { $0.hasPrefix("{x=\"1\"} ") } == [true])
        }
    }

    @Test(arguments: [
        "a_total", "a_total > 1", "1 < a_total", "last_over_time(a_total[5m])", "topk(1, a_total)",
        "sum by (__name__) (a_total)", "a_total and b_total", "+a_total", "sort(a_total)",
        "a_total < b_total",
    ])
    func `what is still the metric keeps its name`(query: String) throws {
        for delays in [false, true] {
            var data = try data()
            data.options.delaysNameRemoval = delays
            #expect(try data.answer(query, at: "1m").map { $0.hasPrefix("a_total") } == [true])
        }
    }

    @Test func `series that are the same without their names are an error`() throws {
        let data = try data()
        for query in ["rate({x=\"1\"}[5m])", "-{x=\"1\"}", "{x=\"1\"} + 1", "sum(rate({x=\"1\"}[5m]))"] {
            #expect(
                try data.error(query, at: "1m") == "vector cannot contain metrics with the same labelset"
            )
        }
    }

    @Test func `a removal that is delayed lets the name be used before`() throws {
        var data = try data()
        data.options.delaysNameRemoval = true
        #expect(
            try data.answer(
                "label_replace(rate({x=\"1\"}[5m]), \"was\", \"$1\", \"__name__\", \"(.)_total\")",
                at: "1m"
            ).map { String($0.prefix(16)) }
                == ["{was=\"a\", x=\"1\"}", "{was=\"b\", x=\"1\"}"].map { String($0.prefix(16)) }
        )
        #expect(try data.answer("sum(rate({x=\"1\"}[5m]))", at: "1m").count == 1)
    }

    @Test func `series that do not meet become one when their names go`() throws {
        let data = try EvaluationFixture("a 1 stale", "b _ 4")
        #expect(
            try data.answers("-{__name__=~\"a|b\"}", from: "0", through: "1m", step: "1m") == [
                "{} -1@0 -4@60"
            ]
        )
    }

    @Test func `names of any letters are names`() throws {
        let data = try EvaluationFixture("{\"http.server.duration\", \"http.route\"=\"/a\"} 5")
        let route = "{\"http.server.duration\", \"http.route\"=\"/a\"}"
        #expect(try data.answer(route) == ["\(route) 5"])
        #expect(
            try data.answer("sum by (\"http.route\") ({\"http.server.duration\"})") == [
                "{\"http.route\"=\"/a\"} 5"
            ]
        )
    }
}
