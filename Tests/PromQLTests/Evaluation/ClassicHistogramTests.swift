import PromQL
import Testing

/// Quantiles and shares of classic histograms.
@Suite struct ClassicHistogramTests {
    private func quantile(_ quantile: String, _ buckets: String...) throws -> String {
        var data = try EvaluationFixture()
        for bucket in buckets {
            let parts = bucket.split(separator: " ")
            try data.load(every: "1m", "h_bucket{le=\"\(parts[0])\"} \(parts[1])")
        }
        return try data.answer("histogram_quantile(\(quantile), h_bucket)")
            .map { String($0.dropFirst(3)) }.joined(separator: " ")
    }

    @Test func `a quantile is interpolated within its bucket`() throws {
        #expect(try quantile("0.5", "1 10", "2 30", "+Inf 30") == "1.25")
        #expect(try quantile("0.1", "1 10", "2 30", "+Inf 30") == "0.3")
        #expect(try quantile("1", "1 10", "2 30", "+Inf 30") == "2")
    }

    @Test(arguments: [("NaN", "NaN"), ("-0.1", "-Inf"), ("1.1", "+Inf")])
    func `a quantile outside of 0 and 1 is none`(asked: String, answer: String) throws {
        #expect(try quantile(asked, "1 10", "2 30", "+Inf 30") == answer)
    }

    @Test func `without an infinite bucket, a second one or observations there is no quantile`() throws {
        #expect(try quantile("0.5", "1 10", "2 30") == "NaN")
        #expect(try quantile("0.5", "+Inf 30") == "NaN")
        #expect(try quantile("0.5", "1 0", "+Inf 0") == "NaN")
    }

    @Test func `in the infinite bucket it is the highest bound below`() throws {
        #expect(try quantile("0.99", "1 10", "2 30", "+Inf 100") == "2")
    }

    @Test func `a first bound that is not positive is its own answer`() throws {
        #expect(try quantile("0.1", "-5 10", "2 20", "+Inf 20") == "-5")
        #expect(try quantile("0.1", "0 10", "2 20", "+Inf 20") == "0")
    }

    @Test func `equal bounds in different spellings are one bucket`() throws {
        #expect(try quantile("0.5", "1 5", "1.0 5", "2 30", "+Inf 30") == "1.25")
    }

    @Test func `a tiny wobble is mended in silence, a fall is flattened with an info`() throws {
        var wobbling = try EvaluationFixture("h_bucket{le=\"1\"} 10", "h_bucket{le=\"2\"} 9.9999999999999")
        try wobbling.load(every: "1m", "h_bucket{le=\"+Inf\"} 20")
        #expect(try wobbling.annotations("histogram_quantile(0.5, h_bucket)") == [])
        #expect(try wobbling.answer("histogram_quantile(0.5, h_bucket)") == ["{} 1"])

        let falling = try EvaluationFixture(
            "h_bucket{le=\"1\"} 10",
            "h_bucket{le=\"2\"} 7.5",
            "h_bucket{le=\"+Inf\"} 20"
        )
        #expect(try falling.answer("histogram_quantile(0.75, h_bucket)") == ["{} 2"])
        #expect(
            try falling.annotations("histogram_quantile(0.75, h_bucket)") == [
                "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see "
                    + "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
                    + ", from buckets 2 to 2, with a max diff of 2.5, over 1 samples from "
                    + "1970-01-01T00:00:00Z to 1970-01-01T00:00:00Z (1:26)"
            ]
        )
    }

    @Test func `a bound that is no number is left out with a warning`() throws {
        let data = try EvaluationFixture(
            "h_bucket{le=\"x\"} 3",
            "h_bucket{le=\"1\"} 4",
            "h_bucket{le=\"+Inf\"} 4"
        )
        #expect(try data.answer("histogram_quantile(0.5, h_bucket)") == ["{} 0.5"])
        #expect(
            try data.annotations("histogram_quantile(2, h_bucket)") == [
                "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"x\" (1:23)",
                "PromQL warning: quantile value should be between 0 and 1, got 2 (1:20)",
            ]
        )
    }

    @Test func `the share of a span is interpolated at both ends`() throws {
        let data = try EvaluationFixture(
            "h_bucket{le=\"1\"} 10",
            "h_bucket{le=\"2\"} 30",
            "h_bucket{le=\"+Inf\"} 40"
        )
        #expect(try data.answer("histogram_fraction(0.5, 1.5, h_bucket)") == ["{} 0.375"])
        #expect(try data.answer("histogram_fraction(-Inf, +Inf, h_bucket)") == ["{} 1"])
        #expect(try data.answer("histogram_fraction(2, 1, h_bucket)") == ["{} 0"])
        #expect(try data.answer("histogram_fraction(0, NaN, h_bucket)") == ["{} NaN"])
    }
}
