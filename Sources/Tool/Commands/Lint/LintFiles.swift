internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Render
internal import Values
internal import YAML

/// The verb `mcpctl lint`.
struct LintFiles: Command {
    static let name = "lint"
    static let summary = "Find mistakes in deployment files, rendered or written by hand"
    static let discussion = """
        Looks at files with the same checks that every render passes: what a server of the platform accepts and what \
        then hurts: Kubernetes objects, Compose projects, what ECS takes, and Dockerfiles. YAML and JSON files are \
        told apart by their content, Dockerfiles by their name; those of a folder are looked at together, and what is \
        no deployment file is passed over.

        Exits with 3 when there are findings.
        """
    static let examples = [
        Example("Look at the manifests of a folder", "mcpctl lint k8s/"),
        Example("Look at a Dockerfile", "mcpctl lint Dockerfile"),
        Example(
            "Without the Secrets that the cluster has",
            "mcpctl lint k8s/ --existing Secret/weather-keys"
        ),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.paths,
                "PATH",
                help: "Files and folders; what is here when none is named",
                completion: .file("yaml", "yml", "json")
            ),
            .option(
                \.existing,
                "--existing",
                value: "KIND/NAME",
                help: "A Kubernetes object that is in the cluster already, or KIND/* for all of a kind"
            ),
        ] + DataOptions.parameters.lifted(into: \.data)

    var paths: [String] = []
    var existing: [ObjectName] = []
    var data = DataOptions()

    private var place: String {
        paths.isEmpty ? "in this folder" : "in " + paths.map { visible($0) }.joined(separator: ", ")
    }

    func run() async throws -> ExitStatus {
        let console = data.shared.console
        var files = DeploymentFiles()
        var unread: [Diagnostic] = []
        for path in try Self.files(in: paths) {
            do {
                try read(path, into: &files)
            } catch let error as InvalidInput {
                unread += error.diagnostics
            }
        }
        guard unread.isEmpty else { throw InvalidInput(unread) }
        guard !files.counts.isEmpty else {
            throw InvalidInput(
                .error(
                    "there is nothing to look at \(place)",
                    hint: "name deployment files, or folders with them"
                )
            )
        }
        files.existing = Set(existing.map(\.reference))
        let findings = files.findings
        if data.format == .table {
            console.tell(findings.map(\.told))
            let looked = files.counts.map { "\($0.count) \($0.kind.words($0.count))" }
            let count = findings.isEmpty ? "nothing" : "\(findings.count)"
            console.output("found \(count) in \(looked.joined(separator: ", "))\n")
        } else {
            data.print(.array(findings.map(\.value))) { "" }
        }
        return findings.isEmpty ? .success : .findings
    }

    /// Every file that is named, or lies below a folder that is named and may hold what is deployed.
    private static func files(in paths: [String]) throws -> [String] {
        try paths.isEmpty
            ? below(".")
            : paths.flatMap { Files.isFolder($0) ? try below($0) : [$0] }
    }

    private static func below(_ folder: String) throws -> [String] {
        try Files.tree(below: folder).filter { path in
            ([".yaml", ".yml", ".json"].contains(where: path.hasSuffix)
                || DeploymentFiles.isDockerfile(path))
                && !path.split(separator: "/").contains("node_modules")
        }.map { folder == "." ? $0 : FolderName(folder).appending($0) }
    }

    private func read(_ path: String, into files: inout DeploymentFiles) throws {
        let text = try ProfileFile.text(at: path)
        let file = SourceFile(name: path, text: text, hidesSecrets: true)
        guard !DeploymentFiles.isDockerfile(path) else { return files.add(dockerfile: file) }
        for document in try YAML.documents(in: file) where files.add(document) {
            let folder = Files.parent(of: path)
            let named = ComposeDocument(document, existingFiles: nil).namedFiles
            files.beside[path, default: []].formUnion(
                named.filter {
                    Files.exists($0.hasPrefix("/") ? $0 : folder.map(FolderName.init)?.appending($0) ?? $0)
                }
            )
        }
    }
}

/// An object of a cluster: `Secret/weather-keys`, or `Secret/*` for every Secret.
struct ObjectName: ArgumentValue {
    let reference: ManifestSet.Reference

    static var expectation: String { "KIND/NAME, as Secret/weather-keys" }
    var argumentText: String? { reference.description }

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        reference = ManifestSet.Reference(kind: parts[0], name: parts[1])
    }
}

extension DeploymentFiles.Finding {
    /// The finding with the name of its check, by which it can be looked up.
    fileprivate var told: Diagnostic {
        var told = diagnostic
        told.message += " [\(check)]"
        return told
    }

    fileprivate var value: Value {
        [
            "check": .string(check), "severity": .string(diagnostic.severity.rawValue),
            "message": .string(diagnostic.message), "hint": diagnostic.hint.map(Value.string) ?? .null,
            "file": diagnostic.location.map { .string($0.file.name) } ?? .null,
            "line": diagnostic.location.map { .int($0.line) } ?? .null,
            "column": diagnostic.location.map { .int($0.column) } ?? .null,
        ]
    }
}
