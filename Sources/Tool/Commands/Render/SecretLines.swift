internal import Diagnostics
internal import Values
internal import YAML

/// Which parts of a file's lines are secrets that somebody filled in by hand.
struct SecretLines {
    /// What is printed in their place.
    static let mark = "(hidden)"

    /// For the number of a line, counted from 1: the Unicode scalar from which on it is hidden.
    private var starts: [Int: Int] = [:]

    init(in text: String, isYAML: Bool) {
        guard isYAML else {
            hidePlain(text)
            return
        }
        let file = SourceFile(name: "", text: text, hidesSecrets: true)
        guard let documents = try? YAML.documents(in: file) else {
            // Damaged: whole lines, in doubt too many of them.
            for (index, _) in Self.lines(of: text).enumerated() where !file.mayShow(index + 1) {
                starts[index + 1] = 0
            }
            return
        }
        var nodes = Nodes()
        for document in documents {
            nodes.collect(document, name: "", isData: false, isSecret: document["kind"]?.string == "Secret")
        }
        hide(nodes, in: Self.lines(of: text))
        // A comment is no node.
        hidePlain(text) { $0.first == "#" }
    }

    /// The line without what is secret in it; the line break stays.
    func hidden(_ line: ArraySlice<UInt8>, number: Int) -> [UInt8] {
        guard let start = starts[number] else { return Array(line) }
        let text = String(decoding: line, as: UTF8.self)
        let content = text.unicodeScalars.prefix { $0 != "\r" && $0 != "\n" }
        let indentation = content.prefix { $0 == " " || $0 == "\t" }
        let kept = start == 0 ? indentation : content.prefix(start)
        let end = text.unicodeScalars[content.endIndex...]
        return Array((String(kept) + Self.mark + String(end)).utf8)
    }

    private static func lines(of text: String) -> [Substring.UnicodeScalarView] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Hides each secret from where it starts up to the next thing that is written.
    private mutating func hide(_ nodes: Nodes, in lines: [Substring.UnicodeScalarView]) {
        let places = nodes.places.sorted()
        for secret in nodes.secrets {
            starts[secret.line] = min(starts[secret.line] ?? .max, max(secret.column - 1, 1))
            let next = places.first { $0.line > secret.line }?.line ?? lines.count + 1
            for number in secret.line + 1..<max(next, secret.line + 1) where number <= lines.count {
                let line = lines[number - 1]
                if line.starts(with: "---".unicodeScalars) || line.starts(with: "...".unicodeScalars) {
                    break
                }
                if line.contains(where: { !$0.properties.isWhitespace }) { starts[number] = 0 }
            }
        }
    }

    /// `NAME=value` and `name: value` in a text of any format.
    private mutating func hidePlain(_ text: String, where isMeant: (Substring) -> Bool = { _ in true }) {
        for (index, scalars) in Self.lines(of: text).enumerated() {
            let line = Substring(scalars)
            guard isMeant(line.drop { $0 == " " }), let start = Self.secretStart(in: line) else { continue }
            starts[index + 1] = min(starts[index + 1] ?? .max, start)
        }
    }

    /// The scalar at which the secret of a line begins.
    static func secretStart(in line: Substring) -> Int? {
        for index in line.indices where line[index] == "=" || line[index] == ":" {
            let name = line[..<index].reversed().drop { " \"'".contains($0) }.prefix {
                !" \"'#,{".contains($0)
            }
            let rest = line[line.index(after: index)...].drop { " \"'".contains($0) }
            let value = rest.prefix { !"\"' ,".contains($0) }
            if SecretLook.isSuspicious(name: String(name.reversed()), text: String(value)) {
                return line.unicodeScalars.distance(from: line.startIndex, to: rest.startIndex)
            }
        }
        return SecretLook.isTelling(text: line) ? 0 : directiveStart(in: line)
    }

    /// The value of a directive that is named for a secret, as `requirepass x` in a redis.conf or `ENV TOKEN x`.
    private static func directiveStart(in line: Substring) -> Int? {
        let words = line.drop { " \t#".contains($0) }.split { $0 == " " || $0 == "\t" }
        for (index, word) in words.enumerated().prefix(2) where index + 1 < words.count {
            let isName = index == 0 || ["ENV", "ARG", "set"].contains(words[0])
            let value = words[index + 1].filter { $0 != "\"" && $0 != "'" }
            guard isName, words.count == index + 2, !word.contains("="),
                SecretLook.isSuspicious(name: String(word), text: String(value))
            else { continue }
            return line.unicodeScalars.distance(from: line.startIndex, to: words[index + 1].startIndex)
        }
        return nil
    }
}

/// Where the nodes of a YAML file are, and which of them are secrets.
private struct Nodes {
    private(set) var places: [SourceLocation] = []
    private(set) var secrets: [SourceLocation] = []

    /// `isSecret` is for a Kubernetes Secret, `isData` for what is below its `data`.
    mutating func collect(_ value: Value, name: String, isData: Bool, isSecret: Bool) {
        if let place = value.location { places.append(place) }
        switch value.content {
        case .object(let object):
            let variable = object["name"]?.string
            for member in object {
                if let place = member.keyLocation { places.append(place) }
                let isHeld = isData || isSecret && ["data", "stringData"].contains(member.key)
                collect(
                    member.value,
                    name: member.key == "value" ? variable ?? member.key : member.key,
                    isData: isHeld,
                    isSecret: false
                )
            }
        case .array(let items):
            for item in items { collect(item, name: name, isData: isData, isSecret: isSecret) }
        case .string, .number:
            let text = value.string ?? value.number?.text ?? ""
            let isTelling =
                isData || SecretLook.isSuspicious(name: name, text: text)
                || text.split(whereSeparator: \.isNewline).contains { SecretLines.secretStart(in: $0) != nil }
            if isTelling, !text.isEmpty, let place = value.location { secrets.append(place) }
        case .null, .bool: break
        }
    }
}
