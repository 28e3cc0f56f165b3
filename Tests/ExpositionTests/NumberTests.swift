import Exposition
import Glibc
import TestSupport
import Testing

@Suite struct NumberTests {
    /// The values that a body of one number a line brings.
    private func values(_ numbers: [String]) throws -> [Double] {
        var rows = ExpositionRows()
        let body = numbers.map { "a \($0)\n" }.joined() + String(repeating: "#\n", count: 64)
        _ = try ExpositionParser(.text, mode: .strict).parse(Array(body.utf8), into: &rows)
        return (0..<rows.count).map { rows.values[$0] }
    }

    private func expectNearest(_ numbers: [String]) throws {
        let read = try values(numbers)
        #expect(read.count == numbers.count)
        for (text, value) in zip(numbers, read) where value.bitPattern != strtod(text, nil).bitPattern {
            Issue.record("\(text) was read as \(value)")
        }
    }

    @Test func `doubles of any kind come back as they were printed`() throws {
        var random = SeededGenerator(seed: 1)
        try expectNearest(
            (0..<20000).compactMap { _ in
                let value = Double(bitPattern: random.next())
                return value.isFinite ? "\(value)" : nil
            }
        )
    }

    @Test func `numbers as metrics have them are the nearest doubles`() throws {
        var random = SeededGenerator(seed: 2)
        try expectNearest(
            (0..<100_000).map { _ in
                let whole = String(random.next() >> UInt64.random(in: 0..<64, using: &random))
                let digits = Int.random(in: 0...19, using: &random)
                let fraction =
                    digits == 0
                    ? "" : "." + (0..<digits).map { _ in random.pick(["0", "1", "4", "5", "9"]) }.joined()
                let exponent = random.chance(3) ? "e\(Int.random(in: -70...70, using: &random))" : ""
                return random.pick(["", "-"]) + whole + fraction + exponent
            }
        )
    }

    @Test func `numbers halfway between doubles go to the even one`() throws {
        var numbers: [String] = []
        for power in 53...63 {
            let step: UInt64 = 1 << UInt64(power - 53)
            for count in [UInt64(1), 3, 5, 4_503_599_627_370_497] {
                let value = (1 << UInt64(power)) &+ step &* count
                numbers += ["\(value)", "\(value).0", "\(value &- 1)", "\(value &+ 1)"]
            }
        }
        numbers += [
            "9007199254740993e0", "9007199254740993.00000", "5e-324", "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.00000000000000011102230246251565", "0.000000000000000000000000000000000000000000000000000001",
            "8.988465674311582e307", "1e22", "1e23", "1e-22", "1e-23", "00000000000000000000000000001",
            "0e99999",
        ]
        try expectNearest(numbers)
    }
}
