import FoundationEssentials
import PromQL
import PrometheusAPI
import SampleStore
import TestSupport
import Testing

/// What a real Prometheus is given: two counters with a reset and a gap, and a gauge.
private enum Sample {
    static let start: Int64 = 1_700_000_000_000

    static var points: [(name: String, labels: [(String, String)], time: Int64, value: Double)] {
        (0..<40).flatMap { step -> [(String, [(String, String)], Int64, Double)] in
            let time = start + Int64(step) * 15_000
            let first = Double(step < 20 ? step * 3 : step - 20)
            var points = [
                ("calls_total", [("tool", "a")], time, first), ("load", [], time, Double(step % 7) / 3),
            ]
            if !(10..<30).contains(step) {
                points.append(("calls_total", [("tool", "b\"é")], time, Double(step)))
            }
            return points
        }
    }

    static var openMetrics: String {
        points.map { point in
            let labels = point.labels.map { "\($0.0)=\"\($0.1.replacing("\"", with: "\\\""))\"" }
            let set = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            return "\(point.name)\(set) \(point.value) \(point.time / 1000)\n"
        }.joined() + "# EOF\n"
    }

    static var list: SeriesList {
        var list = SeriesList()
        for point in points {
            list.append(point.value, at: point.time, to: Labels([("__name__", point.name)] + point.labels))
        }
        return list
    }
}

private let isThere = ["prometheus", "promtool"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
}

@Suite(.enabled(if: isThere, "prometheus is not installed")) struct `A real Prometheus` {
    @Test func `answers as the samples on the spot do`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Sample.openMetrics, to: "samples.om")
        let prometheus = try PythonServer(script("prometheus"), folder.path)
        let client = PrometheusClient(try address(prometheus.place))
        // Never at the time of a sample: windows of 2.42 held the one at their beginning, too.
        let (start, end) = (Sample.start + 7_000, Sample.start + 39 * 15_000)
        for text in [
            "calls_total", "rate(calls_total[2m])", "sum by (tool) (increase(calls_total[5m]))",
            "load * 2 > 0",
            "1 / 0", "absent(nothing)", "calls_total{tool=~\"b.*\"}", "scalar(load)", "-load ^ 2",
        ] {
            let expression = try PromQLParser().parse(text)
            let remote = try await client.query(text, from: start, through: end, step: 30_000)
            let local = try QueryEngine().range(
                expression,
                from: start,
                through: end,
                step: 30_000,
                source: Sample.list
            )
            let (theirs, ours) = (try points(remote.value), try points(local.value))
            #expect(Set(theirs.keys) == Set(ours.keys), "\(text)")
            for (labels, buffer) in theirs {
                let other = try #require(ours[labels])
                #expect(buffer.timestamps == other.timestamps, "\(text) \(labels)")
                for (value, expected) in zip(other.values, buffer.values) where value != expected {
                    #expect((value - expected).magnitude <= expected.magnitude * 1e-12, "\(text) \(labels)")
                }
            }
        }
        try await askForTheRest(client, at: end)
    }

    private func askForTheRest(_ client: PrometheusClient, at end: Int64) async throws {
        guard case .string(let text, _) = try await client.query("\"é\\n\"", at: end).value else {
            return #expect(Bool(false))
        }
        #expect(text == "é\n")
        guard case .matrix(let raw) = try await client.query("calls_total[1m]", at: end).value else {
            return #expect(Bool(false))
        }
        #expect(raw.map(\.samples.count) == [5, 5])
        #expect(try await client.labelNames() == ["__name__", "tool"])
        #expect(try await client.labelValues(of: "tool") == ["a", "b\"é"])
        let series = try await client.series(matching: ["calls_total"], from: Sample.start, through: end)
        #expect(Set(series.map { $0["tool"] }) == ["a", "b\"é"])
        #expect(try await client.metadata().isEmpty)
        #expect(try await client.buildInformation().version.hasPrefix("2."))
        do throws(PrometheusError) {
            _ = try await client.query("sum(é", at: end)
            #expect(Bool(false), "no error")
        } catch {
            #expect(error.kind == .badQuery)
            #expect(error.place?.line == 1)
        }
    }

    private func points(_ value: QueryValue) throws -> [Labels: SampleBuffer] {
        struct NoMatrix: Error {}
        guard case .matrix(let series) = value else { throw NoMatrix() }
        return Dictionary(uniqueKeysWithValues: series.map { ($0.labels, $0.samples) })
    }
}
