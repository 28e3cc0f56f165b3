/// A number exactly as it was written, of any size and precision.
///
/// The text follows JSON's grammar (RFC 8259 section 6) except for `NaN`, `Infinity` and `-Infinity`, which YAML
/// has and JSON has not.
package struct Number: Sendable {
    package let text: String

    package init(_ value: Int) { text = String(value) }

    /// The shortest text that reads back as the same double; whole numbers below 1e21 without a fraction or an
    /// exponent, as ECMAScript prints them.
    package init(_ value: Double) {
        if value.isNaN {
            text = "NaN"
        } else if value.isInfinite {
            text = value < 0 ? "-Infinity" : "Infinity"
        } else if value.magnitude < 1e15, let whole = Int(exactly: value) {
            text = String(whole)
        } else {
            text = Self.plain(value.description)
        }
    }

    /// Takes a text that follows JSON's grammar as it is; `nil` for anything else.
    package init?(json text: String) {
        guard Decimal(text) != nil else { return nil }
        self.text = text
    }

    package var isFinite: Bool { text != "NaN" && !text.hasSuffix("Infinity") }

    /// The value, when it is whole and fits: of `5.0` and `1e3` too.
    package var int: Int? {
        if let value = Int(text) { return value }
        guard let decimal = Decimal(text), decimal.exponent >= 0, decimal.exponent < 20 else { return nil }
        let digits = decimal.digits + String(repeating: "0", count: decimal.exponent)
        return Int((decimal.isNegative ? "-" : "") + digits)
    }

    /// The nearest double; infinite when out of range.
    package var double: Double {
        switch text {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: Double(text) ?? .nan
        }
    }

    /// Swift writes `1e+20` and `1.5e-05`; expands the exponents below 21 and above -7 as ECMAScript does.
    private static func plain(_ description: String) -> String {
        guard let decimal = Decimal(description) else { return description }
        let point = decimal.digits.count + decimal.exponent
        let sign = decimal.isNegative ? "-" : ""
        if decimal.exponent >= 0, point <= 21 {
            return sign + decimal.digits + String(repeating: "0", count: decimal.exponent)
        }
        if decimal.exponent < 0, point > 0 {
            return sign + decimal.digits.prefix(point) + "." + decimal.digits.dropFirst(point)
        }
        if decimal.exponent < 0, point > -6 {
            return sign + "0." + String(repeating: "0", count: -point) + decimal.digits
        }
        let fraction = decimal.digits.count > 1 ? "." + decimal.digits.dropFirst() : ""
        let exponent = point - 1
        return
            "\(sign)\(decimal.digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }
}

extension Number: Hashable {
    package static func == (left: Number, right: Number) -> Bool {
        if left.text == right.text { return left.text != "NaN" }
        guard let leftDecimal = Decimal(left.text), let rightDecimal = Decimal(right.text) else {
            return false
        }
        return leftDecimal == rightDecimal
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(Decimal(text)) }
}

/// A number taken apart: digits without leading or trailing zeros, and the power of ten they are multiplied by.
private struct Decimal: Hashable {
    var isNegative = false
    var digits = ""
    var exponent = 0

    /// Reads JSON's number grammar and nothing else.
    ///
    /// Exponents past a billion are clamped: such numbers are
    /// infinite or zero to everyone anyway.
    init?(_ text: String) {
        var rest = Substring(text).utf8
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest = rest.dropFirst()
        }
        let whole = rest.prefix(while: Self.isDigit)
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
        rest = rest.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            fraction = rest.prefix(while: Self.isDigit)
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(fraction.count)
        }
        if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            var isNegative = false
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                isNegative = sign == UInt8(ascii: "-")
                rest = rest.dropFirst()
            }
            guard !rest.isEmpty, rest.allSatisfy(Self.isDigit) else { return nil }
            let magnitude = Int(Substring(rest)).map { min($0, 1_000_000_000) } ?? 1_000_000_000
            exponent = isNegative ? -magnitude : magnitude
            rest = rest.dropFirst(rest.count)
        }
        guard rest.isEmpty else { return nil }
        let all = String(Substring(whole)) + String(Substring(fraction))
        exponent -= fraction.count
        let significant = all.utf8.drop { $0 == UInt8(ascii: "0") }
        let trailing = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        digits = String(Substring(significant.dropLast(trailing)))
        exponent += trailing
        if digits.isEmpty { (isNegative, digits, exponent) = (false, "0", 0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
