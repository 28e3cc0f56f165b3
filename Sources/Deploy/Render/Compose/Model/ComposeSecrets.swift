internal import Profile
internal import Values

/// The secrets of a project: files that are mounted, and variables of whoever starts Compose.
///
/// A secret that Compose makes from a variable is copied into the container, which a read-only one does not take
/// (docker/compose issue 12031): every secret that a server reads as a file is a file on the host too.
struct ComposeSecrets {
    /// Names that several servers have for different secrets.
    private let ambiguous: Set<String>

    init(_ project: Project) {
        var sources: [String: Value] = [:]
        var ambiguous: Set<String> = []
        for server in project.servers {
            for entry in server.resolved.profile.secrets {
                let source = Self.source(of: entry.element)
                if let other = sources.updateValue(source, forKey: entry.name), other != source {
                    ambiguous.insert(entry.name)
                }
            }
        }
        self.ambiguous = ambiguous
    }

    /// Where a secret is kept, whoever reads it.
    private static func source(of secret: Secret) -> Value {
        var plain = secret
        (plain.env, plain.path, plain.pathEnv) = (nil, nil, nil)
        return plain.encoded(absent: .null) ?? .null
    }

    /// The variable that whoever starts Compose sets: the secret's name, told apart where servers differ.
    func variable(_ name: String, of server: String) -> String {
        guard ambiguous.contains(name) else { return name }
        return "\(server.uppercased().replacing("-", with: "_"))_\(name)"
    }

    /// The key under `secrets`, and the name of the file when the profile gives none.
    func key(_ name: String, of server: String) -> String { variable(name, of: server).lowercased() }

    /// The text of a variable that holds a secret.
    func text(_ name: String, _ secret: Secret, of server: String) -> String {
        let variable = variable(name, of: server)
        let hint = secret.file.map { "set \(variable) to the text of \($0)" } ?? "set \(variable)"
        return ComposeText.required(variable, message: "\(hint): \(server) reads it from its environment")
    }

    /// The file on the host, from the folder of compose.yaml.
    func file(_ name: String, _ secret: Secret, of server: String) -> String {
        if let file = secret.file { return ComposeText.literal(Self.relative(file)) }
        return "./secrets/\(key(name, of: server))"
    }

    /// A path as Compose takes it for one and not for a name.
    static func relative(_ path: String) -> String {
        path.hasPrefix("/") || path.hasPrefix(".") || path.hasPrefix("~") ? path : "./\(path)"
    }
}
