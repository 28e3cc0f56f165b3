import Exposition

/// The bodies of a target, one after another, read as if each were the first.
///
/// The input is bodies with a zero byte between them. Each is read twice, and once more with other digits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScrapes(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    for dialect in [Dialect.text, .openMetrics] {
        for mode in [ExpositionParser.Mode.lenient, .strict] {
            let parser = ExpositionParser(dialect, mode: mode)
            var target = Target(bodies: RepeatedBodies(parser))
            for part in input.split(separator: 0, maxSplits: 6, omittingEmptySubsequences: false) {
                let body = Array(part)
                let changed = body.map { $0 == UInt8(ascii: "1") ? UInt8(ascii: "7") : $0 }
                for body in [body, body, changed] {
                    guard target.read(body) == alone(body, parser) else { fatalError("not the same") }
                }
            }
        }
    }
    return 0
}

private func alone(_ body: [UInt8], _ parser: ExpositionParser) -> [String]? {
    guard let (samples, report) = try? parser.samples(in: body) else { return nil }
    return samples.map(text) + ["\(report)"]
}

private func text(_ sample: ParsedSample) -> String {
    "\(sample.name) \(sample.labels) \(sample.value.bitPattern) \(sample.timestamp ?? -1) \(sample.type)"
}

/// Keeps what was told of each line.
private struct Target: ~Copyable {
    var bodies: RepeatedBodies
    var known: [ParsedSample] = []

    mutating func read(_ body: [UInt8]) -> [String]? {
        guard let report = try? bodies.read(body) else { return nil }
        if bodies.isReset { known = [] }
        guard known.count == bodies.firstFresh else { fatalError("lines are missing") }
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
        return samples.map(text) + ["\(report)"]
    }
}
