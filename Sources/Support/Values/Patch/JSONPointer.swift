package import Diagnostics

/// A path into a tree (RFC 6901): `/services/0/image`, or the empty text for the whole.
package struct JSONPointer: Sendable {
    /// Keys and indices from the root down, without escapes.
    package var tokens: [String]

    package init(_ tokens: [String] = []) { self.tokens = tokens }

    /// Reads a pointer; what is wrong with it is reported at the place where it was written.
    package init(parsing text: String, at location: SourceLocation? = nil) throws(InvalidInput) {
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else {
            throw InvalidInput(
                .error(
                    "the pointer `\(shortened(text))` does not start with `/`",
                    at: location,
                    hint: text.hasPrefix("#") ? "leave out the `#`" : "write `/\(shortened(text))`"
                )
            )
        }
        tokens = []
        for part in text.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        ) {
            guard let token = Self.unescaped(part) else {
                throw InvalidInput(
                    .error(
                        "the pointer `\(shortened(text))` has a `~` that is neither `~0` nor `~1`",
                        at: location,
                        hint: "write `~0` for `~` and `~1` for `/` inside a key"
                    )
                )
            }
            tokens.append(token)
        }
    }

    package func appending(_ key: String) -> JSONPointer { JSONPointer(tokens + [key]) }
    package func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

    /// What the pointer names in that tree, if there is such a thing.
    package func value(in root: Value) -> Value? {
        var current = root
        for token in tokens {
            guard let next = current.child(token) else { return nil }
            current = next
        }
        return current
    }

    /// The index a token stands for: digits without leading zeros.
    static func index(_ token: String) -> Int? {
        guard let first = token.utf8.first, token.utf8.count == 1 || first != UInt8(ascii: "0"),
            token.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        return Int(token)
    }

    private static func unescaped(_ part: Substring.UTF8View) -> String? {
        guard part.contains(UInt8(ascii: "~")) else { return String(Substring(part)) }
        var bytes: [UInt8] = []
        var rest = part
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer as RFC 6901 writes it.
    package var description: String {
        var bytes: [UInt8] = []
        for token in tokens {
            bytes.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
                case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
                default: bytes.append(byte)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: Hashable {
    package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
        left.tokens.elementsEqual(right.tokens) { $0.isIdentical(to: $1) }
    }

    package func hash(into hasher: inout Hasher) {
        for token in tokens { token.utf8.forEach { hasher.combine($0) } }
    }
}

extension Value {
    fileprivate func child(_ token: String) -> Value? {
        switch content {
        case .object(let object): return object[token]
        case .array(let values):
            guard let index = JSONPointer.index(token), index < values.count else { return nil }
            return values[index]
        case .null, .bool, .number, .string: return nil
        }
    }
}
