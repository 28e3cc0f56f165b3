internal import GoText
internal import SampleStore

/// Reads the parts of a line of series notation.
struct NotationScanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ line: String) { bytes = Array(line.utf8) }

    /// One item of the values: so many of the same, or so many that grow.
    struct Repetition {
        let first: SeriesNotation.Value
        let step: Double
        let count: Int

        func append(to values: inout [SeriesNotation.Value]) {
            guard case .number(var number) = first, step != 0 else {
                values.append(contentsOf: repeatElement(first, count: count))
                return
            }
            for _ in 0..<count {
                values.append(.number(number))
                // By repeated addition, errors and all.
                number += step
            }
        }
    }

    var isAtEnd: Bool { place >= bytes.count }
    var isAtSpace: Bool { !isAtEnd && Self.isSpace(bytes[place]) }

    func error(_ message: String) -> NotationError { NotationError(message: message, offset: place) }

    mutating func skipSpace() {
        while isAtSpace { place += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private func isAt(_ character: Unicode.Scalar) -> Bool {
        !isAtEnd && bytes[place] == UInt8(ascii: character)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isAt(character) else { return false }
        place += 1
        return true
    }

    // MARK: The metric

    /// `name{label="value", …}`, with quoted names where they are not of the classic kind.
    mutating func metric() throws(NotationError) -> Labels {
        skipSpace()
        var builder = LabelsBuilder()
        let name = identifier { $0 == UInt8(ascii: ":") }
        if !name.isEmpty { builder.set("__name__", name) }
        skipSpace()
        // Two braces begin a histogram.
        if bytes[place...].prefix(2) != [UInt8(ascii: "{"), UInt8(ascii: "{")], take("{") {
            try labels(into: &builder)
        } else if name.isEmpty {
            throw error("expected the name of a metric or {")
        }
        return builder.labels()
    }

    private mutating func labels(into builder: inout LabelsBuilder) throws(NotationError) {
        while true {
            skipSpace()
            if take("}") { return }
            let isQuoted = isAt("\"") || isAt("'") || isAt("`")
            let name = isQuoted ? try quoted() : identifier { _ in false }
            guard !name.isEmpty else { throw error("expected the name of a label or }") }
            skipSpace()
            if take("=") {
                skipSpace()
                builder.set(name, try quoted())
            } else if isQuoted {
                builder.set("__name__", name)
            } else {
                throw error("expected = after the name of a label")
            }
            skipSpace()
            if !take(","), !isAt("}") { throw error("expected , or } after a label") }
        }
    }

    private mutating func identifier(or isOther: (UInt8) -> Bool) -> String {
        let start = place
        while !isAtEnd {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"):
                break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where place > start: break
            default:
                guard isOther(byte) else { return text(from: start) }
            }
            place += 1
        }
        return text(from: start)
    }

    private mutating func quoted() throws(NotationError) -> String {
        let start = place
        guard isAt("\"") || isAt("'") || isAt("`") else { throw error("expected a quoted text") }
        let quote = bytes[place]
        place += 1
        while !isAtEnd, bytes[place] != quote {
            if bytes[place] == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { place += 1 }
            place += 1
        }
        guard place < bytes.count else {
            place = start
            throw error("the quotation mark is never closed")
        }
        place += 1
        guard let result = GoText.unquoted(text(from: start)) else {
            place = start
            throw error("the quoted text is not well formed")
        }
        return result
    }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<min(place, bytes.count)], as: UTF8.self)
    }

    // MARK: The values

    /// `_`, `_x3`, `1`, `1x3`, `1+2x3`, `stale`, `{{…}}`, `{{…}}+{{…}}x3`.
    mutating func item() throws(NotationError) -> Repetition {
        if take("_") {
            return Repetition(first: .omitted, step: 0, count: try times() ?? 1)
        }
        if isAt("{") {
            let start = place
            try skipHistogram()
            if isAt("+") || isAt("-") {
                place += 1
                try skipHistogram()
            }
            let histogram = SeriesNotation.Value.histogram(text(from: start))
            return Repetition(first: histogram, step: 0, count: try times().map { $0 + 1 } ?? 1)
        }
        let isStale = bytes[place...].starts(with: "stale".utf8)
        if isStale { place += 5 }
        let first = isStale ? StaleMarker.value : try number()
        var step = 0.0
        if isAt("+") || isAt("-") { step = try number() }
        let count = try times()
        if step != 0, count == nil { throw error("expected x and how many times") }
        return Repetition(first: .number(first), step: step, count: count.map { $0 + 1 } ?? 1)
    }

    private mutating func times() throws(NotationError) -> Int? {
        guard take("x") else { return nil }
        let start = place
        while !isAtEnd, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[place] { place += 1 }
        guard let count = Int(text(from: start)), count < Int(Int32.max) else {
            throw error("expected how many times after x")
        }
        return count
    }

    /// Decimal, with an exponent, `Inf` or `NaN`; hexadecimal would look like a repetition.
    private mutating func number() throws(NotationError) -> Double {
        let start = place
        if isAt("+") || isAt("-") { place += 1 }
        while !isAtEnd {
            switch Unicode.Scalar(bytes[place]) {
            case "0"..."9", ".": place += 1
            case "e", "E":
                place += 1
                if isAt("+") || isAt("-") { place += 1 }
            case "I", "i", "N", "n", "f", "F", "a", "A": place += 1
            default:
                return try finished(from: start)
            }
        }
        return try finished(from: start)
    }

    private mutating func finished(from start: Int) throws(NotationError) -> Double {
        guard let number = GoText.parseNumber(text(from: start)) else {
            place = start
            throw error("expected a number, _ or stale")
        }
        return number.isNaN ? StaleMarker.ordinaryNaN : number
    }

    private mutating func skipHistogram() throws(NotationError) {
        let start = place
        guard take("{"), take("{") else { throw error("expected {{") }
        while !isAtEnd {
            if take("}") {
                if take("}") { return }
            } else {
                place += 1
            }
        }
        place = start
        throw error("the histogram is never closed")
    }
}
