/// A span of time as Prometheus writes it: `1h30m`, `90d`, `250ms`.
///
/// A year has 365 days, a week seven. Units stand in falling order, each at most once.
package struct PromDuration: Hashable, Comparable, Sendable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The longest span that Go's nanoseconds hold, somewhat over 292 years.
    private static let limit: Int64 = .max / 1_000_000

    private static let units: [(name: String, milliseconds: Int64)] = [
        ("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000),
        ("s", 1000), ("ms", 1),
    ]

    package enum ParseError: Error, Hashable, Sendable {
        case empty, malformed, outOfRange
        case unknownUnit(String)

        /// The words of Prometheus' `model.ParseDuration`.
        package func message(for text: String) -> String {
            switch self {
            case .empty: "empty duration string"
            case .malformed: "not a valid duration string: \(GoText.quoted(text))"
            case .outOfRange: "duration out of range"
            case .unknownUnit(let unit):
                "unknown unit \(GoText.quoted(unit)) in duration \(GoText.quoted(text))"
            }
        }
    }

    package init(parsing text: some StringProtocol, allowsSign: Bool = false) throws(ParseError) {
        var rest = Array(text.utf8)[...]
        if rest.isEmpty { throw .empty }
        let isNegative = allowsSign && rest.first == UInt8(ascii: "-")
        if isNegative || (allowsSign && rest.first == UInt8(ascii: "+")) { rest.removeFirst() }
        milliseconds = try Self.unsigned(rest)
        if isNegative { milliseconds.negate() }
    }

    package init?(_ text: some StringProtocol) {
        do throws(ParseError) { try self.init(parsing: text) } catch { return nil }
    }

    private static func unsigned(_ text: ArraySlice<UInt8>) throws(ParseError) -> Int64 {
        if text.elementsEqual([UInt8(ascii: "0")]) { return 0 }
        guard !text.isEmpty else { throw .malformed }
        var rest = text
        var sum: Int64 = 0
        var units = units[...]
        while !rest.isEmpty {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
            let name = rest[digits.endIndex...].prefix { !((UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0) }
            guard !digits.isEmpty, !name.isEmpty else { throw .malformed }
            guard let index = Self.units.firstIndex(where: { $0.name.utf8.elementsEqual(name) }) else {
                throw .unknownUnit(String(decoding: name, as: UTF8.self))
            }
            guard units.indices.contains(index) else { throw .malformed }
            let count = Int64(String(decoding: digits, as: UTF8.self))
            let part = count?.multipliedReportingOverflow(by: units[index].milliseconds)
            guard let part, !part.overflow, part.partialValue <= limit - sum else { throw .outOfRange }
            sum += part.partialValue
            units = units[(index + 1)...]
            rest = rest[name.endIndex...]
        }
        return sum
    }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}

extension PromDuration: CustomStringConvertible {
    /// As Go's `model.Duration` prints: years and weeks only when nothing is left over.
    package var description: String {
        if milliseconds == 0 { return "0s" }
        var rest = milliseconds.magnitude
        var text = milliseconds < 0 ? "-" : ""
        for (name, size) in Self.units {
            let size = UInt64(size)
            if name == "y" || name == "w", rest % size != 0 { continue }
            let count = rest / size
            if count > 0 { text += "\(count)\(name)" }
            rest -= count * size
        }
        return text
    }
}
