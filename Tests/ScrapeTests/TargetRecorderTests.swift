import Diagnostics
import Exposition
import SampleStore
import Scrape
import Testing

@Suite struct TargetRecorderTests {
    @Test func `a scrape is kept with the target's labels and tells of itself`() throws {
        var target = Recorded()
        let outcome = target.scrape("# TYPE a counter\na_total{x=\"1\"} 5\nb 2\n", at: 1000)
        #expect(outcome.isUp && outcome.samples == 2 && outcome.addedSeries == 2)
        #expect(
            try kept(target.store) == [
                #"a_total{instance="i", job="j", x="1"} 1000:5.0"#,
                #"b{instance="i", job="j"} 1000:2.0"#,
                #"scrape_duration_seconds{instance="i", job="j"} 1000:0.25"#,
                #"scrape_samples_post_metric_relabeling{instance="i", job="j"} 1000:2.0"#,
                #"scrape_samples_scraped{instance="i", job="j"} 1000:2.0"#,
                #"scrape_series_added{instance="i", job="j"} 1000:2.0"#,
                #"up{instance="i", job="j"} 1000:1.0"#,
            ]
        )
    }

    @Test func `a series that is gone ends with a staleness marker and may come back`() throws {
        var target = Recorded()
        target.scrape("a 1\nb 1\n", at: 1000)
        let second = target.scrape("a 2\nc 1\n", at: 2000)
        #expect(second.endedSeries == 1 && second.addedSeries == 1)
        target.scrape("a 3\nb 3\nc 3\n", at: 3000)
        #expect(
            try target.exposed() == [
                "a{} 1000:1.0 2000:2.0 3000:3.0", "b{} 1000:1.0 2000:stale 3000:3.0", "c{} 2000:1.0 3000:3.0",
            ]
        )
    }

    @Test func `a scrape that fails ends all series and is seen in up`() throws {
        var target = Recorded()
        target.scrape("a 1\nb 1\n", at: 1000)
        let failed = target.recorder.recordFailure(.error("connection refused"), at: 2000, duration: 1)
        #expect(!failed.isUp && failed.endedSeries == 2)
        let again = target.recorder.recordFailure(.error("connection refused"), at: 3000, duration: 1)
        #expect(again.endedSeries == 0)
        target.scrape("a 4\nb 4\n", at: 4000)
        #expect(
            try target.exposed() == ["a{} 1000:1.0 2000:stale 4000:4.0", "b{} 1000:1.0 2000:stale 4000:4.0"]
        )
        let up = try kept(target.store).filter { $0.hasPrefix("up") }
        #expect(up == [#"up{instance="i", job="j"} 1000:1.0 2000:0.0 3000:0.0 4000:1.0"#])
    }

    @Test func `a body over a limit, or a bad line in strict mode, fails the scrape as a whole`() throws {
        var target = Recorded { $0.limits.samples = 2 }
        target.scrape("a 1\n", at: 1000)
        let outcome = target.scrape("a 1\nb 1\nc 1\n", at: 2000)
        #expect(
            outcome.failure?.text.hasPrefix("http://i/metrics:3:1: error: more than the 2 samples allowed")
                == true
        )
        #expect(try target.exposed() == ["a{} 1000:1.0 2000:stale"])
        var strict = Recorded { $0.mode = .strict }
        #expect(!strict.scrape("a 1\nb x\n", at: 1000).isUp)
        #expect(try strict.exposed() == [])
        var lenient = Recorded()
        let kept = lenient.scrape("a 1\nb x\nc 1\n", at: 1000)
        #expect(kept.isUp && kept.report.badLines == 1)
        #expect(try lenient.exposed() == ["a{} 1000:1.0", "c{} 1000:1.0"])
    }

    @Test func `a series that stands twice in a body counts once, with its first value`() throws {
        var target = Recorded()
        for round in 1...3 {
            let time = Int64(round * 1000)
            // The second line names the same series in another order.
            let outcome = target.scrape(
                "a{b=\"1\",c=\"2\"} \(round)\na{c=\"2\",b=\"1\"} 9\nd 1\nd 1\n",
                at: time
            )
            #expect(outcome.duplicates == 2)
        }
        #expect(
            try target.exposed() == [
                #"a{b="1", c="2", } 1000:1.0 2000:2.0 3000:3.0"#.replacing(", }", with: "}"),
                "d{} 1000:1.0 2000:1.0 3000:1.0",
            ]
        )
    }

    @Test func `own timestamps are kept, and such series get no staleness markers`() throws {
        var target = Recorded()
        let first = target.scrape("a 1 500\na 2 600\nb 1\nfuture 1 99999999\n", at: 1000)
        #expect(first.duplicates == 0 && first.tooFarAhead == 1)
        let second = target.scrape("a 1 300\n", at: 2000)
        #expect(second.outOfOrder == 1)
        target.scrape("a 3 700\n", at: 3000)
        target.scrape("", at: 4000)
        #expect(try target.exposed() == ["a{} 500:1.0 600:2.0 700:3.0", "b{} 1000:1.0 2000:stale"])
        var ignoring = Recorded { $0.honorsTimestamps = false }
        ignoring.scrape("a 1 500\n", at: 1000)
        ignoring.scrape("", at: 2000)
        #expect(try ignoring.exposed() == ["a{} 1000:1.0 2000:stale"])
    }

    @Test func `exposed labels that collide with the target's are renamed or honoured`() throws {
        let text = "a{job=\"x\",instance=\"\",exported_job=\"y\"} 1\n"
        var renaming = Recorded()
        renaming.scrape(text, at: 1000)
        let renamed = try kept(renaming.store).first
        #expect(renamed == #"a{exported_exported_job="x", exported_job="y", instance="i", job="j"} 1000:1.0"#)
        var honouring = Recorded { $0.honorsLabels = true }
        honouring.scrape(text, at: 1000)
        #expect(try kept(honouring.store).first == #"a{exported_job="y", job="x"} 1000:1.0"#)
    }

    @Test func `the answer's content type picks the format`() throws {
        var target = Recorded { $0.fallback = nil }
        #expect(
            target.scrape("a 1 1.5\n# EOF\n", at: 2000, "application/openmetrics-text; version=1.0.0").isUp
        )
        #expect(target.scrape("a 1\n", at: 3000, "text/plain; version=0.0.4").isUp)
        #expect(target.scrape("{\"b\": 7}", at: 4000, "application/json").isUp)
        let page = target.scrape("<html>", at: 5000, "text/html")
        #expect(page.failure?.hint?.contains("another service") == true)
        #expect(try target.exposed() == ["a{} 1500:1.0 3000:1.0 4000:stale", "b{} 4000:7.0 5000:stale"])
    }

    @Test func `metadata is kept for the whole family`() throws {
        var target = Recorded()
        target.scrape(
            "# HELP h One \\\\ two.\n# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n# TYPE g gauge\ng 1\n",
            at: 1000
        )
        let metadata = target.recorder.metadata
        #expect(metadata.family(of: "h_bucket")?.metadata.help == "One \\ two.")
        #expect(metadata.type(of: "h_count") == .counter && metadata.type(of: "g") == .gauge)
        #expect(metadata.type(of: "h") == .histogram && metadata.type(of: "other_sum") == nil)
        target.scrape("# TYPE g counter\ng 1\n", at: 2000)
        #expect(target.recorder.metadata.type(of: "g") == .counter)
    }

    @Test func `a target that is not scraped any more ends with all its series`() throws {
        var target = Recorded()
        target.scrape("a 1\n", at: 1000)
        target.recorder.end(at: 2000)
        #expect(try kept(target.store).allSatisfy { $0.hasSuffix(" 2000:stale") })
    }

    @Test func `series that the store let go are made again`() throws {
        let store = SampleStore(StoreOptions(retention: 5000))
        var recorder = TargetRecorder(ScrapeTarget(job: "j", instance: "i"), name: "m", store: store)
        _ = recorder.record(Array("a 1\n".utf8), contentType: "text/plain", at: 1000, duration: 0)
        // Somebody else's samples make this one's old.
        _ = store.append { $0.append(1, at: 1_000_000_000, to: Labels([("__name__", "other")])) }
        store.maintain()
        let outcome = recorder.record(
            Array("a 2\n".utf8),
            contentType: "text/plain",
            at: 1_000_000_000,
            duration: 0
        )
        #expect(outcome.withoutMemory == 0)
        #expect(try kept(store).contains(#"a{instance="i", job="j"} 1000000000:2.0"#))
    }
}
