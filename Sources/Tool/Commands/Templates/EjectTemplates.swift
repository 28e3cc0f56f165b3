internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Templates

/// The verb `mcpctl templates eject`.
struct EjectTemplates: Command {
    static let name = "eject"
    static let summary = "Copy templates into a folder, to change them there"
    static let discussion = """
        The folder is then given with --templates. Only copy what is changed: every other template keeps coming \
        from the tool, and improves with it.
        """
    static let examples = [
        Example(
            "Change how Deployments look",
            "mcpctl templates eject kubernetes/deployment.yaml --to templates/"
        )
    ]
    static let parameters: [Parameter<Self>] =
        [
            .argument(
                \.paths,
                "PATH",
                help: "Templates, or folders of them; all when none is named",
                completion: .dynamic { _ in TemplateSet.embedded.paths.map { Candidate($0) } }
            ),
            .option(\.folder, "--to", value: "DIR", help: "The folder to copy into", completion: .directory)
                .required(),
            .flag(\.force, "--force", help: "Overwrite files that are there"),
        ] + SharedOptions.parameters.lifted(into: \.shared)

    var paths: [String] = []
    var folder = FolderName("")
    var force = false
    var shared = SharedOptions()

    func run() async throws -> ExitStatus {
        let known = TemplateSet.embedded.paths
        var chosen: [String] = []
        for path in paths {
            let name = path.hasSuffix("/") ? String(path.dropLast()) : path
            let found = known.filter { $0 == name || $0.hasPrefix(name + "/") }
            guard !found.isEmpty else {
                throw UsageError("there is no template '\(path)'", hint: "'mcpctl templates list' shows them")
            }
            chosen += found
        }
        // Whoever names a folder and a file in it means each file once.
        let wanted = Set(chosen)
        chosen = known.filter { paths.isEmpty || wanted.contains($0) }
        var batch = FileBatch()
        for path in chosen {
            let target = folder.appending(path)
            guard force || !Files.exists(target) else {
                throw UsageError("\(target) is there already", hint: "--force overwrites it")
            }
            try batch.stage(Array((TemplateSet.embedded.file(path)?.text ?? "").utf8), to: target)
        }
        try batch.commit()
        for path in chosen { shared.console.output(folder.appending(path) + "\n") }
        return .success
    }
}
