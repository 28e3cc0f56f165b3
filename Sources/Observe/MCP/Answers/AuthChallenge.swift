/// How a server wants to be told who asks: the field `WWW-Authenticate` (RFC 9110, section 11.6.1).
package struct AuthChallenge: Sendable, Equatable {
    /// As it was written: `Bearer`.
    package var scheme: String
    /// Names in lower case; the first of a name counts.
    package var parameters: [String: String]

    /// Where the server's metadata are (RFC 9728, section 5.1).
    package var resourceMetadata: String? { parameters["resource_metadata"] }
    package var scope: String? { parameters["scope"] }
    /// `invalid_token`, `insufficient_scope` (RFC 6750, section 3.1).
    package var error: String? { parameters["error"] }

    package init(scheme: String, parameters: [String: String] = [:]) {
        (self.scheme, self.parameters) = (scheme, parameters)
    }

    /// Every challenge of a field; what is no challenge is left out.
    package static func all(in field: String) -> [AuthChallenge] {
        var reader = ChallengeReader(field)
        return reader.read()
    }
}

/// Walks over a field once.
private struct ChallengeReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ field: String) { bytes = Array(field.utf8) }

    mutating func read() -> [AuthChallenge] {
        var challenges: [AuthChallenge] = []
        while place < bytes.count {
            skip { $0 == UInt8(ascii: ",") || Self.isBlank($0) }
            let start = place
            guard let word = token() else {
                place += 1
                continue
            }
            skip(Self.isBlank)
            if byte == UInt8(ascii: "="), !challenges.isEmpty {
                place += 1
                skip(Self.isBlank)
                let value = self.value()
                let name = word.lowercased()
                if challenges[challenges.count - 1].parameters[name] == nil {
                    challenges[challenges.count - 1].parameters[name] = value
                }
            } else {
                challenges.append(AuthChallenge(scheme: word))
            }
            if place == start { place += 1 }
        }
        return challenges
    }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
        while let byte, isSkipped(byte) { place += 1 }
    }

    private mutating func token() -> String? {
        let start = place
        skip { 0x21...0x7E ~= $0 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
        return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
    }

    private mutating func value() -> String {
        guard byte == UInt8(ascii: "\"") else {
            // Lenient: some servers do not quote URLs.
            let start = place
            skip { $0 != UInt8(ascii: ",") && !Self.isBlank($0) }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        place += 1
        var text: [UInt8] = []
        while let byte, byte != UInt8(ascii: "\"") {
            place += 1
            if byte == UInt8(ascii: "\\"), let escaped = self.byte {
                text.append(escaped)
                place += 1
            } else {
                text.append(byte)
            }
        }
        if byte != nil { place += 1 }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
