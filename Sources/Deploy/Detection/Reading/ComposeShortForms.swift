internal import DockerfileSyntax
internal import Values

/// `3000`, `3000:3000`, `127.0.0.1:3000:3000/tcp`, or the long form; of `${PORT:-3000}` the default.
struct PublishedPort {
    let container: Int
    /// The host's address; `nil` is all of them.
    let address: String?

    init?(_ value: Value) {
        if let target = value["target"]?.wholeNumber {
            container = target
            address = value["host_ip"]?.string
            return
        }
        guard let text = value.text.map({ DockerfileText.filled($0, with: [:]) }) else { return nil }
        let parts = text.prefix { $0 != "/" }.split(separator: ":").map(String.init)
        guard let last = parts.last, let port = Int(last), 1...65535 ~= port else { return nil }
        container = port
        address = parts.count == 3 ? parts[0] : nil
    }
}

/// `./config:/app/config:ro`, or the long form.
struct ComposeMount {
    let source: String
    let target: String
    let isReadOnly: Bool

    /// A name with an extension is a file's.
    var looksLikeFile: Bool {
        source.hasPrefix(".") && source.split(separator: "/").last?.dropFirst().contains(".") == true
    }

    init?(_ value: Value) {
        if let target = value["target"]?.string {
            source = value["source"]?.string ?? ""
            self.target = target
            isReadOnly = value["read_only"]?.bool == true
            return
        }
        let parts = (value.string ?? "").split(separator: ":").map(String.init)
        guard parts.count >= 2, parts[1].hasPrefix("/") else { return nil }
        source = parts[0]
        target = parts[1].count > 1 && parts[1].hasSuffix("/") ? String(parts[1].dropLast()) : parts[1]
        isReadOnly = parts.count > 2 && parts[2].split(separator: ",").contains("ro")
    }
}
