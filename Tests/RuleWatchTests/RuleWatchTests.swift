import Diagnostics
import Rules
import SampleStore
import Testing
import Values

@testable import RuleWatch

private let minute: Int64 = 60_000

/// Rules of text, over a store that tests fill.
private struct Watched {
    let store = SampleStore()
    var watch: RuleWatch

    init(_ text: String, _ change: (inout RuleWatch.Options) -> Void = { _ in }) throws {
        var options = RuleWatch.Options()
        change(&options)
        watch = try RuleWatch([try Self.file(text)], over: store, options)
    }

    static func file(_ text: String) throws -> RuleFile {
        try RuleFileReader.read(SourceFile(name: "rules.yaml", text: text))
    }

    func sample(_ value: Double, at time: Int64, _ labels: [(String, String)] = [("__name__", "up")]) {
        store.append { appender in _ = appender.append(value, at: time, to: Labels(labels)) }
    }

    func value(_ name: String, at time: Int64) throws -> Double? {
        let found = try store.series(matching: [Matcher("__name__", equals: name)], from: time, through: time)
        guard let series = found.first else { return nil }
        return try store.latest(of: series, from: time, through: time)?.value
    }
}

private let down = """
    groups:
      - name: reach
        rules:
          - alert: Down
            expr: up == 0
            for: 2m
            labels: {severity: critical}
            annotations: {summary: "{{ $labels.job }} does not answer"}
    """

struct RuleWatchTests {
    @Test func `an alert is pending, fires after its time, and is told for a while when it is over`() throws {
        var watched = try Watched(down) { $0.interval = minute }
        let start = 100 * minute
        let labels = [("__name__", "up"), ("job", "weather")]
        for step in 0..<4 {
            watched.sample(0, at: start + Int64(step) * minute, labels)
            watched.watch.evaluateAll(at: start + Int64(step) * minute)
            let alert = try #require(watched.watch.alerts.first)
            #expect(alert.state == (step < 2 ? .pending : .firing))
            #expect(alert.activeAt == start)
            #expect(alert.firesAt == (step < 2 ? start + 2 * minute : nil))
        }
        let alert = try #require(watched.watch.alerts.first)
        #expect(alert.severity == "critical")
        #expect(alert.annotations.map(\.value) == ["weather does not answer"])
        #expect(alert.place == "rules.yaml:4")
        #expect(try watched.value("ALERTS", at: start + 3 * minute) == 1)
        #expect(
            try watched.value("ALERTS_FOR_STATE", at: start + 3 * minute) == Double(start / 1000)
        )

        watched.sample(1, at: start + 4 * minute, labels)
        watched.watch.evaluateAll(at: start + 4 * minute)
        #expect(watched.watch.alerts.map(\.state) == [.inactive])
        #expect(watched.watch.alerts.map(\.resolvedAt) == [start + 4 * minute])
        watched.watch.evaluateAll(at: start + 10 * minute)
        #expect(watched.watch.alerts.isEmpty)
    }

    @Test func `groups run at multiples of their own interval, and missed times are not made up for`() throws
    {
        var watched = try Watched(
            """
            groups:
              - {name: fast, interval: 10s, rules: [{record: "fast:up", expr: up}]}
              - {name: slow, interval: 1m, rules: [{record: "slow:up", expr: up}]}
            """
        )
        let start = 100 * minute + 1
        #expect(watched.watch.evaluate(at: start) == 2)
        #expect(watched.watch.evaluate(at: start) == 0)
        var runs: [String: Int] = [:]
        for second in 1...120 {
            let due = watched.watch.groups.filter { $0.due(at: start + Int64(second) * 1000) != nil }
            for group in due {
                runs[group.run.group.name.text, default: 0] += 1
                let at = group.due(at: start + Int64(second) * 1000) ?? 0
                #expect((at - group.offset) % group.interval == 0)
            }
            watched.watch.evaluate(at: start + Int64(second) * 1000)
        }
        #expect(runs == ["fast": 12, "slow": 2])
        #expect(watched.watch.evaluate(at: start + 3600_000) == 2)
        #expect(watched.watch.evaluate(at: start + 3600_000) == 0)
        let next = try #require(watched.watch.nextDue)
        #expect(next > start + 3600_000 && next <= start + 3610_000)
    }

    @Test func `an alert sees what another group has just recorded, whatever their order`() throws {
        var watched = try Watched(
            """
            groups:
              - {name: alerts, rules: [{alert: Twice, expr: "double:up > 1"}]}
              - {name: records, rules: [{record: "double:up", expr: up * 2}]}
            """
        )
        watched.sample(1, at: minute)
        watched.watch.evaluate(at: minute)
        #expect(watched.watch.alerts.map(\.name) == ["Twice"])
        #expect(watched.watch.alerts.map(\.value) == [2])
    }

    @Test func `a rule that fails is told with its place, and others go on`() throws {
        var watched = try Watched(
            """
            groups:
              - name: mixed
                rules:
                  - record: broken
                    expr: up * on() group_left() up
                  - alert: Up
                    expr: up == 1
            """
        )
        watched.sample(1, at: minute)
        watched.sample(1, at: minute, [("__name__", "up"), ("job", "other")])
        watched.watch.evaluate(at: minute)
        let problem = try #require(watched.watch.problems.first)
        #expect(watched.watch.problems.count == 1)
        #expect(problem.diagnostic.location?.line == 5)
        #expect(problem.diagnostic.message.hasPrefix("`broken` cannot be evaluated: "))
        #expect(watched.watch.alerts.count == 2)
    }

    @Test func `after a restart an alert goes on where it was`() throws {
        var first = try Watched(down)
        first.sample(0, at: minute)
        first.watch.evaluate(at: minute)
        let text = first.watch.saved.json(.compact)

        var second = try Watched(down)
        second.watch.restore(try JSON.value(in: SourceFile(name: "state", text: text)))
        second.sample(0, at: 4 * minute)
        second.watch.evaluate(at: 4 * minute)
        #expect(second.watch.alerts.map(\.state) == [.firing])
        #expect(second.watch.alerts.map(\.activeAt) == [minute])
        second.watch.restore(["nonsense": 1])
    }

    @Test func `rules may be replaced, and alerts of those that stay go on`() throws {
        var watched = try Watched(down)
        watched.sample(0, at: minute)
        watched.watch.evaluate(at: minute)
        try watched.watch.replace([
            try Watched.file(down.split(separator: "up == 0").joined(separator: "up < 1"))
        ])
        watched.sample(0, at: 4 * minute)
        watched.watch.evaluateAll(at: 4 * minute)
        #expect(watched.watch.alerts.map(\.state) == [.firing])
        try watched.watch.replace([])
        #expect(watched.watch.alerts.isEmpty)
    }

    @Test func `a clock that is set back does not stop the rules`() throws {
        var watched = try Watched(down)
        watched.watch.evaluate(at: 600 * minute)
        #expect(watched.watch.evaluate(at: 10 * minute) == 1)
        #expect(watched.watch.evaluate(at: 10 * minute + 20_000) == 1)
    }
}
