/// The scheme, host and port of an `http` or `https` URL (RFC 3986 section 3.2).
package struct HTTPAuthority: Sendable {
    package let isSecure: Bool
    /// The host; an IPv6 address with its brackets.
    package let host: String
    package let port: Int
    /// Host and port as they were written.
    let text: String
    package let hasUser: Bool

    package init?(of url: String) {
        let bytes = url.utf8
        func starts(_ scheme: StaticString) -> Bool {
            bytes.count >= scheme.utf8CodeUnitCount
                && zip(bytes, UnsafeBufferPointer(start: scheme.utf8Start, count: scheme.utf8CodeUnitCount))
                    .allSatisfy { $0.lowered == $1 }
        }
        let start: String.Index
        if starts("http://") {
            (isSecure, start) = (false, bytes.index(bytes.startIndex, offsetBy: 7))
        } else if starts("https://") {
            (isSecure, start) = (true, bytes.index(bytes.startIndex, offsetBy: 8))
        } else {
            return nil
        }
        let end =
            bytes[start...].firstIndex { byte in
                byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
            } ?? bytes.endIndex
        let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@"))
        hasUser = at != nil
        let place = bytes[(at.map { bytes.index(after: $0) } ?? start)..<end]
        text = String(url[place.startIndex..<place.endIndex])
        let hostEnd: String.Index
        if place.first == UInt8(ascii: "[") {
            guard let bracket = place.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            hostEnd = bytes.index(after: bracket)
        } else {
            hostEnd = place.firstIndex(of: UInt8(ascii: ":")) ?? place.endIndex
        }
        host = String(url[place.startIndex..<hostEnd])
        let rest = place[hostEnd...]
        guard !host.isEmpty, rest.isEmpty || rest.first == UInt8(ascii: ":") else { return nil }
        guard rest.count > 1 else {
            port = isSecure ? 443 : 80
            return
        }
        var number = 0
        for digit in rest.dropFirst() {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit, number <= 65535 else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        guard 1...65535 ~= number else { return nil }
        port = number
    }

    /// Whether credentials for one may be shown to the other: scheme, host and port are the same.
    func isSame(as other: HTTPAuthority) -> Bool {
        isSecure == other.isSecure && port == other.port && host.lowercased() == other.host.lowercased()
    }

    func replacingHost(with name: String, in url: String) -> String {
        guard let range = url.firstRange(of: text) else { return url }
        return url[..<range.lowerBound] + "\(name):\(port)" + url[range.upperBound...]
    }
}
