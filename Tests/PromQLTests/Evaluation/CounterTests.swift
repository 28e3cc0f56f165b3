import PromQL
import Testing

/// What `rate` and its relatives make of counters.
@Suite struct CounterTests {
    @Test func `a rate needs two samples`() throws {
        let data = try EvaluationFixture("hits_total 1 _ _ _ 5")
        #expect(try data.answer("rate(hits_total[1m])", at: "4m") == [])
        #expect(try data.answer("rate(hits_total[5m])", at: "4m").count == 1)
    }

    @Test func `a rate reaches to the edges of its window when samples are near them`() throws {
        // Samples at 0…240 s; the window begins 15 s before the first, which is less than 1.1 spacings.
        let data = try EvaluationFixture("hits_total 60+60x4")
        #expect(try data.answer("increase(hits_total[285s])", at: "4m30s") == ["{} 285"])
        #expect(try data.answer("rate(hits_total[285s])", at: "4m30s") == ["{} 1"])
    }

    @Test func `a rate goes half a spacing beyond samples that are far from the edge`() throws {
        // Ten minutes before the first sample nothing was there: 240 s of samples and 30 s on each side.
        let data = try EvaluationFixture("hits_total _ _ _ _ _ _ _ _ _ _ 600+60x4")
        #expect(try data.answer("increase(hits_total[15m])", at: "16m30s") == ["{} 300"])
        // By the range and not by what was seen of it.
        #expect(try data.answer("round(rate(hits_total[15m]) * 900, 0.001)", at: "16m30s") == ["{} 300"])
    }

    @Test func `a counter is never taken to have been below zero`() throws {
        // At that slope it was zero 10 s before the first sample: no further back than that.
        let data = try EvaluationFixture("hits_total _ 10+60x3")
        #expect(try data.answer("increase(hits_total[220s])", at: "4m") == ["{} 190"])
        // A gauge may have been.
        #expect(try data.answer("round(delta(hits_total[220s]), 0.001)", at: "4m") == ["{} 220"])
    }

    @Test func `a counter reset does not make a negative rate`() throws {
        let data = try EvaluationFixture("hits_total 100 160 20 80")
        // 60 up, then from 160 to nothing and up to 20, then 60: 140, of a window that is full.
        #expect(try data.answer("increase(hits_total[3m1ms])", at: "3m")[0].hasPrefix("{} 140.0"))
        #expect(try data.answer("resets(hits_total[10m])", at: "3m") == ["{} 1"])
        #expect(try data.answer("changes(hits_total[10m])", at: "3m") == ["{} 3"])
        #expect(try data.answer("irate(hits_total[10m])", at: "3m") == ["{} 1"])
        #expect(try data.answer("irate(hits_total[10m])", at: "2m") == ["{} \(20.0 / 60)"])
        #expect(try data.answer("idelta(hits_total[10m])", at: "2m") == ["{} -140"])
    }

    @Test func `a range query and its instants come to the same`() throws {
        let data = try EvaluationFixture(every: "15s", "hits_total 0+3x20 5+2x20 _x4 100+1x30")
        let steps = try data.answers("rate(hits_total[2m])", from: "1m", through: "15m", step: "1m")
        var instants: [String] = []
        for minute in 1...15 {
            for answer in try data.answer("rate(hits_total[2m])", at: "\(minute)m") {
                instants.append("\(answer.split(separator: " ")[1])@\(minute * 60)")
            }
        }
        #expect(steps == [(["{}"] + instants).joined(separator: " ")])
    }

    @Test func `a name that is not that of a counter deserves an info`() throws {
        let data = try EvaluationFixture("load 1+1x9", "hits_total 1+1x9", "latency_sum 1+1x9")
        #expect(
            try data.annotations("sum(rate(load[5m]))", at: "5m") == [
                "PromQL info: metric might not be a counter, name does not end in "
                    + "_total/_sum/_count/_bucket: \"load\" (1:10)"
            ]
        )
        #expect(try data.annotations("rate(hits_total[5m])", at: "5m") == [])
        #expect(try data.annotations("rate(latency_sum[5m])", at: "5m") == [])
        #expect(try data.annotations("rate(load[5m])", at: "1h") == [])
    }
}
