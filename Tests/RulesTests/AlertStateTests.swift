import Diagnostics
import Rules
import SampleStore
import Testing
import Values

/// Alerts come, fire and go as in Prometheus.
struct AlertStateTests {
    /// A world whose samples are set by hand.
    struct World: RuleWorld {
        var list = SeriesList()
        var written: [String: [Double]] = [:]
        var source: any SampleSource { list }

        mutating func append(_ value: Double, at time: Int64, to labels: Labels) -> SampleRefusal? {
            list.append(value, at: time, to: labels)
            written[labels.description, default: []].append(value)
            return nil
        }
    }

    private static let minute: Int64 = 60_000

    private func group(_ fields: String, group: String = "") throws -> RuleGroupRun {
        let text = "groups:\n- name: g\n\(group)  rules:\n  - alert: A\n    \(fields)\n"
        let file = try RuleFileReader.read(SourceFile(name: "r", text: text))
        return try RuleGroupRun(try #require(file.groups.first))
    }

    /// The states of the only alert, minute by minute, for a metric with these values; `nil` is a gap.
    private func states(_ fields: String, _ values: [Double?]) throws -> String {
        var run = try group(fields)
        var world = World()
        var states = ""
        for (minute, value) in values.enumerated() {
            let time = Int64(minute) * Self.minute
            world.list.append(
                value ?? StaleMarker.value,
                at: time,
                to: Labels([("__name__", "x"), ("job", "j")])
            )
            let outcome = run.evaluate(at: time, in: &world)
            #expect(outcome.allSatisfy { $0.failure == nil })
            let alert = run.alerts[0].alerts.first
            states += alert.map { String($0.state.rawValue.prefix(1)) } ?? "-"
        }
        return states
    }

    @Test(
        arguments: [
            ("expr: x > 0", [1, 1, nil, 1], "ffif"),
            ("expr: x > 0\n    for: 0s", [1, nil], "fi"),
            ("expr: x > 0\n    for: 2m", [1, 1, 1, 1, nil, 1], "ppffip"),
            ("expr: x > 0\n    for: 2m", [1, 1, nil, 1, 1, 1], "pp-ppf"),
            ("expr: x > 0\n    keep_firing_for: 2m", [1, nil, nil, nil, 1], "fffif"),
            ("expr: x > 0\n    keep_firing_for: 2m", [1, nil, 1, nil, nil, nil], "fffffi"),
            ("expr: x > 0\n    for: 1m\n    keep_firing_for: 1m", [1, nil, 1, 1, nil, nil], "p-pffi"),
        ] as [(String, [Double?], String)]
    )
    func `an alert goes through its states`(fields: String, values: [Double?], expected: String) throws {
        #expect(try states(fields, values) == expected)
    }

    @Test func `a resolved alert is kept for a quarter of an hour`() throws {
        let values: [Double?] = [1] + Array(repeating: nil, count: 18)
        #expect(try states("expr: x > 0", values) == "fiiiiiiiiiiiiiiii--")
    }

    @Test func `ALERTS and ALERTS_FOR_STATE are written, and end with a marker`() throws {
        var run = try group(
            "expr: x > 0\n    for: 1m\n    labels: {severity: page, empty: '{{ $labels.none }}'}"
        )
        var world = World()
        for minute in 0..<4 {
            let labels = Labels([("__name__", "x"), ("job", "j")])
            world.list.append(minute < 2 ? 1 : StaleMarker.value, at: Int64(minute) * Self.minute, to: labels)
            _ = run.evaluate(at: Int64(minute) * Self.minute, in: &world)
        }
        // A label that comes out empty shows its template, as in Prometheus.
        let rest = "empty=\"{{ $labels.none }}\", job=\"j\", severity=\"page\""
        let written = world.written.mapValues { $0.map { $0.isStaleMarker ? -1 : $0 } }
        #expect(
            written == [
                "ALERTS{alertname=\"A\", alertstate=\"pending\", \(rest)}": [1, -1],
                "ALERTS{alertname=\"A\", alertstate=\"firing\", \(rest)}": [1, -1],
                "ALERTS_FOR_STATE{alertname=\"A\", \(rest)}": [0, 0, -1],
            ]
        )
        #expect(
            run.alerts[0].alerts.first?.labels.description
                == "{alertname=\"A\", job=\"j\", severity=\"page\"}"
        )
    }

    @Test func `two samples that make the same alert are an error`() throws {
        var run = try group("expr: '{job=\"j\"}'")
        var world = World()
        for name in ["a", "b"] {
            world.list.append(1, at: 0, to: Labels([("__name__", name), ("job", "j")]))
        }
        let failure = run.evaluate(at: 0, in: &world)[0].failure
        #expect(
            failure?.message == "vector contains metrics with the same labelset after applying alert labels"
        )
    }

    @Test func `over the limit all alerts are lost`() throws {
        var run = try group("expr: x", group: "  limit: 1\n")
        var world = World()
        for job in ["a", "b"] {
            world.list.append(1, at: Self.minute, to: Labels([("__name__", "x"), ("job", job)]))
        }
        world.list.append(1, at: 0, to: Labels([("__name__", "x"), ("job", "a")]))
        let failure = run.evaluate(at: Self.minute, in: &world)[0].failure
        #expect(failure?.message == "exceeded limit of 1 with 2 alerts")
        #expect(run.alerts[0].alerts.isEmpty)
    }

    @Test func `rules of a group see what those before them wrote, and look back by the offset`() throws {
        let text = """
            groups:
            - name: g
              query_offset: 1m
              rules:
              - {record: a, expr: x}
              - {record: b, expr: a * 2}
            """
        let file = try RuleFileReader.read(SourceFile(name: "r", text: text))
        var run = try RuleGroupRun(file.groups[0])
        var world = World()
        for minute in 0..<3 {
            world.list.append(
                Double(minute),
                at: Int64(minute) * Self.minute,
                to: Labels([("__name__", "x")])
            )
        }
        _ = run.evaluate(at: 2 * Self.minute, in: &world)
        #expect(world.written == ["a": [1], "b": [2]])
    }

    @Test func `alerts live through a restart`() throws {
        let fields = "expr: x > 0\n    for: 3m\n    annotations: {v: '{{ $value }}'}"
        var run = try group(fields)
        var world = World()
        func step(_ minute: Int64) {
            world.list.append(5, at: minute * Self.minute, to: Labels([("__name__", "x")]))
            _ = run.evaluate(at: minute * Self.minute, in: &world)
        }
        step(0)
        step(1)
        let saved = try JSON.value(in: SourceFile(name: "state", text: run.saved.json(.compact)))
        run = try group(fields)
        run.restore(saved)
        #expect(run.alerts[0].alerts.first?.state == .pending)
        #expect(run.alerts[0].alerts.first?.activeAt == 0)
        step(3)
        let alert = try #require(run.alerts[0].alerts.first)
        #expect(alert.state == .firing && alert.firedAt == 3 * Self.minute)
        #expect(run.annotations(of: alert, of: run.group.rules[0], source: world.source).first?.value == "5")
    }

    @Test(arguments: [
        // For how long it was pending before, how long Prometheus was down, and when it fires after that, in minutes.
        (5, 10, 25), (25, 10, 10), (40, 10, 0),
    ])
    func `since when a condition holds is taken up from ALERTS_FOR_STATE`(
        pending: Int64,
        down: Int64,
        left: Int64
    ) throws {
        var options = RuleGroupRun.Options()
        options.awaitsRestore = true
        let text = "groups:\n- name: g\n  rules:\n  - {alert: A, expr: x > 0, for: 30m}\n"
        let file = try RuleFileReader.read(SourceFile(name: "r", text: text))
        var run = try RuleGroupRun(file.groups[0], options)
        var world = World()
        let start: Int64 = 100 * Self.minute
        let before = Labels([("__name__", "ALERTS_FOR_STATE"), ("alertname", "A")])
        world.list.append(Double(start / 1000), at: start + pending * Self.minute, to: before)
        let now = start + (pending + down) * Self.minute
        world.list.append(1, at: now, to: Labels([("__name__", "x")]))
        _ = run.evaluate(at: now, in: &world)
        #expect(world.written.isEmpty)
        try run.restore(at: now, from: world.list)
        let activeAt = try #require(run.alerts[0].alerts.first?.activeAt)
        #expect(max(0, activeAt + 30 * Self.minute - now) == left * Self.minute)
    }
}
