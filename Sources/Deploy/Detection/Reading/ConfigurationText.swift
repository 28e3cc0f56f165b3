internal import Diagnostics
internal import Values

/// The text of a configuration file that is about to be carried over.
enum ConfigurationText {
    /// Whether something in it looks like a secret: by its name and text in JSON, line by line otherwise.
    static func holdsSecret(_ text: String, named name: String) -> Bool {
        if SecretLook.isSuspicious(name: name, text: text) || SecretLook.isTelling(text: text) { return true }
        if let tree = try? JSON.value(in: SourceFile(name: name, text: text)) {
            return tree.leaves().contains { leaf in
                let value = JSONPointer(leaf.path).value(in: tree)?.text ?? ""
                return SecretLook.isSuspicious(name: leaf.path.last { Int($0) == nil } ?? "", text: value)
            }
        }
        return text.split(whereSeparator: \.isNewline).contains { line in
            guard let mark = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return false }
            let quotes: Set<Character> = ["\"", "'", " ", "-", ","]
            let key = line[..<mark].filter { !quotes.contains($0) || $0 == "-" }.trimmed
            let value = line[line.index(after: mark)...].trimmed.drop { quotes.contains($0) }
            return SecretLook.isSuspicious(name: String(key), text: String(value))
        }
    }
}

extension DetectedProfile {
    /// Adds a configuration file's text, unless it holds a secret: then its place is told and nothing of it.
    mutating func addConfiguration(_ value: Value, at path: String, remark: String? = nil) {
        guard
            !ConfigurationText.holdsSecret(
                value.text ?? "",
                named: path.split(separator: "/").last.map(String.init) ?? ""
            )
        else {
            ledger.account(value, .told)
            return report(
                Diagnostic.warning(
                    "not carried over: the configuration \(path), in which something looks like a secret written in clear",
                    at: value.location,
                    hint:
                        "let the server read the secret from a variable or a file of its own under 'secrets', "
                        + "and write the rest under configFiles"
                ).withoutExcerpt()
            )
        }
        add(["configFiles", path, "content"], value, .deployed, "data", at: value.location, remark: remark)
        ledger.account(value, .mapped("configFiles.\(path)"))
    }
}
