extension Value {
    /// The value with a merge patch applied to it (RFC 7396): mappings are merged, null removes, all else replaces.
    ///
    /// Keys keep their order and new ones follow. What the patch brought keeps the patch's places.
    package func merged(with patch: Value) -> Value {
        guard case .object(let changes) = patch.content else { return patch }
        guard case .object(var result) = content else {
            return Value(.object(Object()), at: patch.location).merged(with: patch)
        }
        for change in changes {
            if change.value.isNull {
                result[change.key] = nil
            } else if let member = result.member(change.key) {
                result[change.key] = member.value.merged(with: change.value)
            } else {
                let value = Value(.null).merged(with: change.value)
                result.set(change.key, to: value, keyLocation: change.keyLocation)
            }
        }
        // Messages point at what was said last.
        return Value(.object(result), at: patch.location ?? location)
    }
}
