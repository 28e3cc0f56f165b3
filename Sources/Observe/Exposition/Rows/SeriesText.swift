internal import GoText

/// The name and the labels of rows as they are meant: without escapes, and bounds in one spelling.
package struct SeriesText {
    private let body: UnsafeBufferPointer<UInt8>

    package init(_ body: UnsafeBufferPointer<UInt8>) { self.body = body }

    /// Calls with the metric's name under `__name__`, then with every label in its order.
    ///
    /// The buffers live as long as the call. A label whose value is empty is called for too.
    package func forEachLabel(
        of row: Int,
        in rows: borrowing ExpositionRows,
        type: MetricType,
        _ visit: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let metric: StaticString = "__name__"
        let label = UnsafeBufferPointer(start: metric.utf8Start, count: metric.utf8CodeUnitCount)
        withPlain(rows.spans[row].name) { visit(label, $0) }
        let bound = type.boundLabel
        for index in rows.labelRange(of: row) {
            let span = rows.labels[index]
            withPlain(span.name) { name in
                withPlain(span.value) { value in
                    guard let bound, Self.isSame(name, bound), var text = Self.bound(value) else {
                        return visit(name, value)
                    }
                    text.withUTF8 { visit(name, $0) }
                }
            }
        }
    }

    /// A text of the body without its escapes.
    package func plain(_ span: ByteSpan) -> String { EscapedText.label.text(body[span.range]) }

    private func withPlain(_ span: ByteSpan, _ visit: (UnsafeBufferPointer<UInt8>) -> Void) {
        let bytes = body[span.range]
        guard bytes.contains(UInt8(ascii: "\\")) else { return visit(UnsafeBufferPointer(rebasing: bytes)) }
        EscapedText.label.plain(bytes).withUnsafeBufferPointer(visit)
    }

    private static func isSame(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        bytes.count == word.utf8CodeUnitCount
            && bytes.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    /// The bound as OpenMetrics spells it (`1.0` for `1`), which Prometheus 3 makes of both formats.
    ///
    /// Nothing when it is no number, or spelled so already.
    private static func bound(_ value: UnsafeBufferPointer<UInt8>) -> String? {
        switch BoundSpelling(value) {
        case .final: return nil
        case .whole: return String(decoding: value, as: UTF8.self) + ".0"
        case .other: break
        }
        guard let number = GoText.parseNumber(value) else { return nil }
        let text = GoText.shortest(number)
        return !number.isFinite || text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }
            ? text : "\(text).0"
    }
}

/// How a bound is spelled, as far as a look at its digits tells.
private enum BoundSpelling {
    /// As Go prints a double: `0.25`. Doubles hold 15 digits, and Go writes exponents from 1e6 on and below 1e-4.
    case final
    /// A whole number: `10`.
    case whole
    case other

    init(_ text: UnsafeBufferPointer<UInt8>) {
        let whole = text.prefix(while: Self.isDigit)
        let startsWell = whole.first != UInt8(ascii: "0") || whole.count == 1
        guard 1...6 ~= whole.count, startsWell, text.count <= 15 else {
            self = text.elementsEqual("+Inf".utf8) ? .final : .other
            return
        }
        let rest = text[whole.endIndex...]
        guard let point = rest.first else {
            self = .whole
            return
        }
        let fraction = rest.dropFirst()
        let isSmall =
            whole.first == UInt8(ascii: "0") && fraction.prefix { $0 == UInt8(ascii: "0") }.count > 3
        let isFinal =
            point == UInt8(ascii: ".") && !fraction.isEmpty && fraction.allSatisfy(Self.isDigit)
            && fraction.last != UInt8(ascii: "0") && !isSmall
        self = isFinal ? .final : .other
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}

extension MetricType {
    /// The label that holds a number where this type is in force.
    var boundLabel: StaticString? {
        switch self {
        case .histogram: "le"
        case .summary: "quantile"
        case .unknown, .counter, .gauge, .info, .stateSet, .gaugeHistogram: nil
        }
    }
}

/// Follows the TYPE lines while rows are looked at in their order.
package struct TypeCursor {
    private var next = 0
    package private(set) var type = MetricType.unknown

    package init() {}

    /// The type in force at a row, which must not lie before the last one asked for.
    package mutating func type(at row: Int, in rows: borrowing ExpositionRows) -> MetricType {
        while next < rows.metadata.count, Int(rows.metadata[next].row) <= row {
            if rows.metadata[next].kind == .type { type = rows.metadata[next].type }
            next += 1
        }
        return type
    }
}
