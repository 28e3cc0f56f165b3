internal import GoText
package import PromQL
internal import SampleStore

/// What a server answers to a query, in the types of our own answers.
package struct RemoteAnswer: Sendable {
    package var value: QueryValue
    package var warnings: [String]
    package var infos: [String]
    /// Series with native histograms, which are left out.
    package var histogramSeries: Int

    /// Reads a whole answer as it came.
    package init(body: [UInt8]) throws(AnswerFault) {
        var scanner = JSONScanner(body)
        let envelope = try AnswerEnvelope(&scanner)
        guard envelope.isSuccess, let dataOffset = envelope.dataOffset else {
            throw AnswerFault("it is no successful answer", at: 0)
        }
        scanner.move(to: dataOffset)
        try self.init(&scanner, envelope)
    }

    /// Reads the data of an answer.
    init(_ scanner: inout JSONScanner, _ envelope: AnswerEnvelope) throws(AnswerFault) {
        var histograms = 0
        value = try scanner.queryValue(countingHistogramsIn: &histograms)
        (warnings, infos) = (envelope.warnings, envelope.infos)
        histogramSeries = histograms
    }
}

/// What every answer of the API is wrapped in ("Format overview" of Prometheus' HTTP API).
struct AnswerEnvelope {
    var isSuccess = false
    var errorType = ""
    var error = ""
    var warnings: [String] = []
    var infos: [String] = []
    /// Where the data begins.
    var dataOffset: Int?

    init(_ scanner: inout JSONScanner) throws(AnswerFault) {
        var status: String?
        var envelope = Self()
        try scanner.object { (scanner, name) throws(AnswerFault) in
            switch name {
            case "status": status = try scanner.string()
            case "errorType": envelope.errorType = try scanner.string()
            case "error": envelope.error = try scanner.string()
            case "warnings": envelope.warnings += try scanner.strings()
            case "infos": envelope.infos += try scanner.strings()
            case "isPartial":
                // VictoriaMetrics says so when a part of its storage did not answer.
                if try scanner.bool() { envelope.warnings.append("the answer is partial") }
            case "data":
                _ = scanner.next()
                envelope.dataOffset = scanner.offset
                try scanner.skipValue()
            default: try scanner.skipValue()
            }
        }
        try scanner.finish()
        guard let status else { throw AnswerFault("there is no status", at: 0) }
        self = envelope
        isSuccess = status == "success"
    }

    private init() {}
}

extension JSONScanner {
    /// A list of texts; `null` is an empty one, as Go writes it.
    mutating func strings() throws(AnswerFault) -> [String] {
        var texts: [String] = []
        if skipNull() { return texts }
        try array { (scanner) throws(AnswerFault) in texts.append(try scanner.string()) }
        return texts
    }

    /// Names and values, as of a label set.
    mutating func labels(_ builder: inout LabelsBuilder) throws(AnswerFault) -> Labels {
        builder.removeAll()
        try object { (scanner, name) throws(AnswerFault) in builder.set(name, try scanner.string()) }
        return builder.labels()
    }

    /// `{"resultType": …, "result": …}`, its members in any order.
    mutating func queryValue(
        countingHistogramsIn histograms: inout Int
    ) throws(AnswerFault) -> QueryValue {
        var type: String?
        var resultOffset: Int?
        try object { (scanner, name) throws(AnswerFault) in
            switch name {
            case "resultType": type = try scanner.string()
            case "result":
                _ = scanner.next()
                resultOffset = scanner.offset
                try scanner.skipValue()
            default: try scanner.skipValue()
            }
        }
        guard let type, let resultOffset else {
            throw AnswerFault("resultType and result are expected", at: offset)
        }
        let end = offset
        defer { move(to: end) }
        move(to: resultOffset)
        switch type {
        case "vector": return .vector(try vector(&histograms))
        case "matrix": return .matrix(try matrix(&histograms))
        case "scalar":
            let sample = try sample()
            return .scalar(PointSample(timestamp: sample.timestamp, value: sample.value))
        case "string":
            var parts = 0
            var timestamp: Int64 = 0
            var text = ""
            try array { (scanner) throws(AnswerFault) in
                parts += 1
                switch parts {
                case 1: timestamp = try scanner.timestamp()
                case 2: text = try scanner.string()
                default: throw scanner.expected("`]`")
                }
            }
            guard parts == 2 else { throw expected("a time and a text") }
            return .string(text, timestamp: timestamp)
        default: throw AnswerFault("the result type \(GoText.quoted(type)) is not known", at: resultOffset)
        }
    }

    private mutating func vector(_ histograms: inout Int) throws(AnswerFault) -> [VectorSample] {
        var builder = LabelsBuilder()
        var samples: [VectorSample] = []
        if skipNull() { return samples }
        try array { (scanner) throws(AnswerFault) in
            var labels = Labels.empty
            var found: (timestamp: Int64, value: Double)?
            try scanner.object { (scanner, name) throws(AnswerFault) in
                switch name {
                case "metric": labels = try scanner.labels(&builder)
                case "value": found = try scanner.sample()
                case "histogram":
                    histograms += 1
                    try scanner.skipValue()
                default: try scanner.skipValue()
                }
            }
            if let found {
                samples.append(VectorSample(labels: labels, timestamp: found.timestamp, value: found.value))
            }
        }
        return samples
    }

    private mutating func matrix(_ histograms: inout Int) throws(AnswerFault) -> [MatrixSeries] {
        var builder = LabelsBuilder()
        var series: [MatrixSeries] = []
        if skipNull() { return series }
        try array { (scanner) throws(AnswerFault) in
            var labels = Labels.empty
            var buffer = SampleBuffer()
            try scanner.object { (scanner, name) throws(AnswerFault) in
                switch name {
                case "metric": labels = try scanner.labels(&builder)
                case "values":
                    try scanner.array { (scanner) throws(AnswerFault) in
                        let sample = try scanner.sample()
                        buffer.append(sample.value, at: sample.timestamp)
                    }
                case "histograms":
                    histograms += 1
                    try scanner.skipValue()
                default: try scanner.skipValue()
                }
            }
            if !buffer.isEmpty { series.append(MatrixSeries(labels: labels, samples: buffer)) }
        }
        return series
    }

    /// `[1435781430.781, "1"]`.
    private mutating func sample() throws(AnswerFault) -> (timestamp: Int64, value: Double) {
        var parts = 0
        var result: (timestamp: Int64, value: Double) = (0, 0)
        try array { (scanner) throws(AnswerFault) in
            parts += 1
            switch parts {
            case 1: result.timestamp = try scanner.timestamp()
            case 2:
                guard let value = try scanner.plainString({ GoText.parseNumber($0) }) else {
                    throw AnswerFault("a sample's value is no number", at: scanner.offset)
                }
                result.value = value
            default: throw scanner.expected("`]`")
            }
        }
        guard parts == 2 else { throw expected("a time and a value") }
        return result
    }

    /// Seconds with a fraction, as milliseconds.
    private mutating func timestamp() throws(AnswerFault) -> Int64 {
        try number { text in
            GoText.parseNumber(text).flatMap { seconds in
                let milliseconds = (seconds * 1000).rounded()
                // What a double holds exactly; no calendar goes further.
                return milliseconds.magnitude < 9e15 ? Int64(milliseconds) : nil
            }
        }
    }
}
