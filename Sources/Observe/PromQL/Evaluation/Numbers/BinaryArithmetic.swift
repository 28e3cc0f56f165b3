#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension BinaryOperator {
    /// The number that an arithmetic operator makes of two; 1 or 0 for a comparison.
    @inline(__always)
    func number(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        case .modulo: fmod(left, right)
        case .power: pow(left, right)
        case .atan2: Glibc.atan2(left, right)
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            holds(left, right) ? 1 : 0
        case .and, .or, .unless: .nan
        }
    }

    /// Whether a comparison is true.
    @inline(__always)
    func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .add, .subtract, .multiply, .divide, .modulo, .power, .atan2, .and, .or, .unless: true
        }
    }
}
