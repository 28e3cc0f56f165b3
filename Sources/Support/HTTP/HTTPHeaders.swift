/// Header fields in order; names are compared without case (RFC 9110 section 5.1).
package struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var fields: [(name: String, value: String)] = []

    package init() {}

    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { (name: $0.0, value: $0.1) }
    }

    /// The first field of that name.
    ///
    /// Setting replaces every one of them; `nil` removes them.
    package subscript(name: String) -> String? {
        get { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
        set {
            fields.removeAll { $0.name.lowercased() == name.lowercased() }
            if let newValue { fields.append((name: name, value: newValue)) }
        }
    }

    mutating func append(_ name: String, _ value: String) { fields.append((name: name, value: value)) }

    mutating func removeAll() { fields.removeAll() }

    /// The first field that would become more than one line, or none at all, on the wire.
    var unsendable: String? {
        fields.first { field in
            field.name.isEmpty || !field.name.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ":") }
                || field.value.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D }
        }?.name
    }
}
