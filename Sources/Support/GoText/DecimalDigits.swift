/// The shortest decimal digits of a finite number, and where its point stands.
struct DecimalDigits {
    let isNegative: Bool
    /// ASCII digits without zeros at either end; none for zero.
    let digits: [UInt8]
    /// The value is `0.digits` times ten to this power.
    let point: Int

    init(_ value: Double) {
        isNegative = value.sign == .minus
        // The library's text holds the right digits in another shape: `1e-05`, `100.0`, `1.5e+16`.
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        var rest = Substring(value.magnitude.description).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: ".") {
                point = digits.count
            } else if byte == UInt8(ascii: "e") {
                exponent = Int(Substring(rest)) ?? 0
                break
            } else {
                digits.append(byte)
            }
        }
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        let last = digits.lastIndex { $0 != UInt8(ascii: "0") }
        self.digits = last.map { Array(digits[zeros...$0]) } ?? []
        self.point = last == nil ? 1 : (point ?? digits.count) - zeros + exponent
    }

    /// Without an exponent.
    var plain: String {
        var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        if digits.isEmpty || point <= 0 {
            bytes.append(UInt8(ascii: "0"))
        } else {
            bytes += digits.prefix(point)
            bytes += repeatElement(UInt8(ascii: "0"), count: max(0, point - digits.count))
        }
        if digits.count > point, !digits.isEmpty {
            bytes.append(UInt8(ascii: "."))
            bytes += repeatElement(UInt8(ascii: "0"), count: max(0, -point))
            bytes += digits.dropFirst(max(0, point))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One digit before the point, and an exponent of two digits at least.
    var scientific: String {
        var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        bytes.append(digits.first ?? UInt8(ascii: "0"))
        if digits.count > 1 {
            bytes.append(UInt8(ascii: "."))
            bytes += digits.dropFirst()
        }
        let exponent = point - 1
        bytes += [UInt8(ascii: "e"), exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")]
        if exponent.magnitude < 10 { bytes.append(UInt8(ascii: "0")) }
        bytes += String(exponent.magnitude).utf8
        return String(decoding: bytes, as: UTF8.self)
    }
}
