internal import Values

/// What a text must look like: a test for us, a pattern for editors, words for people.
package struct TextRule: Sendable {
    /// What a message says is expected, such as `an absolute path`.
    package let expectation: String
    /// An ECMAScript regular expression, anchored, for the JSON Schema.
    let pattern: String
    var maximumLength = Int.max
    var hint: String?
    let accepts: @Sendable (String) -> Bool

    /// What is wrong with the text, as the end of a sentence; `nil` when nothing is.
    package func problem(with text: String) -> String? {
        if text.utf8.count > maximumLength {
            return "is \(text.utf8.count) characters long, more than \(maximumLength)"
        }
        return accepts(text) ? nil : "must be \(expectation)"
    }

    func decode(_ value: Value, _ decoding: inout Decoding) -> String? {
        guard let text = value.string else {
            if let number = value.number, accepts(number.text) {
                decoding.error(
                    "\(decoding.subject) must be a text, and YAML reads \(decoding.quoted(value)) as a number",
                    at: value.location,
                    hint: decoding.isInSecrets ? "put it in quotes" : "put it in quotes: \"\(number.text)\""
                )
            } else {
                decoding.mismatch(expectation, value, hint: hint)
            }
            return nil
        }
        guard let problem = problem(with: text) else { return text }
        let isTooLong = text.utf8.count > maximumLength
        decoding.error(
            "\(decoding.subject) \(problem)" + (isTooLong ? "" : ", not \(decoding.quoted(value))"),
            at: value.location,
            hint: hint
        )
        return nil
    }

    var schema: Value {
        let schema: Value = ["type": "string", "pattern": .string(pattern)]
        return maximumLength < .max ? schema.adding("maxLength", .int(maximumLength)) : schema
    }
}

extension TextRule {
    /// RFC 1035 section 2.3.1: what a Kubernetes Service name must be on every supported version.
    package static let dnsLabel = TextRule(
        expectation: "a DNS label (a lowercase letter, then lowercase letters, digits and '-')",
        pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$",
        maximumLength: 63
    ) { $0.isDNSLabel && $0.utf8.first.map { $0 >= UInt8(ascii: "a") } == true }

    /// A name that leaves room for the suffixes of the objects made from it.
    package static let serverName = TextRule(
        expectation: dnsLabel.expectation,
        pattern: dnsLabel.pattern,
        maximumLength: 40,
        accepts: dnsLabel.accepts
    )

    /// RFC 1123 section 2.1: labels joined by dots.
    package static let dnsName = TextRule(
        expectation: "a DNS name (labels of lowercase letters, digits and '-', joined by dots)",
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        maximumLength: 253
    ) { text in
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { Substring($0).isDNSLabel }
    }

    /// A name that every shell and every container runtime accepts as a variable.
    package static let environmentName = TextRule(
        expectation: "a variable name (letters, digits and '_', not starting with a digit)",
        pattern: "^[A-Za-z_][A-Za-z0-9_]*$"
    ) { text in
        text.utf8.first.map { !$0.isASCIIDigit } == true
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    }

