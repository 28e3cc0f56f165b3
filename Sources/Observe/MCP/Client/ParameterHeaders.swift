internal import HTTP
internal import Values

/// The arguments of a tool that travel in fields of HTTP as well (2026-07-28, "Streamable HTTP", section "Custom Headers from
/// Tool Parameters").
struct ParameterHeaders: Sendable, Equatable {
    private struct Parameter: Sendable, Equatable {
        /// The names of the properties that lead to it.
        var path: [String]
        var name: String
    }

    private var parameters: [Parameter] = []

    /// Nothing when the schema breaks a rule: such a tool is not to be offered.
    init?(schema: Value?) {
        guard let schema else { return }
        guard collect(schema, path: []) else { return nil }
        let names = parameters.map { $0.name.lowercased() }
        guard Set(names).count == names.count else { return nil }
    }

    /// The fields for these arguments; what is not given, or null, has none.
    func fields(for arguments: Object) -> HTTPHeaders {
        var fields = HTTPHeaders()
        for parameter in parameters {
            let value = parameter.path.reduce(Value.object(arguments) as Value?) { $0?[$1] }
            guard let text = value.flatMap(Self.text) else { continue }
            fields["Mcp-Param-\(parameter.name)"] = HeaderValue.encoded(text)
        }
        return fields
    }

    private static let annotation = "x-mcp-header"
    private static let depthLimit = 32

    /// Collects the annotations that `properties` alone lead to; false when there is one elsewhere or a wrong one.
    private mutating func collect(_ schema: Value, path: [String]) -> Bool {
        guard let object = schema.object else { return true }
        guard path.count < Self.depthLimit else { return !Self.isAnnotated(schema, depth: 0) }
        if let name = object[Self.annotation] {
            guard !path.isEmpty, let name = name.string, Self.isToken(name),
                ["string", "integer", "boolean"].contains(object["type"]?.string ?? "")
            else { return false }
            parameters.append(Parameter(path: path, name: name))
        }
        for member in object {
            if member.key == "properties", let properties = member.value.object {
                for property in properties where !collect(property.value, path: path + [property.key]) {
                    return false
                }
            } else if member.key != Self.annotation, Self.isAnnotated(member.value, depth: 0) {
                return false
            }
        }
        return true
    }

    private static func isAnnotated(_ value: Value, depth: Int) -> Bool {
        if let object = value.object {
            return object[annotation] != nil || object.contains { isAnnotated($0.value, depth: depth + 1) }
        }
        return value.array?.contains { isAnnotated($0, depth: depth + 1) } ?? false
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
    }

    private static func text(_ value: Value) -> String? {
        switch value.content {
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.int.map(String.init) ?? number.text
        case .null, .array, .object: nil
        }
    }
}
