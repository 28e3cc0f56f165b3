internal import Values

/// Names and arguments as fields of HTTP (2026-07-28, "Streamable HTTP", section "Value Encoding").
enum HeaderValue {
    /// The text itself, or its Base64 where a field could not carry it.
    static func encoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let isPlain = bytes.allSatisfy { 0x20...0x7E ~= $0 || $0 == 0x09 }
        let isTrimmed = [bytes.first, bytes.last].allSatisfy { $0 != 0x20 && $0 != 0x09 }
        let isSentinel = text.hasPrefix("=?base64?") && text.hasSuffix("?=")
        return isPlain && isTrimmed && !isSentinel ? text : "=?base64?\(Base64.encode(bytes))?="
    }
}
