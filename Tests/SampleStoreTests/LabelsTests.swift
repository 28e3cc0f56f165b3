import SampleStore
import TestSupport
import Testing

@Suite struct `Label sets` {
    private let up = Labels([("job", "api"), ("__name__", "up"), ("instance", "a:1")])

    @Test func `are sorted, and know each label once`() {
        #expect(up.pairs.map(\.name) == ["__name__", "instance", "job"])
        #expect(up["job"] == "api")
        #expect(up["__name__"] == "up")
        #expect(up["nope"] == nil)
        #expect(up.name == "up")
        #expect(up.count == 3)
        #expect(Labels([("a", "1"), ("a", "2"), ("b", "")]) == Labels([("a", "2")]))
        #expect(Labels([("b", "")]) == .empty)
        #expect(Labels.empty.isEmpty)
    }

    @Test func `lose their metric name for nothing`() {
        let without = up.withoutName
        #expect(without == Labels([("instance", "a:1"), ("job", "api")]))
        #expect(without.name == nil)
        #expect(without["__name__"] == nil)
        #expect(without.count == 2)
        #expect(without.hash == up.hashWithoutName)
        #expect(without.hash != up.hash)
        #expect(up.equalsWithoutName(Labels([("job", "api"), ("__name__", "down"), ("instance", "a:1")])))
        #expect(!up.equalsWithoutName(Labels([("job", "api"), ("__name__", "up")])))
    }

    /// Names that sort before `__name__` are what a metric name that stands apart makes hard.
    @Test func `are ordered as Prometheus orders them`() {
        let sorted = [
            Labels.empty,
            Labels([("Zone", "1")]),
            Labels([("Zone", "1"), ("__name__", "a")]),
            Labels([("Zone", "1"), ("__name__", "a"), ("b", "1")]),
            Labels([("Zone", "1"), ("__name__", "b")]),
            Labels([("Zone", "2")]),
            Labels([("__address__", "x"), ("__name__", "up")]),
            Labels([("__name__", "a")]),
            Labels([("__name__", "a"), ("b", "1")]),
            Labels([("__name__", "a"), ("b", "1"), ("c", "1")]),
            Labels([("__name__", "a"), ("b", "2")]),
            Labels([("__name__", "aa")]),
            Labels([("a", "1")]),
            Labels([("a", "1"), ("b", "1")]),
            Labels([("b", "1")]),
        ]
        for (index, first) in sorted.enumerated() {
            for (other, second) in sorted.enumerated() {
                #expect((first < second) == (index < other), "\(first) \(second)")
                #expect((first == second) == (index == other))
            }
        }
        #expect(sorted.shuffled().sorted() == sorted)
        #expect(sorted.allSatisfy { Labels($0.pairs.map { ($0.name, $0.value) }) == $0 })
    }

    @Test func `print as Prometheus prints them`() {
        #expect(up.description == #"up{instance="a:1", job="api"}"#)
        #expect(up.bracedText == #"{__name__="up", instance="a:1", job="api"}"#)
        #expect(Labels([("__name__", "up")]).description == "up")
        #expect(Labels.empty.description == "{}")
        #expect(Labels([("a", "x\"\\\ny")]).description == #"{a="x\"\\\ny"}"#)
        #expect(
            Labels([("__name__", "my.metric"), ("a.b", "c")]).description == #"{"my.metric", "a.b"="c"}"#
        )
    }

    @Test func `keep and drop labels`() {
        #expect(up.keeping(["job", "nope"]) == Labels([("job", "api")]))
        #expect(up.dropping(["job"]) == Labels([("__name__", "up"), ("instance", "a:1")]))
        #expect(up.dropping(["__name__"]) == up.withoutName)
        #expect(up.keeping([String]()) == .empty)
    }

    @Test func `are told apart by some labels without making sets of those`() {
        var random = SeededGenerator(seed: 1)
        let sets = (0..<60).map { _ in
            Labels(["__name__", "a", "b", "c"].map { ($0, random.pick(["", "1", "2"])) })
        }
        for names in [["a"], ["a", "c"], ["__name__"], [], ["b", "nope"]] {
            for selection in [LabelSelection(keeping: names), LabelSelection(dropping: names)] {
                for first in sets {
                    for second in sets {
                        let isEqual = selection.labels(of: first) == selection.labels(of: second)
                        #expect(selection.areEqual(first, second) == isEqual)
                        if isEqual { #expect(selection.hash(of: first) == selection.hash(of: second)) }
                    }
                }
            }
        }
    }

    private func labels(_ builder: inout LabelsBuilder) -> Labels { builder.labels() }

    @Test func `are built again and again with one builder`() {
        var builder = LabelsBuilder(up)
        builder.set("job", "web")
        builder.remove("instance")
        #expect(builder["job"] == "web")
        #expect(builder["instance"] == nil)
        #expect(labels(&builder) == Labels([("__name__", "up"), ("job", "web")]))
        builder.removeAll()
        builder.set("z", "1")
        builder.set("a", String(repeating: "x", count: 100_000))
        var repeats = builder.hasRepeatedName()
        #expect(!repeats)
        #expect(labels(&builder)["a"]?.utf8.count == 100_000)
        #expect(labels(&builder)["z"] == "1")
        builder.set("z", "2")
        repeats = builder.hasRepeatedName()
        #expect(repeats)
        #expect(labels(&builder)["z"] == "2")
    }
}
