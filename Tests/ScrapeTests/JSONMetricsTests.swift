import Diagnostics
import Exposition
import Scrape
import Testing
import Values

@Suite struct JSONMetricsTests {
    private func lines(_ json: String, _ metrics: JSONMetrics = JSONMetrics()) throws -> [String] {
        let tree = try JSON.value(in: SourceFile(name: "m", text: json))
        let text = String(decoding: metrics.body(tree), as: UTF8.self)
        let file = try ScrapedFile(Array(text.utf8), name: "m", at: 1000, mode: .strict)
        return try kept(file.source).map { $0.replacing(" 1000:", with: " ") }
    }

    @Test func `keys make names, and only numbers make samples`() throws {
        let json = """
            {"server": {"name": "x", "running": true, "uptime-sec": 1.5}, "total": 3, "none": null, "list": [],
             "success_rate": "50.0%", "avg": "0.12", "version": "1.2.3", "at": "2026-01-01T00:00:00Z"}
            """
        #expect(
            try lines(json)
                == [
                    "avg{} 0.12", "server_running{} 1.0", "server_uptime_sec{} 1.5", "success_rate{} 0.5",
                    "total{} 3.0",
                ].map { $0.replacing("{}", with: "") }
        )
        #expect(try lines(json, JSONMetrics(prefix: "mcp")).last == "mcp_total 3.0")
    }

    @Test func `collections turn their keys into labels`() throws {
        let json = """
            {"tools": {"registered": 2, "tools": {"get_weather": {"calls": 3}, "flaky \\"x\\"": {"calls": 0}}},
             "caches": [{"name": "weather", "hits": 2}, {"hits": 4}],
             "resources": {"total_executions": 7}}
            """
        #expect(
            try lines(json) == [
                #"caches_hits{cache="weather"} 2.0"#, #"caches_hits{index="1"} 4.0"#,
                "resources_total_executions 7.0",
                #"tools_calls{tool="flaky \"x\""} 0.0"#, #"tools_calls{tool="get_weather"} 3.0"#,
                "tools_registered 2.0",
            ]
        )
    }

    @Test func `what prom-client prints keeps its names, labels and types`() throws {
        let json = """
            [{"name": "h", "help": "Help.", "type": "histogram", "values": [
               {"value": 3, "labels": {"le": 1, "tool": "a"}, "metricName": "h_bucket"},
               {"value": 9, "labels": {}, "metricName": "h_sum"}]},
             {"name": "up.time", "type": "gauge", "values": [{"value": 1.5, "labels": {}}]}]
            """
        #expect(
            try lines(json)
                == [#"h_bucket{le="1.0", tool="a"} 3.0"#, "h_sum 9.0", #"{"up.time"} 1.5"#].sorted()
        )
    }

    @Test func `the names are the same from scrape to scrape`() throws {
        var target = Recorded()
        target.scrape("{\"tools\": {\"a\": {\"calls\": 1}}}", at: 1000, "application/json")
        let second = target.scrape("{\"tools\": {\"a\": {\"calls\": 2}}}", at: 2000, "application/json")
        #expect(second.addedSeries == 0 && second.endedSeries == 0)
        let broken = target.scrape("{\"tools\": ", at: 3000, "application/json")
        #expect(broken.failure?.location?.file.name == "http://i/metrics")
        #expect(try target.exposed() == [#"tools_calls{, tool="a"} 1000:1.0 2000:2.0 3000:stale"#])
    }
}
