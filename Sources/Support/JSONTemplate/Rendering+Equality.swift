import Values

extension Rendering {
    /// Deep equality: numbers by value, objects in any order of keys, functions by identity.
    func isEqual(_ left: Term, _ right: Term, depth: Int = 1) throws(TemplateError) -> Bool {
        if let left = left.value, let right = right.value { return try isEqual(left, right, depth: depth) }
        try spend()
        switch (left.content, right.content) {
        case (.function(let left), .function(let right)): return left.isSame(as: right)
        case (.list(let left, _), .list(let right, _)):
            guard left.count == right.count else { return false }
            for (left, right) in zip(left, right) where try !isEqual(left, right, depth: depth + 1) {
                return false
            }
            return true
        case (.record(let left, _), .record(let right, _)):
            guard left.count == right.count else { return false }
            for field in left {
                guard let other = right.first(where: { $0.key.isIdentical(to: field.key) }),
                    try isEqual(field.term, other.term, depth: depth + 1)
                else { return false }
            }
            return true
        // What holds a function never equals what holds none.
        case (.value, _), (.function, _), (.list, _), (.record, _): return false
        }
    }

    private func isEqual(_ left: Value, _ right: Value, depth: Int) throws(TemplateError) -> Bool {
        try spend()
        guard depth <= limits.depth else {
            throw failure("a value is nested more than \(limits.depth) levels deep", at: left.location)
        }
        switch (left.content, right.content) {
        case (.array(let left), .array(let right)):
            guard left.count == right.count else { return false }
            for (left, right) in zip(left, right) where try !isEqual(left, right, depth: depth + 1) {
                return false
            }
            return true
        case (.object(let left), .object(let right)):
            guard left.count == right.count else { return false }
            for member in left {
                guard let other = right[member.key], try isEqual(member.value, other, depth: depth + 1) else {
                    return false
                }
            }
            return true
        case (.string(let left), .string(let right)):
            try spend(min(left.utf8.count, right.utf8.count) / 32)
            return left.isIdentical(to: right)
        case (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.number(let left), .number(let right)): return left == right || left.double == right.double
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): return false
        }
    }
}
