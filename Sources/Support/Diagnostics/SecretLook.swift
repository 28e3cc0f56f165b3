/// Tells a secret by its name and its looks.
package enum SecretLook {
    private static let nameParts = [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY",
        "ACCESS_KEY",
        "SIGNING_KEY", "ENCRYPTION_KEY", "CREDENTIAL",
        // Redis's own names for a password.
        "REQUIREPASS", "MASTERAUTH",
    ]
    private static let harmlessEndings = [
        "ALGORITHM", "AUDIENCE", "BACKEND", "DIR", "ENABLED", "ENDPOINT", "EXPIRATION", "FIELD", "FILE",
        "FORMAT", "HEADER",
        "HOST", "ISSUER", "LENGTH", "LIMIT", "MODE", "NAME", "PATH", "POLICY", "PORT", "PREFIX", "PROVIDER",
        "REF", "SCOPE",
        "SCOPES", "STORE", "TIMEOUT", "TTL", "TYPE", "URI", "URL", "VERSION",
    ]
    private static let prefixes = [
        "sk-", "ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "AKIA", "ASIA", "AIza",
        "eyJhbGciOi",
        "-----BEGIN", "hvs.", "npm_", "pypi-",
    ]

    /// Whether a name is one that secrets go by: `API_KEY`, `dbPassword`, `DB_PASS`.
    package static func isTelling(name: String) -> Bool {
        isTelling(upperSnakeCase: upperSnakeCase(name))
    }

    private static func isTelling(upperSnakeCase upper: String) -> Bool {
        nameParts.contains(where: upper.holds) || upper.hasSuffix("_PASS")
            || upper.hasSuffix("_PWD")
    }

    /// Whether a text is a secret by its looks alone, wherever it stands: a token of a known maker, a private key, an
    /// address with a user in it.
    package static func isTelling(text: some StringProtocol) -> Bool {
        let text = String(text)
        if text.holds("PRIVATE KEY-----") { return true }
        if prefixes.contains(where: { text.holds($0) && begins($0, aWordOf: text) }) { return true }
        if holdsCredentials(text) { return true }
        guard let scheme = text.firstPlace(of: "://") else { return false }
        return text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && !$0.isWhitespace }.contains("@")
    }

    /// Whether what a header `Authorization` is followed by stands in it (RFC 9110, section 11.4), and is no word.
    private static func holdsCredentials(_ text: String) -> Bool {
        ["Bearer ", "Basic "].contains { scheme in
            text.holds(scheme)
                && text.ranges(of: scheme).contains { range in
                    let token = text[range.upperBound...].prefix {
                        $0.isASCII && !$0.isWhitespace && $0 != "\""
                    }
                    return token.count >= 12 && token.contains(where: \.isNumber) && token.first != "$"
                        && token.first != "{"
                }
        }
    }

    private static func begins(_ prefix: String, aWordOf text: String) -> Bool {
        text.ranges(of: prefix).contains { range in
            let before = text[..<range.lowerBound].last
            return before.map { !$0.isLetter && !$0.isNumber } ?? true
                && text[range.lowerBound...].prefix { !$0.isWhitespace }.count >= 16
        }
    }

    /// Whether a variable's text should have been a reference.
    ///
    /// A name alone is not enough: `TOKEN_EXPIRATION: 3600` and `SECRET_NAME: mcp-keys` are harmless, so the text
    /// must be long enough to protect something and not be a number, a switch, a path or an address.
    package static func isSuspicious(name: String, text: String) -> Bool {
        if prefixes.contains(where: text.hasPrefix), text.count >= 16 { return true }
        if hasPassword(text) { return true }
        let upper = upperSnakeCase(name)
        guard isTelling(upperSnakeCase: upper) else { return false }
        let isHarmlessName = harmlessEndings.contains { upper.hasSuffix("_\($0)") }
        let isHarmlessText =
            text.count < 6 || Double(text) != nil || text.hasPrefix("/") || text.hasPrefix("$")
            || text.holds("://")
            || ["true", "false"].contains(text.lowercased())
        return !isHarmlessName && !isHarmlessText
    }

    /// `SECRET_NAME` of `secretName` and of `secret-name`.
    private static func upperSnakeCase(_ name: String) -> String {
        // Asking for the properties of characters takes long, and hardly any name is more than ASCII.
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return upperSnakeCase(ascii: name.utf8) }
        var result = ""
        var endsInLowercase = false
        for character in name {
            if character.isUppercase, endsInLowercase { result.append("_") }
            result.append(character == "-" || character == "." ? "_" : character)
            endsInLowercase = character.isLowercase || character.isNumber
        }
        return result.uppercased()
    }

    private static func upperSnakeCase(ascii name: String.UTF8View) -> String {
        var result: [UInt8] = []
        var endsInLowercase = false
        for byte in name {
            if UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte, endsInLowercase {
                result.append(UInt8(ascii: "_"))
            }
            let isLowercase = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "."): result.append(UInt8(ascii: "_"))
            default: result.append(isLowercase ? byte - 0x20 : byte)
            }
            endsInLowercase = isLowercase || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// As in `scheme://user:password@host`.
    private static func hasPassword(_ text: String) -> Bool {
        guard let scheme = text.firstPlace(of: "://") else { return false }
        let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return false }
        let user = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return user.count == 2 && !user[1].isEmpty && !user[1].hasPrefix("$")
    }
}
