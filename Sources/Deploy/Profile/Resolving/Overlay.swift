internal import Diagnostics
internal import Values

/// What a merge patch may do to a tree.
enum Overlay {
    /// Reports every `null` that would remove something that is not there: nothing is accepted and then ignored.
    static func checkRemovals(
        in patch: Value,
        from base: Value?,
        path: [String],
        _ problems: inout [Diagnostic]
    ) {
        for member in patch.object ?? Object() {
            let path = path + [member.key]
            // Free-form trees have nulls of their own.
            if path.first == "environments" || path.first == "patches" || path.first == "configFiles" {
                continue
            }
            let there = base?[member.key]
            if member.value.isNull, there == nil {
                problems.append(
                    .error(
                        "\(path.joined(separator: ".")) has no value",
                        at: member.keyLocation ?? member.value.location,
                        hint:
                            "give it one, or remove the key: there is no preset value that null would remove"
                    )
                )
            }
            checkRemovals(in: member.value, from: there, path: path, &problems)
        }
    }
}
