internal import Diagnostics
internal import Profile
internal import Values

/// Where every value of a resolved profile comes from.
struct ProfileOrigins {
    struct Row {
        /// The keys, joined by dots: `server.port`.
        let path: String
        let value: String
        /// `mcpctl.yaml:12:9`, `built-in:presets/qsys.yaml:8:5`, `preset qsys`, or `default`.
        let origin: String
    }

    let rows: [Row]

    init(of shown: Value, in resolved: ResolvedProfile) {
        var rows: [Row] = []
        func visit(_ value: Value, _ source: Value?, _ path: [String]) {
            switch value.content {
            case .object(let object) where !object.isEmpty:
                for member in object {
                    visit(member.value, Self.source(of: member.key, in: source), path + [member.key])
                }
            case .array(let items) where !items.isEmpty:
                for (index, item) in items.enumerated() {
                    let inner = source?.array.flatMap { index < $0.count ? $0[index] : nil }
                    visit(item, inner, path + [String(index)])
                }
            case .null, .bool, .number, .string, .array, .object:
                let origin = Self.origin(of: source, path, in: resolved)
                rows.append(
                    Row(path: path.joined(separator: "."), value: value.json(.compact), origin: origin)
                )
            }
        }
        visit(shown, resolved.tree, [])
        self.rows = rows
    }

    /// Where a key of a mapping was written: at the key, or in the short form that stands for it.
    private static func source(of key: String, in source: Value?) -> Value? {
        guard let source, source.array == nil else { return nil }
        return source.object.map { $0[key] } ?? (standFor.contains(key) ? source : nil)
    }

    /// What short forms such as `image: repository:tag` say; every other key beside these has its default.
    private static let standFor: Set = [
        "repository", "tag", "digest", "store", "request", "limit", "replicas", "kind", "url", "namespace",
        "content", "kubernetes", "name", "key",
    ]

    private static func origin(of source: Value?, _ path: [String], in resolved: ResolvedProfile) -> String {
        if let location = source?.location { return location.description }
        if path.count == 2, path[0] == "env", resolved.presetEnv.contains(path[1]) {
            return "preset \(resolved.preset.name)"
        }
        if path.count >= 2, path[0] == "configFiles", resolved.tree.at("configFiles", path[1]) == nil {
            return "preset \(resolved.preset.name)"
        }
        return "default"
    }

    /// One line a value: path, value, origin.
    static func table(_ rows: [Row]) -> String {
        let cells = rows.map { (visible($0.path), visible(shortened($0.value)), visible($0.origin)) }
        let width = cells.map(\.0.count).max() ?? 0
        let valueWidth = cells.map(\.1.count).max() ?? 0
        return cells.map { path, value, origin in
            "\(padded(path, width))  \(padded(value, valueWidth))  \(origin)\n"
        }.joined()
    }

    static func tree(_ rows: [Row]) -> Value {
        .array(
            rows.map { ["path": .string($0.path), "value": .string($0.value), "origin": .string($0.origin)] }
        )
    }

    private static func shortened(_ text: String) -> String { text.count > 48 ? text.prefix(47) + "…" : text }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension Value {
    fileprivate func at(_ keys: String...) -> Value? { keys.reduce(Optional(self)) { $0?[$1] } }
}