    /// Kubernetes ConfigMap and Secret keys.
    package static let dataKey = TextRule(
        expectation: "a key of letters, digits, '-', '_' and '.'",
        pattern: "^(?!\\.$|\\.\\.)[-._A-Za-z0-9]+$",
        maximumLength: 253
    ) { text in
        !text.isEmpty && text != "." && !text.hasPrefix("..")
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0.joinsName }
    }

    /// Kubernetes label values.
    package static let labelValue = TextRule(
        expectation:
            "a label value (letters, digits, '-', '_' and '.', starting and ending with a letter or digit)",
        pattern: "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$",
        maximumLength: 63
    ) { text in
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return !first.joinsName && !last.joinsName
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0.joinsName }
    }

    /// Kubernetes label and annotation keys: an optional DNS prefix and a name.
    package static let labelKey = TextRule(
        expectation: "a label key such as app or example.com/team",
        pattern: "^([a-z0-9.-]+/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$",
        maximumLength: 317
    ) { text in
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            return !text.isEmpty && labelValue.problem(with: text) == nil
        }
        let name = String(text[text.utf8.index(after: slash)...])
        return !name.isEmpty && labelValue.problem(with: name) == nil
            && dnsName.problem(with: String(text[..<slash])) == nil
    }

    static let email = TextRule(
        expectation: "an e-mail address",
        pattern: "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$"
    ) { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let local = parts.first, let domain = parts.last else { return false }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return !local.isEmpty
            && local.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "._%+-".utf8.contains($0) }
            && domain.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-.".utf8.contains($0) }
            && labels.count > 1 && (labels.last?.count ?? 0) >= 2
            && labels.last?.utf8.allSatisfy(\.isASCIILetter) == true
    }

    /// An absolute path in the container, without `.` and `..`.
    static let absolutePath = TextRule(
        expectation: "an absolute path",
        pattern: "^(?!.*/\\.{1,2}(/|$))/[^\\s:]*$"
    ) { text in
        text.hasPrefix("/") && !text.unicodeScalars.contains { $0.properties.isWhitespace || $0 == ":" }
            && !text.split(separator: "/").contains { $0 == "." || $0 == ".." }
    }

    /// Where something can be mounted: not over the whole root, and written in one way only.
    static let mountPath = TextRule(
        expectation: "an absolute path",
        pattern: "^(?!.*(//|/\\.{1,2}(/|$)))/[^\\s:]*[^\\s:/]$",
        hint: "a file or folder below '/', without '//', '..' or a '/' at the end"
    ) { absolutePath.accepts($0) && !$0.hasSuffix("/") && !$0.contains("//") }

    /// The path of a URL, as Ingress and HTTPRoute take it.
    static let urlPath = TextRule(
        expectation: "a URL path that starts with '/', without '//', '/./', '/../' or an encoded '/'",
        pattern: "^(?!.*(//|/\\.{1,2}(/|$)|%2[fF]))/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*$"
    ) { text in
        text.hasPrefix("/") && !text.contains("//") && !text.lowercased().contains("%2f")
            && !text.split(separator: "/").contains { $0 == "." || $0 == ".." }
            && text.utf8.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || "._~!$&'()*+,;=:@%/-".utf8.contains($0)
            }
    }

    static let httpURL = TextRule(
        expectation: "an http:// or https:// URL without a user in it",
        pattern: "^https?://[^\\s/@?#]+([/?#]\\S*)?$"
    ) { text in
        guard
            let rest = ["https://", "http://"].first(where: text.hasPrefix).map({ text.dropFirst($0.count) })
        else { return false }
        let authority = rest.prefix { !"/?#".contains($0) }
        return !authority.isEmpty && !authority.contains("@")
            && !text.unicodeScalars.contains { $0.properties.isWhitespace }
    }

    package static let version = TextRule(
        expectation: "a version (letters, digits, '.', '-', '_' and '+')",
        pattern: "^[A-Za-z0-9][A-Za-z0-9._+-]*$",
        maximumLength: 128
    ) { text in
        text.utf8.first.map { $0.isASCIILetter || $0.isASCIIDigit } == true
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "._+-".utf8.contains($0) }
    }

    static let nonEmpty = TextRule(expectation: "a text that is not empty", pattern: "\\S") { text in
        text.unicodeScalars.contains { !$0.properties.isWhitespace }
    }
}

extension String {
    package var isDNSLabel: Bool { Substring(self).isDNSLabel }
}

extension Substring {
    var isDNSLabel: Bool {
        guard let first = utf8.first, let last = utf8.last, utf8.count <= 63 else { return false }
        return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
            && utf8.allSatisfy { $0.isASCIIDigit || $0.isASCIILowercase || $0 == UInt8(ascii: "-") }
    }
}

extension UInt8 {
    package var isASCIIDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    package var isASCIILowercase: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
    package var isASCIILetter: Bool { isASCIILowercase || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }

    /// A byte of `-_.`, which stand between the words of a name.
    fileprivate var joinsName: Bool {
        self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
    }
}
