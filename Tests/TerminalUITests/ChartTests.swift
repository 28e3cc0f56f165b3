import TerminalUI
import TestSupport
import Testing

private let start: Int64 = 1_795_262_400_000

private func date(_ time: Int64) -> String { "day \((time - start) / 86_400_000)" }

/// One point every 15 seconds, where there is one.
private func series(_ name: String, _ count: Int, _ value: (Int) -> Double?) -> LineChart.Series {
    LineChart.Series(
        name,
        (0..<count).compactMap { step in value(step).map { (start + Int64(step) * 15_000, $0) } }
    )
}

private func chart(_ series: [LineChart.Series], steps: Int) -> LineChart {
    LineChart(series, from: start, through: start + Int64(steps) * 15_000, gap: 22_500, date: date)
}

@Suite struct `A chart` {
    @Test func `of one series has no letters, and a gap where nothing was`() throws {
        let drawn = chart(
            [series("load", 241) { 120..<160 ~= $0 ? nil : Double($0 % 60) * 1_000_000 }],
            steps: 240
        )
        try expectSnapshot(drawn.text, named: "one")
    }

    @Test func `of several series tells them apart without colour`() throws {
        let all = (0..<10).map { index in
            series("tool \(index)", 241) { Double(index * 10) + Double($0 % (20 + index)) / 10 }
        }
        try expectSnapshot(chart(all, steps: 240).text, named: "several")
    }

    @Test func `shows a point alone, numbers that are not finite, and nothing at all`() throws {
        let point = chart([series("one", 1) { _ in 5 }], steps: 240).text
        let infinite = chart([series("two", 4) { [1, .infinity, .nan, 2][$0] }], steps: 3).text
        let nothing = chart([series("three", 2) { _ in .nan }], steps: 1).text
        try expectSnapshot(point + infinite + nothing, named: "edges")
    }

    @Test func `is as wide as it was told, and paints only when it may`() {
        var drawn = chart([series("a", 100) { Double($0) }, series("b", 100) { Double(-$0) }], steps: 99)
        drawn.width = 60
        for line in drawn.text.split(separator: "\n").prefix(drawn.height + 2) {
            #expect(columns(of: line) <= 60, "\(line)")
        }
        #expect(!drawn.text.contains("\u{1B}"))
        drawn.isColored = true
        #expect(drawn.text.contains("\u{1B}[34m"))
    }

    @Test func `survives any numbers and times`() {
        var random = SeededGenerator(seed: 11)
        let extremes = [
            0, -0.0, 1e308, -1e308, .leastNonzeroMagnitude, .infinity, .nan, 1, 1.0000000000000002, 1e15,
            .greatestFiniteMagnitude,
        ]
        for _ in 0..<500 {
            let from = Int64.random(in: -8_640_000_000_000_000...8_640_000_000_000_000, using: &random)
            let lengths: [Int64] = [0, 1, 999, 15_000, 3_600_000, 86_400_000 * 400, 8_000_000_000_000]
            let length = random.pick(lengths)
            let points = (0..<Int.random(in: 0...20, using: &random)).map { step in
                (time: from + Int64(step) * max(1, length / 20), value: random.pick(extremes))
            }
            var drawn = LineChart(
                [.init("x", points)],
                from: from,
                through: from + length,
                gap: .max,
                date: date
            )
            drawn.width = Int.random(in: 0...120, using: &random)
            drawn.height = Int.random(in: 1...30, using: &random)
            #expect(!drawn.text.isEmpty)
        }
    }
}

@Suite struct `Small pictures of numbers` {
    private static let bars: [([Double?], Int, String)] = [
        ([1, 2, 3, 4, 5, 6, 7, 8], 8, "▁▂▃▄▅▆▇█"), ([1, nil, 8], 8, "▁ █"), ([0, 0], 4, "▁▁"),
        ([7, 7], 4, "▄▄"),
        ([-1, 1], 4, "▁█"), ([.nan, .infinity, 1], 4, "  ▄"), ([], 4, ""), ([1, 1, 9, 9], 2, "▁█"),
        ([-.greatestFiniteMagnitude, .greatestFiniteMagnitude], 2, "▁█"),
    ]

    @Test(arguments: bars)
    func `go from the lowest to the highest`(_ values: [Double?], _ width: Int, _ text: String) {
        #expect(sparkline(values, width: width) == text)
    }

    private static let numbers: [(Double, String)] = [
        (0, "0"), (1, "1"), (1234, "1.23k"), (999.9, "1k"), (-45_600_000, "-45.6M"), (0.00789, "7.89m"),
        (0.0000012, "1.2µ"), (1e21, "1e+21"), (1e-12, "1e-12"), (.infinity, "+Inf"), (.nan, "NaN"),
        (123.4, "123"),
        (999_999, "1M"),
    ]

    @Test(arguments: numbers)
    func `have numbers of three digits`(_ value: Double, _ text: String) { #expect(humanized(value) == text) }

    @Test(arguments: [("abc", 3), ("日本", 4), ("é", 1), ("e\u{301}", 1), ("👍🏽", 2), ("▁⠋", 2), ("", 0)])
    func `take the columns that a terminal gives them`(_ text: String, _ width: Int) {
        #expect(columns(of: text) == width)
    }

    @Test func `stand in columns under headings`() {
        var table = TextTable([.init("tool"), .init("VALUE", isNumber: true), .init("OVER TIME")])
        table.add(["日本", "1", "▁"])
        table.add(["b", "1000", ""])
        #expect(table.text == "tool  VALUE  OVER TIME\n日本      1  ▁\nb      1000\n")
    }
}
