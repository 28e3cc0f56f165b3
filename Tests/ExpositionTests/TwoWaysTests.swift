import Exposition
import TestSupport
import Testing

/// There are quick ways to read a body, and one by all the rules: they may not differ.
@Suite struct TwoWaysTests {
    private struct Outcome: Equatable {
        var samples: [String] = []
        var report = ExpositionReport()
        var error: ExpositionError?
    }

    private func outcome(_ body: [UInt8], _ parser: ExpositionParser) -> Outcome {
        do throws(ExpositionError) {
            let (samples, report) = try parser.samples(in: body)
            return Outcome(
                samples: samples.map { "\($0.line) \($0.type) \($0.value.bitPattern)" },
                report: report
            )
        } catch {
            return Outcome(error: error)
        }
    }

    @Test(arguments: [Dialect.text, .openMetrics], [ExpositionParser.Mode.strict, .lenient])
    func `common lines are read as by all the rules`(dialect: Dialect, mode: ExpositionParser.Mode) {
        var generator = BodyGenerator(seed: 3)
        for _ in 0..<400 {
            let body = Array((generator.body(lines: 60).joined(separator: "\n") + "\n# EOF\n").utf8)
            var parser = ExpositionParser(dialect, mode: mode)
            let quick = outcome(body, parser)
            parser.readsEveryLineCarefully = true
            let careful = outcome(body, parser)
            let difference = zip(quick.samples, careful.samples).first { $0 != $1 }
            #expect(difference == nil)
            #expect(quick.samples.count == careful.samples.count && quick.report == careful.report)
            #expect(quick.error == careful.error)
        }
    }

    @Test func `a line that shares its beginning with the one before is read as if alone`() {
        // Every prefix of a line, continued by every other ending.
        let model = #"metric_name{first="one",second="two",third="three"} 12"#
        let ends = [
            #"" } 1"#, #""} 1"#, #"x="y"} 2"#, #"second="two"} 3"#, " 4", "} 5", #",second="2"} 6"#, "",
            #"\n"} 7"#,
        ]
        let tail = String(repeating: "# filling to be far from the end\n", count: 4)
        for count in 0...model.count {
            for end in ends {
                let line = model.prefix(count) + end
                let both = Array("\(model)\n\(line)\n\(tail)".utf8)
                var parser = ExpositionParser(.text)
                let quick = outcome(both, parser)
                parser.readsEveryLineCarefully = true
                #expect(quick == outcome(both, parser), "\(line)")
            }
        }
    }

    @Test(arguments: [Dialect.text, .openMetrics], [ExpositionParser.Mode.strict, .lenient])
    func `the bodies of a target are read as if each were the first`(
        dialect: Dialect,
        mode: ExpositionParser.Mode
    ) {
        var generator = BodyGenerator(seed: 4)
        for _ in 0..<60 {
            let parser = ExpositionParser(dialect, mode: mode)
            var target = RememberingTarget(parser)
            var lines = generator.body(lines: 30)
            for _ in 0..<12 {
                let body = Array((lines.joined(separator: "\n") + "\n# EOF\n").utf8)
                let expected = outcome(body, parser)
                var found = Outcome()
                do throws(ExpositionError) {
                    let (samples, report) = try target.read(body)
                    found = Outcome(
                        samples: samples.map { "\($0.line) \($0.type) \($0.value.bitPattern)" },
                        report: report
                    )
                } catch {
                    found = Outcome(error: error)
                }
                #expect(found.samples == expected.samples && found.report == expected.report)
                #expect((found.error == nil) == (expected.error == nil))
                lines = generator.changed(lines)
            }
        }
    }

    @Test func `a body of the same lines has the same shape, whatever the numbers`() throws {
        var target = RememberingTarget(ExpositionParser(.text))
        let text = "# TYPE a histogram\na_bucket{le=\"1\"} X\n\n# note X\nb X\nc{d=\"e\"} X X\nlast X"
        for (number, expected) in [("1", false), ("2", true), ("NaN", true), ("123456789012345678901", true)]
        {
            let body = text.replacing("X X", with: "\(number) 12").replacing("X", with: number)
            let samples = try target.read(Array(body.utf8)).samples
            let isSameShape = target.bodies.isSameShape
            #expect(samples.count == 4 && isSameShape == expected)
        }
        #expect(
            try target.read(Array("# TYPE a histogram\nb 5\nlast 3\n".utf8)).samples.map(\.line) == [
                "b{} 5.0", "last{} 3.0",
            ]
        )
        let (isSameShape, fresh) = (target.bodies.isSameShape, target.bodies.fresh.count)
        #expect(!isSameShape && fresh == 0)
    }

    @Test func `a target that never repeats itself does not fill the memory`() throws {
        var target = RememberingTarget(ExpositionParser(.text))
        var resets = 0
        for round in 0..<5000 {
            _ = try target.read(Array("a{round=\"\(round)\"} 1\n# \(round)\n".utf8))
            if target.bodies.isReset { resets += 1 }
        }
        #expect(resets > 3)
    }
}

/// A user of repeated bodies: keeps what was told of each line.
struct RememberingTarget: ~Copyable {
    var bodies: RepeatedBodies
    private var known: [ParsedSample] = []

    init(_ parser: ExpositionParser) { bodies = RepeatedBodies(parser) }

    mutating func read(
        _ body: [UInt8]
    ) throws(ExpositionError) -> (samples: [ParsedSample], report: ExpositionReport) {
        let report = try bodies.read(body)
        if bodies.isReset { known = [] }
        precondition(known.count == bodies.firstFresh)
        body.withUnsafeBufferPointer { bytes in
            for row in 0..<bodies.fresh.count {
                var labels: [ParsedSample.Label] = []
                let type = bodies.freshTypes[row]
                SeriesText(bytes).forEachLabel(of: row, in: bodies.fresh, type: type) { name, value in
                    let name = String(decoding: name, as: UTF8.self)
                    labels.append(ParsedSample.Label(name, String(decoding: value, as: UTF8.self)))
                }
                let name = labels.removeFirst().value
                known.append(ParsedSample(name: name, labels: labels, value: 0, timestamp: nil, type: type))
            }
        }
        let samples = (0..<bodies.values.count).map { index in
            var sample = known[Int(bodies.lines[index])]
            sample.value = bodies.values[index]
            let timestamp = bodies.timestamps[index]
            sample.timestamp = timestamp == ExpositionRows.noTimestamp ? nil : timestamp
            return sample
        }
        return (samples, report)
    }
}
