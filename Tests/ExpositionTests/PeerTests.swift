import Exposition
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Prometheus' client for Python reads the same samples from the same texts.
@Suite(.enabled(if: Peer.isThere, "prometheus_client is not installed (scripts/setup --test)"))
struct PeerTests {
    /// Our samples in the notation of `peer.py`; nothing when the text is refused.
    private func samples(_ body: [UInt8], _ dialect: Dialect) -> [String]? {
        guard let samples = try? ExpositionParser(dialect, mode: .strict).samples(in: body).samples else {
            return nil
        }
        var found: [String] = []
        for sample in samples {
            var pairs: [String] = []
            for label in sample.labels.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
            where !label.value.isEmpty {
                let isBound = label.name == "le" || label.name == "quantile"
                guard let value = isBound ? strtodWhole(label.value).map(hex) : label.value else {
                    return nil
                }
                pairs.append("\(label.name)=\(value);")
            }
            found.append(
                "\(sample.name)|\(pairs.joined())|\(hex(sample.value))|\(sample.timestamp.map { "\($0)" } ?? "None")"
            )
        }
        return found.sorted()
    }

    private func strtodWhole(_ text: String) -> Double? {
        var end: UnsafeMutablePointer<CChar>?
        return text.withCString { start in
            let value = strtod(start, &end)
            return end.map { $0.pointee == 0 && UnsafePointer($0) > start } == true ? value : nil
        }
    }

    /// As Python's `float.hex`, so that every bit counts.
    private func hex(_ value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let bits = value.bitPattern
        let fraction = String(bits & 0xF_FFFF_FFFF_FFFF, radix: 16)
        let padded = String(repeating: "0", count: 13 - fraction.count) + fraction
        let exponent = Int(bits >> 52 & 0x7FF)
        let sign = value.sign == .minus ? "-" : ""
        if value == 0 { return "\(sign)0x0.0p+0" }
        return exponent == 0
            ? "\(sign)0x0.\(padded)p-1022"
            : "\(sign)0x1.\(padded)p\(exponent >= 1023 ? "+" : "")\(exponent - 1023)"
    }

    /// Compares what both accept, and answers how many texts that were.
    private func compare(_ cases: [(dialect: Dialect, body: [UInt8])]) throws -> Int {
        let theirs = try Peer.samples(cases.map { ($0.dialect, String(decoding: $0.body, as: UTF8.self)) })
        var both = 0
        for (text, their) in zip(cases, theirs) {
            guard let their, let ours = samples(text.body, text.dialect) else { continue }
            both += 1
            // The client calls a counter by its name in OpenMetrics, whatever the text format calls it.
            let isSame =
                ours == their
                || ours.count == their.count
                    && ours.map(withoutTotal).sorted() == their.map(withoutTotal).sorted()
            #expect(
                isSame,
                "\(String(decoding: text.body.prefix(2000), as: UTF8.self))\n\(zip(ours, their).first { $0 != $1 } as Any)"
            )
        }
        return both
    }

    private func withoutTotal(_ line: String) -> String {
        guard let bar = line.firstIndex(of: "|"), line[..<bar].hasSuffix("_total") else { return line }
        return String(line[..<bar].dropLast(6) + line[bar...])
    }

    @Test(.enabled(if: Corpus.isThere, "the public bodies are not there"))
    func `bodies of real servers have the same samples`() throws {
        let cases = Corpus.bodies.map { (dialect: $0.dialect, body: $0.bytes) }
        // It refuses one of them, in which a histogram has a negative sum.
        #expect(try compare(cases) >= cases.count - 1)
    }

    @Test func `texts at random have the same samples where both take them`() throws {
        var generator = BodyGenerator(seed: 5)
        let cases = (0..<3000).map { _ in
            (dialect: Dialect.text, body: Array((generator.line() + "\n").utf8))
        }
        let both = try compare(cases)
        #expect(both > 1200)
    }

    @Test func `OpenMetrics texts at random have the same samples where both take them`() throws {
        var generator = BodyGenerator(seed: 6)
        let cases = (0..<3000).map { _ in
            (dialect: Dialect.openMetrics, body: Array((generator.line() + "\n# EOF\n").utf8))
        }
        let both = try compare(cases)
        #expect(both > 1000)
    }
}
