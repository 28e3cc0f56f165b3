import PromQL
import Testing

@Suite struct ExplanationTests {
    @Test func `an explanation tells what each part matched and read`() throws {
        var data = try EvaluationFixture("x_total{i=\"1\"} 0+1x20", "x_total{i=\"2\"} 0+1x20", "limit 3")
        data.options.explains = true
        let explanation = try #require(
            try data.instant("sum(rate(x_total[5m])) > scalar(limit offset 19m)", at: "20m").explanation
        )
        #expect(explanation.expression == "sum(rate(x_total[5m])) > scalar(limit offset 19m)")
        #expect(explanation.type == "instant vector")
        let sum = explanation.parts[0]
        #expect(sum.series == 1)
        #expect(sum.method == "sum, folded series by series")
        #expect(sum.parts[0].series == 2)
        #expect(sum.parts[0].samplesRead == 10)
        #expect(sum.parts[0].duration == nil)
        #expect(explanation.parts[1].parts[0].series == 1)
        #expect(explanation.parts[1].parts[0].samplesRead == 1)
    }

    @Test func `nothing is measured unless asked for`() throws {
        #expect(try EvaluationFixture("x 1").instant("x").explanation == nil)
    }
}
