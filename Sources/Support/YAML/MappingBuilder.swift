internal import Diagnostics
internal import Values

/// Gathers the members of one mapping and folds merge keys (`<<`) into it.
struct MappingBuilder {
    private var members = Object()
    private var merge: Merge?

    private struct Merge {
        /// How many members stood before `<<`.
        let position: Int
        let keyLocation: SourceLocation
        /// Earlier mappings win.
        let mappings: [Object]
    }

    mutating func add(_ key: Composer.Node, at location: SourceLocation, _ value: Composer.Node)
        throws(Diagnostic)
    {
        guard let text = key.keyText else {
            throw .error("a key must be a text, not \(key.value.kind)", at: location)
        }
        if key.isMergeKey {
            if let merge {
                throw duplicate(
                    text,
                    at: location,
                    first: merge.keyLocation,
                    hint: "write `<<: [*one, *two]`"
                )
            }
            merge = try Merge(
                position: members.count,
                keyLocation: location,
                mappings: Self.mappings(in: value.value, of: location)
            )
        } else if let first = members.member(text) {
            throw duplicate(text, at: location, first: first.keyLocation)
        } else {
            members.set(text, to: value.value, keyLocation: location)
        }
    }

    func object() -> Object {
        guard let merge else { return members }
        var result = Object()
        for member in members.members.prefix(merge.position) { result.set(member) }
        for mapping in merge.mappings {
            // A key of the mapping itself wins, and so does one of an earlier mapping.
            for member in mapping where members[member.key] == nil && result[member.key] == nil {
                result.set(member)
            }
        }
        for member in members.members.dropFirst(merge.position) { result.set(member) }
        return result
    }

    private static func mappings(in value: Value, of key: SourceLocation) throws(Diagnostic) -> [Object] {
        let hint = "if `<<` is meant as an ordinary key, put it in quotes"
        switch value.content {
        case .object(let object): return [object]
        case .array(let values):
            var objects: [Object] = []
            for value in values {
                guard case .object(let object) = value.content else {
                    throw .error(
                        "`<<` merges mappings, not \(value.kind)",
                        at: value.location ?? key,
                        hint: hint
                    )
                }
                objects.append(object)
            }
            return objects
        case .null, .bool, .number, .string:
            throw .error("`<<` needs a mapping or a list of mappings, not \(value.kind)", at: key, hint: hint)
        }
    }

    private func duplicate(
        _ key: String,
        at location: SourceLocation,
        first: SourceLocation?,
        hint: String? = nil
    ) -> Diagnostic {
        .error(
            "duplicate key `\(shortened(key))`",
            at: location,
            notes: [.init("first used here", at: first)],
            hint: hint
        )
    }
}

extension Object {
    fileprivate mutating func set(_ member: Member) {
        set(member.key, to: member.value, keyLocation: member.keyLocation)
    }
}
