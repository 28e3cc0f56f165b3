import Diagnostics
import Exposition

/// Whatever is quick reads the same as what reads by all the rules, in every dialect and mode.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExposition(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: start, count: count))
    for dialect in [Dialect.text, .openMetrics] {
        for mode in [ExpositionParser.Mode.lenient, .strict] {
            var parser = ExpositionParser(dialect, mode: mode)
            parser.limits.labels = 40
            parser.limits.nameBytes = 300
            let quick = outcome(body, parser)
            parser.readsEveryLineCarefully = true
            guard quick == outcome(body, parser) else { fatalError("not the same: \(dialect) \(mode)") }
        }
    }
    _ = MediaType(String(decoding: body, as: UTF8.self))
    return 0
}

private func outcome(_ body: [UInt8], _ parser: ExpositionParser) -> [String] {
    do throws(ExpositionError) {
        let (samples, report) = try parser.samples(in: body)
        for fault in report.faults { check(fault.diagnostic(name: "input")) }
        return samples.map(text) + report.faults.map { "\($0)" } + ["\(report.badLines)"]
    } catch {
        check(error.diagnostic(name: "input"))
        return ["\(error)"]
    }
}

private func text(_ sample: ParsedSample) -> String {
    "\(sample.name) \(sample.labels) \(sample.value.bitPattern) \(sample.timestamp ?? -1) \(sample.type)"
}

private func check(_ problem: Diagnostic) {
    let isPrintable = problem.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 }
    guard let place = problem.location, place.line > 0, place.column > 0, isPrintable else {
        fatalError("no place: \(problem.message)")
    }
}
