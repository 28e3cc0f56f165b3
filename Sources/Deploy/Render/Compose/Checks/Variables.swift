internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A variable that is not set becomes an empty text (Compose Specification, Interpolation).
    static let variables = ComposeCheck(id: "variables") { document in
        var told: Set<String> = []
        var findings: [Diagnostic] = []
        func look(_ value: Value) {
            for member in value.object ?? Object() { look(member.value) }
            for item in value.array ?? [] { look(item) }
            for name in value.string.map(bareVariables) ?? [] where told.insert(name).inserted {
                findings.append(
                    .warning(
                        "'${\(name)}' becomes an empty text where \(name) is not set",
                        at: value.location,
                        hint:
                            "write ${\(name):?what it is}, ${\(name):-default}, or $${\(name)} for the text itself"
                    )
                )
            }
        }
        look(document.value)
        return findings
    }

    /// The names of `$NAME` and `${NAME}` without a default or a message.
    private static func bareVariables(_ text: String) -> [String] {
        // Most texts have none, and replacing in all of them would take longer than rendering.
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
        var names: [String] = []
        var rest = Substring(text.replacing("$$", with: ""))
        while let dollar = rest.firstIndex(of: "$") {
            rest = rest[rest.index(after: dollar)...]
            let isBraced = rest.first == "{"
            if isBraced { rest = rest.dropFirst() }
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            rest = rest.dropFirst(name.count)
            if !name.isEmpty, !isBraced || rest.first == "}" { names.append(String(name)) }
        }
        return names
    }
}
