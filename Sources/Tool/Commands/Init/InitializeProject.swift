internal import Arguments
internal import Detection
internal import Diagnostics
internal import FileSystem
internal import Profile
internal import Templates
internal import Values

/// The verb `mcpctl init`.
struct InitializeProject: Command {
    static let name = "init"
    static let summary = "Look at a project and write its profile"
    static let discussion = """
        Reads what the project already says: package files and lock files, Dockerfile, Compose files, Kubernetes \
        manifests, ECS task definitions, MCP configuration, the names in .env files. Every line of the profile says \
        where it was found; what looks like a secret becomes a reference, and what was insecure is told.

        With --from, manifests, a Compose file, a task definition or a Dockerfile are carried over: each of their \
        fields is in the profile, is replaced by something better, is kept as a patch, or is named in a warning.

        The profile is valid when it is written. A file that is there is never overwritten.
        """
    static let examples = [
        Example("Write mcpctl.yaml for this folder", "mcpctl init"),
        Example("See what would be written", "mcpctl init servers/weather --dry-run"),
        Example(
            "Carry over what runs in a cluster",
            "kubectl get deploy,svc,cm -o yaml | mcpctl init --from -"
        ),
        Example("Carry over one service of a Compose file", "mcpctl init --from compose.yaml --service mcp"),
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.folder,
                "FOLDER",
                help: "The project; the current folder when left out",
                isRequired: false,
                completion: .directory
            ),
            .option(
                \.sources,
                "--from",
                value: "FILE",
                help:
                    "Carry over manifests, a Compose file, a task definition or a Dockerfile; - is standard input",
                completion: .file("yaml", "yml", "json", "Dockerfile")
            ),
            .option(
                \.service,
                "--service",
                value: "NAME",
                help: "Which of several services or workloads is the server"
            ),
            .option(
                \.preset,
                "--preset",
                value: "NAME",
                help: "The system it is built with, whatever the files say",
                completion: .dynamic { _ in Preset.names(in: .embedded).map { Candidate($0) } }
            ),
            .option(\.serverName, "--name", value: "NAME", help: "The server's name"),
            .option(\.image, "--image", value: "IMAGE", help: "The container image, with its tag"),
            .option(
                \.output,
                "-o",
                "--output",
                value: "FILE",
                help: "The file to write, FOLDER/mcpctl.yaml when left out; - prints it",
                completion: .file("yaml", "yml")
            ),
            .flag(\.isDryRun, "-n", "--dry-run", help: "Print what would be written, and write nothing"),
        ] + TemplateOptions.parameters.lifted(into: \.templates)
        + SharedOptions.parameters.lifted(into: \.shared)

    var folder = FolderName(".")
    var sources: [String] = []
    var service: String?
    var preset: String?
    var serverName: String?
    var image: String?
    var output: String?
    var isDryRun = false
    var templates = TemplateOptions()
    var shared = SharedOptions()

    func validate() throws(UsageError) {
        guard sources.filter({ $0 == "-" }).count <= 1 else {
            throw UsageError("--from - can be given once: there is one standard input")
        }
    }

    func run() async throws -> ExitStatus {
        let console = shared.console
        let target = output ?? (folder.path == "." ? "mcpctl.yaml" : folder.appending("mcpctl.yaml"))
        if target != "-", !isDryRun { try Self.refuseToOverwrite(target) }
        let templates = try self.templates.set()
        try checkChoices(in: templates)

        let project = try ProjectReader(folder.path)
        let detected = try Detection.detect(in: project.folder, from: try files(), service: service)
        if let error = detected.diagnostics.first(where: { $0.severity == .error }) {
            throw InvalidInput(error)
        }
        guard !detected.isEmpty || (preset != nil && image != nil) else {
            console.tell(project.warnings + detected.diagnostics)
            throw InvalidInput(
                .error(
                    "nothing recognised in \(folder.path == "." ? "this folder" : folder.path)",
                    hint: "name what it is: mcpctl init --preset custom --image REPOSITORY:TAG"
                )
            )
        }
        var told = detected
        told.tellReplacements()
        let draft = try ProfileDraft(
            told,
            in: project.folder,
            choices: DraftChoices(preset: preset, name: serverName, image: image),
            templates: templates
        )
        console.tell(project.warnings + draft.diagnostics)
        guard target != "-", !isDryRun else {
            console.file(draft.text)
            return .success
        }
        var batch = FileBatch()
        try batch.stage(draft.text.utf8, to: target)
        try Self.refuseToOverwrite(target)
        try batch.commit()
        console.output("create     \(target)\n")
        return .success
    }

    private static func refuseToOverwrite(_ target: String) throws(InvalidInput) {
        guard Files.exists(target) else { return }
        throw InvalidInput(
            .error(
                "\(target) is there already, and is not overwritten",
                hint:
                    "-o FILE writes elsewhere, -n prints; 'mcpctl profile validate' checks the one that is there"
            )
        )
    }

    /// What was asked for must be possible before anything is read.
    private func checkChoices(in templates: TemplateSet) throws(InvalidInput) {
        if let preset { _ = try Preset.load(preset, from: templates, at: nil) }
        if let serverName, let problem = TextRule.serverName.problem(with: serverName) {
            throw InvalidInput(.error("--name \(problem)", hint: "such as weather or qsys-control"))
        }
        if let image {
            guard let reference = Image(reference: image), reference.tag != "latest" else {
                throw InvalidInput(
                    .error(
                        "--image is no image with a tag other than latest",
                        hint: "such as ghcr.io/acme/weather:1.4.0"
                    )
                )
            }
        }
    }

    private func files() throws -> [SourceFile] {
        try sources.map { path in
            let text = try ProfileFile.text(at: path)
            return SourceFile(name: path == "-" ? "<stdin>" : path, text: text, hidesSecrets: true)
        }
    }
}
