internal import FileSystem

/// The part of `~/.aws/config` and `~/.aws/credentials` that belongs to one profile ("Configuration and credential
/// file settings in the AWS CLI").
struct AWSProfileFiles {
    /// `default` when nobody names another.
    let name: String
    /// The files that were looked at, for messages.
    let paths: String
    private(set) var profile: [String: String] = [:]

    init(_ options: LiveOptions) {
        name = options["AWS_PROFILE"] ?? "default"
        let config = options.path(options["AWS_CONFIG_FILE"] ?? "~/.aws/config")
        let credentials = options.path(options["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials")
        paths = "\(config), \(credentials)"
        // What stands in the credentials wins.
        for (path, headings) in [
            (config, ["profile \(name)", name == "default" ? name : nil]), (credentials, [name]),
        ] {
            guard let bytes = try? Files.read(path, limit: 1 << 20) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            profile.merge(Self.section(headings.compactMap { $0 }, of: text)) { $1 }
        }
    }

    /// The settings under one of the headings; nested ones, which are indented, are left out.
    static func section(_ headings: [String], of text: String) -> [String: String] {
        var settings: [String: String] = [:]
        var isInside = false
        for line in text.split(whereSeparator: \.isNewline) {
            if line.first == "[" {
                let heading = line.dropFirst().prefix { $0 != "]" }.split(whereSeparator: \.isWhitespace)
                isInside = headings.contains(heading.joined(separator: " "))
            } else if isInside, let first = line.first, !first.isWhitespace, !"#;".contains(first),
                let equals = line.firstIndex(of: "=")
            {
                let key = String(line[..<equals]).trimmed
                settings[key] = String(line[line.index(after: equals)...]).trimmed
            }
        }
        return settings
    }
}
