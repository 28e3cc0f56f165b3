internal import Diagnostics
package import Values

/// The entries of a mapping whose keys the user chooses, in the order they were written.
package struct Named<Element: ProfileValue>: ProfileValue {
    package struct Entry: Sendable {
        package var name: String
        package var element: Element
    }

    package var entries: [Entry] = []

    package init() {}

    init(entries: [Entry]) { self.entries = entries }

    package init(_ entries: KeyValuePairs<String, Element>) {
        self.entries = entries.map { Entry(name: $0.key, element: $0.value) }
    }

    package var isEmpty: Bool { entries.isEmpty }
    package var names: [String] { entries.map(\.name) }

    package subscript(name: String) -> Element? { entries.first { $0.name == name }?.element }

    package static func decode(_ value: Value, _ decoding: inout Decoding) -> Self? {
        decode(value, keys: nil, &decoding)
    }

    static func decode(_ value: Value, keys rule: TextRule?, _ decoding: inout Decoding) -> Self? {
        guard let object = value.object else {
            decoding.mismatch("a mapping", value)
            return nil
        }
        var named = Self()
        for member in object {
            if let rule, let problem = rule.problem(with: member.key) {
                decoding.error(
                    SecretLook.isTelling(text: member.key)
                        ? "a name in \(decoding.subject) \(problem)"
                        : "'\(member.key)' in \(decoding.subject) \(problem)",
                    at: member.keyLocation ?? member.value.location,
                    hint: rule.hint
                )
                continue
            }
            if member.value.isNull {
                if !decoding.isPartial { decoding.missingValue(of: member) }
                continue
            }
            let element = decoding.descend(into: member.key) { Element.decode(member.value, &$0) }
            if let element { named.entries.append(Entry(name: member.key, element: element)) }
        }
        return named
    }

    package static func schema(_ schemas: inout SchemaSet) -> Value { schema(keys: nil, &schemas) }

    static func schema(keys rule: TextRule?, _ schemas: inout SchemaSet) -> Value {
        let element = Element.schema(&schemas)
        let schema: Value = [
            "type": "object",
            "additionalProperties": schemas.isPartial ? ["anyOf": [element, ["type": "null"]]] : element,
        ]
        return rule.map { schema.adding("propertyNames", $0.schema) } ?? schema
    }

    package func encoded(absent: Value?) -> Value? {
        var object = Object()
        for entry in entries { object[entry.name] = entry.element.encoded(absent: absent) ?? .null }
        return .object(object)
    }
}

extension Named: Sequence {
    package func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}
