/// Turns a body in one of the text formats into rows.
package struct ExpositionParser: Sendable {
    package enum Mode: Sendable, Hashable {
        /// The first bad line ends the scrape, as in Prometheus.
        case strict
        /// A bad line costs only itself.
        case lenient
    }

    package var dialect: Dialect
    package var mode: Mode
    package var limits: ExpositionLimits
    /// How many bad lines are kept with their texts; all are counted.
    package var keptFaults = 10
    /// Reads every line by all the rules, also those that can be read quickly: to compare the two ways.
    package var readsEveryLineCarefully = false

    package init(_ dialect: Dialect, mode: Mode = .lenient, limits: ExpositionLimits = ExpositionLimits()) {
        (self.dialect, self.mode, self.limits) = (dialect, mode, limits)
    }

    package func parse(
        _ body: [UInt8],
        into rows: inout ExpositionRows
    ) throws(ExpositionError) -> ExpositionReport {
        // The closure of an array's buffer takes no typed error along.
        let result: Result<ExpositionReport, ExpositionError> = body.withUnsafeBufferPointer { body in
            do throws(ExpositionError) {
                return .success(try parse(body, into: &rows))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Replaces the rows by those of a body.
    package func parse(
        _ body: UnsafeBufferPointer<UInt8>,
        into rows: inout ExpositionRows
    ) throws(ExpositionError) -> ExpositionReport {
        rows.removeAll()
        let limit = min(limits.bodyBytes, 1 << 31)
        guard body.count <= limit else { throw .tooLong(bytes: body.count, limit: limit) }
        var reading = BodyReading(body, self)
        while !reading.isAtEnd { try reading.readRun(into: &rows) }
        return try reading.finish()
    }
}

/// What reading a body brought beside its rows.
package struct ExpositionReport: Sendable, Hashable {
    /// Lines that cost themselves.
    package var badLines = 0
    /// The first of them.
    package var faults: [PlacedFault] = []

    package init() {}
}
