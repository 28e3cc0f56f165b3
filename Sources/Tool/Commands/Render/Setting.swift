internal import Arguments
internal import Diagnostics
internal import Values
internal import YAML

/// One value said on the command line over whatever the profile says: `scaling.replicas=3`.
struct Setting: ArgumentValue {
    let argumentText: String?
    /// A profile with nothing but that value.
    let tree: Value

    static var expectation: String { "KEY=VALUE, as scaling.replicas=3" }

    /// The key is dotted, or a JSON Pointer (RFC 6901) when a key holds dots itself:
    /// `/configFiles/~1app~1config.json/json/port=8080`.
    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        let path = argument[..<equals]
        let keys =
            path.hasPrefix("/")
            ? path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
                String($0).replacing("~1", with: "/").replacing("~0", with: "~")
            } : path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard !keys.isEmpty, !keys.contains("") else { return nil }
        let text = String(argument[argument.index(after: equals)...])
        // What is wrong with a value is told where it stands on the command line; a key that names a secret stands in
        // no text that could tell.
        let isSecret = keys.contains { $0 == "secrets" || SecretLook.isTelling(name: $0) }
        let file = SourceFile(name: "--set \(path)", text: text, hidesSecrets: true, isSecret: isSecret)
        guard let value = try? YAML.document(in: file) else { return nil }
        argumentText = argument
        tree = keys.reversed().reduce(value) { inner, key in
            var object = Object()
            object.set(key, to: inner, keyLocation: value.location)
            return Value(.object(object), at: value.location)
        }
    }
}
