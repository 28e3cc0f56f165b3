import Exposition
import Profile
import SampleStore
import Testing

@testable import Fleet

struct TrafficTests {
    /// Feeds bodies ten seconds apart.
    private func read(_ bodies: [String], _ names: MetricNames = .common) throws -> TrafficReader {
        var reader = TrafficReader(names, window: .seconds(60))
        var keys: ContiguousArray<Labels> = []
        var previous: [Int: Double] = [:]
        for (index, body) in bodies.enumerated() {
            var taken: [(number: Int, value: Double)] = []
            let samples = try ExpositionParser(.text).samples(in: Array((body + "\n").utf8)).samples
            for sample in samples {
                let labels = Labels([("__name__", sample.name)] + sample.labels.map { ($0.name, $0.value) })
                guard names.role(of: sample.name) != nil else { continue }
                let number = keys.firstIndex(of: labels) ?? keys.count
                if number == keys.count { keys.append(labels) }
                taken.append((number, sample.value))
            }
            reader.begin(at: Int64(index) * 10_000, keys)
            for (number, value) in taken {
                reader.take(number, value, previous: previous[number])
                previous[number] = value
            }
            reader.end()
        }
        return reader
    }

    @Test(arguments: ["tool", "tool_name"])
    func `calls are counted by tool under either label`(label: String) throws {
        func body(_ good: Int, _ bad: Int) -> String {
            """
            mcp_tool_calls_total{\(label)="a",status="success"} \(good)
            mcp_tool_calls_total{\(label)="a",status="error"} \(bad)
            mcp_tool_calls_total{\(label)="b",status="success"} 5
            """
        }
        let reader = try read([body(100, 10), body(130, 20)])
        let traffic = reader.traffic(countsCalls: true)
        #expect(traffic.rate == 4)
        #expect(traffic.errorRatio == 0.25)
        #expect(traffic.total == 155)
        let tools = Dictionary(uniqueKeysWithValues: reader.tools().map { ($0.name, $0.traffic) })
        #expect(tools["a"]?.rate == 4)
        #expect(tools["b"]?.rate == 0)
        #expect(tools["b"]?.errorRatio == nil)
    }

    @Test func `a counter reset does not make a negative rate`() throws {
        let bodies = [90, 100, 5].map { #"mcp_tool_calls_total{tool="a"} \#($0)"# }
        #expect(try read(bodies).traffic(countsCalls: true).rate == 15.0 / 20)
    }

    @Test func `a tool that is called for the first time counts from zero`() throws {
        let bodies = [
            #"mcp_tool_calls_total{tool="a"} 50"#,
            "mcp_tool_calls_total{tool=\"a\"} 50\nmcp_tool_calls_total{tool=\"b\"} 20",
        ]
        #expect(try read(bodies).traffic(countsCalls: true).rate == 2)
    }

    @Test func `quantiles lie within buckets, and a count of durations stands for calls`() throws {
        func body(_ fast: Int, _ slow: Int) -> String {
            """
            mcp_tool_duration_seconds_bucket{tool="a",le="0.1"} \(fast)
            mcp_tool_duration_seconds_bucket{tool="a",le="1"} \(fast + slow)
            mcp_tool_duration_seconds_bucket{tool="a",le="+Inf"} \(fast + slow)
            mcp_tool_duration_seconds_sum{tool="a"} \(Double(fast) * 0.05 + Double(slow) * 0.5)
            mcp_tool_duration_seconds_count{tool="a"} \(fast + slow)
            """
        }
        let traffic = try read([body(10, 10), body(100, 20)]).traffic(countsCalls: true)
        #expect(traffic.rate == 10)
        #expect(abs((traffic.p50 ?? 0) - 0.1 * 50 / 90) < 1e-9)
        #expect(abs((traffic.p95 ?? 0) - (0.1 + 0.9 * 5 / 10)) < 1e-9)
        #expect(traffic.errorRatio == nil)
        #expect(abs((traffic.mean ?? 0) - 0.095) < 1e-9)
    }

    @Test func `operations of OpenTelemetry count calls of tools only`() throws {
        func body(_ good: Int, _ bad: Int, _ lists: Int) -> String {
            let name = "mcp_server_operation_duration_seconds_count"
            return """
                \(name){mcp_method_name="tools/call",gen_ai_tool_name="search",error_type=""} \(good)
                \(name){mcp_method_name="tools/call",gen_ai_tool_name="search",error_type="timeout"} \(bad)
                \(name){mcp_method_name="tools/list"} \(lists)
                """
        }
        let traffic = try read([body(0, 0, 5), body(30, 10, 500)]).traffic(countsCalls: true)
        #expect(traffic.rate == 4)
        #expect(traffic.errorRatio == 0.25)
        #expect(!traffic.countsToolErrors)
    }

    @Test func `native metrics of Kailash have no types and are read all the same`() throws {
        let bodies = [
            "mcp_tool_calls{tool=\"a\"} 10\nmcp_tool_errors{tool=\"a\"} 1\nmcp_tool_latency_avg{tool=\"a\"} 1.5",
            "mcp_tool_calls{tool=\"a\"} 30\nmcp_tool_errors{tool=\"a\"} 11\nmcp_tool_latency_avg{tool=\"a\"} 2.5",
        ]
        let reader = try read(bodies)
        #expect(reader.traffic(countsCalls: true).rate == 2)
        #expect(reader.traffic(countsCalls: true).errorRatio == 0.5)
        #expect(reader.tools().first?.traffic.mean == 2.5)
    }

    @Test func `our own lists are no calls`() throws {
        let bodies = [10, 20].map { #"mcp_requests_total{method="tools/list",status="success"} \#($0)"# }
        #expect(try read(bodies).traffic(countsCalls: false).rate == nil)
        #expect(try read(bodies).traffic(countsCalls: true).rate == 0)
    }

    @Test func `the names of a preset go before those that are known`() throws {
        var metric = MetricName("acme_calls", .counter)
        metric.labels = Named(["tool": "op", "status": "how"])
        metric.errorStatus = "bad"
        let names = MetricNames(Named(["toolCalls": metric]))
        let bodies = [0, 50].map {
            "acme_calls{op=\"x\",how=\"bad\"} \($0)\nacme_calls{op=\"x\",how=\"error\"} \($0)"
        }
        let traffic = try read(bodies, names).traffic(countsCalls: true)
        #expect(traffic.rate == 10)
        #expect(traffic.errorRatio == 0.5)
    }

    @Test func `what runs is told by gauges`() throws {
        let reader = try read([
            """
            mcp_circuit_breaker_state{name="search"} 2
            mcp_circuit_breaker_state{name="mail",state="closed"} 0
            mcp_circuit_breaker_state{name="mail",state="half-open"} 1
            mcp_cache_hits_total{cache_type="a"} 9
            mcp_cache_misses_total{cache_type="a"} 1
            mcp_active_sessions 7
            mcp_rate_limit_remaining{client_id="c"} 3
            """
        ])
        #expect(reader.gauges.breakers["search"]?.state == .open)
        #expect(reader.gauges.breakers["mail"]?.state == .halfOpen)
        #expect(reader.gauges.caches["a"]?.hitRatio == 0.9)
        #expect(reader.gauges.sessions == 7)
        #expect(reader.gauges.rateLimits["c"]?.remaining == 3)
    }
}
