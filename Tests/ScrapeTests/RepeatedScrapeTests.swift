import Exposition
import SampleStore
import Scrape
import TestSupport
import Testing

@Suite struct RepeatedScrapeTests {
    /// A line of a target that changes from scrape to scrape.
    private func line(_ random: inout SeededGenerator) -> String {
        let name = random.pick(["up_total", "a", "b_bucket", "c"])
        let labels = random.pick([
            "", "{le=\"1\"}", "{x=\"1\",y=\"2\"}", "{y=\"2\",x=\"1\"}", "{job=\"other\"}",
        ])
        let stamp = random.chance(20) ? " \(random.pick(["1", "5000", "9000"]))" : ""
        return random.chance(10)
            ? random.pick(["# TYPE b histogram", "# TYPE a gauge", "# HELP c x", "", "bad line"])
            : "\(name)\(labels) \(Int.random(in: 0..<100, using: &random))\(stamp)"
    }

    @Test func `many scrapes in a row keep what each of them alone would say`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<40 {
            var target = Recorded()
            var lines = (0..<12).map { _ in line(&random) }
            var active: Set<Labels> = []
            for round in 1...15 {
                let time = Int64(round) * 10000
                let outcome = target.scrape(lines.joined(separator: "\n") + "\n", at: time)
                // The same body for a target of its own tells what is there.
                var alone = Recorded()
                let single = alone.scrape(lines.joined(separator: "\n") + "\n", at: time)
                #expect(outcome.samples == single.samples && outcome.duplicates == single.duplicates)
                #expect(outcome.report == single.report)
                var present: Set<Labels> = []
                for series in try alone.store.series(matching: [], from: .min, through: .max) {
                    guard let sample = try alone.store.latest(of: series, from: .min, through: .max),
                        let name = series.labels.name, name != "up", !name.hasPrefix("scrape_")
                    else { continue }
                    let here = try target.store.series(matching: [], from: .min, through: .max)
                        .first { $0.labels == series.labels }
                    let same = try here.flatMap { try target.store.latest(of: $0, from: time, through: time) }
                    if sample.timestamp == time {
                        present.insert(series.labels)
                        #expect(same == sample, "\(series.labels)")
                    }
                }
                for ended in active.subtracting(present) {
                    let here = try target.store.series(matching: [], from: .min, through: .max).first {
                        $0.labels == ended
                    }
                    let last = try here.flatMap { try target.store.latest(of: $0, from: time, through: time) }
                    let hasOwn = lines.contains {
                        $0.hasPrefix(ended.name ?? "") && $0.split(separator: " ").count == 3
                    }
                    #expect(last?.value.isStaleMarker == true || hasOwn, "\(ended)")
                }
                active = present
                for _ in 0..<Int.random(in: 0...2, using: &random) {
                    lines[Int.random(in: 0..<lines.count, using: &random)] = line(&random)
                }
                for index in lines.indices where lines[index].hasSuffix(" 7") { lines[index] += "1" }
            }
        }
    }
}
