/// How a text in a body spells the characters that it cannot hold as they are.
package enum EscapedText: Sendable {
    /// Label values, quoted names, and all of OpenMetrics: `\\`, `\n` and `\"`.
    case label
    /// HELP in the text format: `\\` and `\n`; a quote is itself.
    case help

    /// The text meant; any other escape stays as it is written, as in Prometheus.
    package func plain(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < text.endIndex, let meant = meaning(of: text[index])
            else {
                result.append(byte)
                continue
            }
            result.append(meant)
            index += 1
        }
        return result
    }

    private func meaning(of byte: UInt8) -> UInt8? {
        switch (byte, self) {
        case (UInt8(ascii: "\\"), _): UInt8(ascii: "\\")
        case (UInt8(ascii: "n"), _): UInt8(ascii: "\n")
        case (UInt8(ascii: "\""), .label): UInt8(ascii: "\"")
        case (_, .label), (_, .help): nil
        }
    }

    package func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: plain(bytes), as: UTF8.self)
    }
}
