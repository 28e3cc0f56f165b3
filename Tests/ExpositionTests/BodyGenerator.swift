import TestSupport

/// Bodies at random: mostly what targets send, now and then anything.
struct BodyGenerator {
    var random: SeededGenerator
    private var names = ["up", "http_requests_total", "a:b:c", "mcp_tool_duration_seconds_bucket", "x", "_y"]
    private var labels = ["le", "quantile", "tool", "server", "a", "b", "_c", "__d"]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func body(lines: Int) -> [String] { (0..<lines).map { _ in line() } }

    mutating func line() -> String {
        switch Int.random(in: 0..<40, using: &random) {
        case 0: ""
        case 1:
            "# TYPE \(random.pick(names)) \(random.pick(["counter", "gauge", "histogram", "summary", "untyped", "odd"]))"
        case 2: "# HELP \(random.pick(names)) Some text."
        case 3: random.pick(["# a comment", "#", "# EOF", " # HELP", "# UNIT x_y y"])
        case 4: odd()
        default: sample()
        }
    }

    private mutating func sample() -> String {
        let name = random.pick(names)
        let count = Int.random(in: 0...4, using: &random)
        let labels = (0..<count).map { _ in "\(random.pick(self.labels))=\"\(value())\"" }.joined(
            separator: ","
        )
        let end = random.chance(8) ? " \(random.pick(["1", "1395066363000", "1.5", "-3", "x"]))" : ""
        let exemplar = random.chance(12) ? " # {t=\"\(value())\"} \(number())" : ""
        return "\(name)\(count > 0 || random.chance(9) ? "{\(labels)}" : "") \(number())\(end)\(exemplar)"
    }

    mutating func number() -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            random.pick([
                "NaN", "+Inf", "-Inf", "1e5", "1e-7", "0x1", "1_0", "-", "", "1.7952239138653338e+09",
            ])
        case 1: "\(Double(bitPattern: random.next()))"
        case 2: "-\(Int.random(in: 0..<1000, using: &random)).25"
        default: "\(random.next() >> UInt64.random(in: 0..<64, using: &random))"
        }
    }

    private mutating func value() -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: random.pick(["\\n", "\\\"", "\\\\", "\\x", "é", "", "\\", "}", ",", "a=b", "{", "\r", "\0"])
        case 1: String(repeating: "long", count: Int.random(in: 0..<20, using: &random))
        default: random.pick(["1", "0.5", "+Inf", "list_issue_0", "mcp-001", "get"])
        }
    }

    private mutating func odd() -> String {
        random.pick([
            "{\"my.metric\",\"a.b\"=\"c\"} 1", "a{b=\"c\"", "a {b=\"c\"} 1", "a{b=\"c\",} 2", "a\t3",
            "a{b = \"c\"}  4", "bad",
            "a{b=\"c\" } 5", "a{b=\"c\",b=\"d\"} 6", "1a 7", "a 8\r", "a{b=\"c\"}9", "a{}10", "{} 1",
            "a 1 2 3", "a{x=\"\u{FF}\"} 1",
            "a 1 ", " a 1", "a  1",
        ])
    }

    /// The body with some lines gone, moved, new or with other numbers.
    mutating func changed(_ lines: [String]) -> [String] {
        var lines = lines
        for index in lines.indices where !random.chance(4) {
            guard !lines[index].hasPrefix("#"), let space = lines[index].lastIndex(of: " ") else { continue }
            lines[index] = "\(lines[index][..<space]) \(number())"
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) where !lines.isEmpty {
            let place = Int.random(in: 0..<lines.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: lines.remove(at: place)
            case 1: lines.insert(line(), at: place)
            case 2: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &random))
            default: lines.append(lines[place])
            }
        }
        return lines
    }
}
