internal import Values

/// What an init container does before the server starts: it writes files and hands volumes over to the server's user.
///
/// ECS mounts folders only, gives secrets to containers as variables only, and makes volumes that belong to root.
struct Preparation {
    /// How the image runs the script: `[node, -e, …]`.
    let entryPoint: [String]
    let image: Value
    var steps: [String] = []
    /// The texts of configuration files.
    var environment: [(name: String, text: String)] = []
    var secrets: [(name: String, reference: Value)] = []
    /// The volumes it works on, and where it sees them.
    var mounts: [(volume: String, path: String)] = []
    /// Volumes that hold nothing but files, and the folders the server sees them as.
    var folders: [Folder] = []

    /// A folder of the image with files written into it.
    struct Folder {
        let volume: String
        let path: String
        var staging: String { "/mcpctl/\(volume)" }
    }

    /// What the template sees.
    var context: Value {
        [
            "image": image,
            "entryPoint": .array(entryPoint.prefix(1).map(Value.string)),
            "command": .array(entryPoint.dropFirst().map(Value.string)),
            "env": .array(
                (environment + [("MCPCTL_PLAN", steps.joined(separator: "\n"))]).map {
                    ["name": .string($0.name), "value": .string($0.text)]
                }
            ),
            "secrets": .array(secrets.map { ["name": .string($0.name), "valueFrom": $0.reference] }),
            "mounts": .array(mounts.map { ["volume": .string($0.volume), "path": .string($0.path)] }),
        ]
    }
}
