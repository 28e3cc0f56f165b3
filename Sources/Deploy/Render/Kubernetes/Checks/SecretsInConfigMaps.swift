internal import Diagnostics
internal import Profile
internal import Values
internal import YAML

extension ManifestCheck {
    /// A password or key in a ConfigMap, which nothing protects.
    static let secretsInConfigMaps = ManifestCheck(id: "secret-in-config-map") { set in
        set.objects(of: "ConfigMap").flatMap { object in
            (object["data"]?.object?.members ?? []).compactMap { member in
                guard let text = member.value.string, !set.harmlessTexts.contains(text),
                    let name = secretName(in: text, called: member.key)
                else { return nil }
                let place = name == member.key ? "'\(name)'" : "'\(name)' in '\(member.key)'"
                return Diagnostic.error(
                    "\(object.title): \(place) looks like a secret written in clear",
                    at: member.value.location,
                    hint: "move it to a Secret, and let the server read it from a file or a variable"
                )
                .withoutExcerpt()
            }
        }
    }

    /// The name of the first secret in a text; the text's own name when it is one as a whole.
    private static func secretName(in text: String, called key: String) -> String? {
        if text.holds("PRIVATE KEY-----") { return key }
        let isOneLine = !text.utf8.dropLast().contains(UInt8(ascii: "\n"))
        if isOneLine, !isFileName(key), LiteralSecret.isSuspicious(name: key, text: text) { return key }
        let file = SourceFile(name: key, text: text)
        if let documents = try? YAML.documents(in: file, limits: .standard) {
            let trees = documents.filter { $0.object != nil || $0.array != nil }
            if !trees.isEmpty { return trees.lazy.compactMap { secretName(in: $0, called: key) }.first }
        }
        return text.split(whereSeparator: \.isNewline).lazy.compactMap(assignment).first
    }

    private static func secretName(in value: Value, called name: String) -> String? {
        switch value.content {
        case .string(let text): LiteralSecret.isSuspicious(name: name, text: text) ? name : nil
        case .array(let values): values.lazy.compactMap { secretName(in: $0, called: name) }.first
        case .object(let object):
            object.members.lazy.compactMap { secretName(in: $0.value, called: $0.key) }.first
        case .null, .bool, .number: nil
        }
    }

    /// A file that is called after tokens need not hold one.
    private static func isFileName(_ key: String) -> Bool {
        let endings = [
            "conf", "env", "ini", "js", "json", "properties", "sh", "toml", "txt", "xml", "yaml", "yml",
        ]
        return key.split(separator: ".").dropFirst().last.map { endings.contains($0.lowercased()) } ?? false
    }

    /// `PASSWORD=…` or `password: …`, as properties and `.env` files have it.
    private static func assignment(in line: Substring) -> String? {
        let content = line.drop { $0 == " " || $0 == "\t" }
        guard
            let mark = content.utf8.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
        else { return nil }
        let left = content[..<mark].utf8
        // Anything else on the left is a program's expression.
        guard left.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "_.- \t\"'".utf8.contains($0) })
        else { return nil }
        let name = content[..<mark].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        let text = content[content.index(after: mark)...].filter { !"\"',".contains($0) }.drop(
            while: \.isWhitespace
        )
        let secret = text.prefix { !$0.isWhitespace }
        return LiteralSecret.isSuspicious(name: String(name), text: String(secret)) ? String(name) : nil
    }
}
