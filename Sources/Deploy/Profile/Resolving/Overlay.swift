internal import Values

/// A tree laid over another: a profile over its preset, an environment's overlay over the profile.
///
/// This is a JSON Merge Patch (RFC 7396) with three differences. A null that removes nothing stays, so that it is
/// refused where it is read instead of being dropped in silence. A tree of the user's own, such as the content of a
/// JSON file, keeps its nulls where there is nothing below to merge it with. And a mapping is where its upper layer
/// is: messages lead to the file that the user writes.
enum Overlay {
    static func laid(_ upper: Value, over lower: Value?, at path: [String] = []) -> Value {
        guard let changes = upper.object, !(isOwnTree(path) && lower == nil) else { return upper }
        let lower = lower.map { $0.object == nil ? ShortForm.spelledOut($0, at: path) ?? $0 : $0 }
        var result = lower?.object ?? Object()
        for change in changes {
            let below = result[change.key]
            if change.value.isNull, below != nil {
                result[change.key] = nil
            } else {
                let value = laid(change.value, over: below, at: path + [change.key])
                result.set(change.key, to: value, keyLocation: change.keyLocation)
            }
        }
        return Value(.object(result), at: upper.location ?? lower?.location)
    }

    /// Whether the value at the path is no part of the profile's own language.
    private static func isOwnTree(_ path: [String]) -> Bool {
        switch path.first {
        case "configFiles": path.count == 3
        case "environments": path.count == 3 && path[2] == "overlay"
        default: false
        }
    }
}
