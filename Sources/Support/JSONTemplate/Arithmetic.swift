import Glibc
import Values

/// Arithmetic of JSON-e: exact for whole numbers that fit into 64 bits, on doubles otherwise.
///
/// `nil` stands for a result that JSON cannot write: an infinity or no number.
enum Arithmetic {
    static func add(_ left: Number, _ right: Number) -> Number? {
        exact(left, right) { $0.addingReportingOverflow($1) } ?? finite(left.double + right.double)
    }

    static func subtract(_ left: Number, _ right: Number) -> Number? {
        exact(left, right) { $0.subtractingReportingOverflow($1) } ?? finite(left.double - right.double)
    }

    static func multiply(_ left: Number, _ right: Number) -> Number? {
        exact(left, right) { $0.multipliedReportingOverflow(by: $1) } ?? finite(left.double * right.double)
    }

    static func divide(_ left: Number, by right: Number) -> Number? {
        if let left = Int(left.text), let right = Int(right.text), right != 0, right != -1, left % right == 0
        {
            return Number(left / right)
        }
        return finite(left.double / right.double)
    }

    static func power(_ base: Number, _ exponent: Number) -> Number? {
        if let base = Int(base.text), let exponent = Int(exponent.text), (0...64).contains(exponent) {
            var result = 1
            var overflows = false
            for _ in 0..<exponent where !overflows {
                (result, overflows) = result.multipliedReportingOverflow(by: base)
            }
            if !overflows { return Number(result) }
        }
        return finite(pow(base.double, exponent.double))
    }

    static func negate(_ number: Number) -> Number {
        if let int = Int(number.text), int != .min { return Number(-int) }
        return Number(-number.double)
    }

    static func precedes(_ left: Number, _ right: Number) -> Bool {
        if let left = Int(left.text), let right = Int(right.text) { return left < right }
        return left.double < right.double
    }

    static func finite(_ value: Double) -> Number? { value.isFinite ? Number(value) : nil }

    private static func exact(
        _ left: Number,
        _ right: Number,
        _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> Number? {
        guard let left = Int(left.text), let right = Int(right.text) else { return nil }
        let (value, overflows) = operation(left, right)
        return overflows ? nil : Number(value)
    }
}

extension Number {
    /// A number of the expression language: digits, and maybe a point with digits.
    ///
    /// Leading zeros are allowed.
    init(literal text: String) {
        if let int = Int(text) {
            self.init(int)
        } else if let number = Number(json: text) {
            self = number
        } else {
            self.init(Double(text) ?? 0)
        }
    }
}
