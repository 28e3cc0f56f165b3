/// The number in decimal, however large; zero without digits.
///
/// `nil` when a character is no digit of the radix.
func decimalDigits(of digits: some Sequence<UInt8>, radix: UInt64) -> String? {
    // Long arithmetic, least significant limb first, 18 decimal digits in each.
    let base: UInt64 = 1_000_000_000_000_000_000
    var limbs: [UInt64] = [0]
    // Digits are gathered into chunks, so that the whole number is multiplied once per chunk.
    var chunk: UInt64 = 0
    var scale: UInt64 = 1

    func flush() {
        var carry = chunk
        for index in limbs.indices {
            let (high, low) = limbs[index].multipliedFullWidth(by: scale)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            (carry, limbs[index]) = base.dividingFullWidth((high + (overflow ? 1 : 0), sum))
        }
        if carry > 0 { limbs.append(carry) }
        (chunk, scale) = (0, 1)
    }

    for byte in digits {
        guard let digit = value(of: byte), digit < radix else { return nil }
        chunk = chunk * radix + digit
        scale *= radix
        if scale >= 1 << 48 { flush() }
    }
    flush()

    var text = String(limbs[limbs.count - 1])
    for limb in limbs.dropLast().reversed() {
        let digits = String(limb)
        text += String(repeating: "0", count: 18 - digits.count) + digits
    }
    return text
}

private func value(of byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
}
