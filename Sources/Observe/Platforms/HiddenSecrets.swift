internal import Diagnostics
internal import Values

/// Hides secrets in two trees that are to be compared, so that a changed one still shows as a change.
struct HiddenSecrets {
    static let text = "(hidden)"
    private static let changed = "(hidden, changed)"

    static func pair(_ before: Value?, _ after: Value?) -> (before: Value?, after: Value?) {
        let isSecret = [before, after].contains { $0?["kind"]?.string == "Secret" }
        let walk = Self(isKubernetesSecret: isSecret)
        return (
            before.map { walk.hidden($0, other: nil, at: []) },
            after.map { walk.hidden($0, other: before, at: []) }
        )
    }

    private let isKubernetesSecret: Bool

    /// `other` is the earlier value at the same place.
    private func hidden(_ value: Value, other: Value?, at path: [String]) -> Value {
        switch value.content {
        case .object(let object):
            var result = Object()
            // Where a list names its variables: `{name: API_KEY, value: …}`.
            let variable = object["name"]?.string
            for member in object {
                let name = member.key == "value" ? variable ?? member.key : member.key
                result[member.key] = hidden(member.value, other: other?[member.key], at: path + [name])
            }
            return .object(result)
        case .array(let items):
            return .array(
                items.enumerated().map { index, item in
                    hidden(item, other: Self.counterpart(of: item, at: index, in: other?.array), at: path)
                }
            )
        case .string, .number:
            let text = value.string ?? value.number?.text ?? ""
            guard !text.isEmpty, isSecret(text, at: path) else { return value }
            return .string(other == nil || other == value ? Self.text : Self.changed)
        case .null, .bool: return value
        }
    }

    private static func counterpart(of item: Value, at index: Int, in others: [Value]?) -> Value? {
        guard let others else { return nil }
        if let name = item["name"]?.string { return others.first { $0["name"]?.string == name } }
        if let name = item.string?.prefix(while: { $0 != "=" }) {
            return others.first { $0.string?.hasPrefix(name + "=") == true || $0 == item }
        }
        return others.indices.contains(index) ? others[index] : nil
    }

    private func isSecret(_ text: String, at path: [String]) -> Bool {
        if isKubernetesSecret, ["data", "stringData"].contains(path.first) { return true }
        if SecretLook.isTelling(text: text) { return true }
        if SecretLook.isSuspicious(name: path.last ?? "", text: text) { return true }
        // A file or a list of words: `NAME=value`, `--api-key=value`, `name: value`.
        return text.split(whereSeparator: \.isNewline).contains { line in
            guard let end = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return false }
            let name = line[..<end].drop { " -\"'".contains($0) }.prefix { !" \"'".contains($0) }
            let rest = line[line.index(after: end)...].drop { " \"'".contains($0) }
            return SecretLook.isSuspicious(
                name: String(name),
                text: String(rest.prefix { !"\"', ".contains($0) })
            )
        }
    }
}
