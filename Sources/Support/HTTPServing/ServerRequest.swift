/// What a client asks, all of it.
package struct ServerRequest: Sendable {
    package let method: String
    /// As it came: the path and the query, not decoded.
    package let target: String
    package let headers: ServerHeaders
    package let body: [UInt8]
    /// Who asks; nothing on a Unix socket.
    package let client: ServerAddress?
    /// Where the client connected to, when the configuration wants it told.
    package let local: ServerAddress?

    package init(
        method: String,
        target: String,
        headers: ServerHeaders = [:],
        body: [UInt8] = [],
        client: ServerAddress? = nil,
        local: ServerAddress? = nil
    ) {
        (self.method, self.target, self.headers, self.body) = (method, target, headers, body)
        (self.client, self.local) = (client, local)
    }

    /// The part of the target before `?`, with percent escapes decoded.
    package var path: String { Self.decoded(target.utf8.prefix { $0 != UInt8(ascii: "?") }, isForm: false) }

    /// The query's fields in order (WHATWG URL section 5.1: `+` is a space).
    package var query: [(name: String, value: String)] {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
        return target.utf8[target.utf8.index(after: mark)...].split(separator: UInt8(ascii: "&")).map {
            field in
            let name = field.prefix { $0 != UInt8(ascii: "=") }
            return (
                name: Self.decoded(name, isForm: true),
                value: Self.decoded(field.dropFirst(name.count + 1), isForm: true)
            )
        }
    }

    private static func decoded(_ text: Substring.UTF8View, isForm: Bool) -> String {
        guard text.contains(where: { $0 == UInt8(ascii: "%") || (isForm && $0 == UInt8(ascii: "+")) }) else {
            return String(Substring(text))
        }
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = hex(rest.first), let low = hex(rest.dropFirst().first) {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(isForm && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case .some(let digit) where 0x30...0x39 ~= digit: digit - 0x30
        case .some(let digit) where 0x41...0x46 ~= digit: digit - 0x37
        case .some(let digit) where 0x61...0x66 ~= digit: digit - 0x57
        case _: nil
        }
    }
}
