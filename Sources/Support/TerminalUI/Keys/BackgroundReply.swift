/// The answer to OSC 11: `11;rgb:1e1e/1e1e/1e1e`, with one to four digits each, or `rgba:` (xterm, "Operating System
/// Commands").
struct BackgroundReply {
    let red: Double
    let green: Double
    let blue: Double

    init?(_ body: ArraySlice<UInt8>) {
        let text = String(decoding: body, as: UTF8.self)
        guard text.hasPrefix("11;rgb:") || text.hasPrefix("11;rgba:") else { return nil }
        let parts = text.drop { $0 != ":" }.dropFirst().split(
            separator: "/",
            omittingEmptySubsequences: false
        )
        let values = parts.compactMap { digits -> Double? in
            guard 1...4 ~= digits.count, let value = UInt16(digits, radix: 16) else { return nil }
            return Double(value) / Double((1 << (4 * digits.count)) - 1)
        }
        guard values.count == parts.count, 3...4 ~= values.count else { return nil }
        (red, green, blue) = (values[0], values[1], values[2])
    }
}
