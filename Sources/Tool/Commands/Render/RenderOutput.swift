internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Render

/// A plan and whom it is for.
struct NamedPlan {
    let project: Project
    let profile: String
    let plan: RenderPlan

    var name: String { project.name }
    /// The profile's own name, and those of its servers: whose files it may replace.
    var owners: Set<String> { Set(project.servers.map(\.name) + [project.name]) }
}

/// What becomes of what was rendered: printed, written, compared.
struct RenderOutput: OptionGroup {
    var folder = FolderName("-")
    var isDryRun = false
    var showsDifference = false
    var isCheck = false
    var force = false

    static let parameters: [Parameter<Self>] = [
        .option(
            \.folder,
            "-o",
            "--output",
            value: "DIR",
            help: "The folder to write to; - prints one stream",
            completion: .directory
        ),
        .flag(\.isDryRun, "-n", "--dry-run", help: "List what would be written, and write nothing"),
        .flag(\.showsDifference, "--diff", help: "Print what would change in the folder, and write nothing"),
        .flag(\.isCheck, "--check", help: "Exit with 3 when the folder is not what would be written"),
        .flag(
            \.force,
            "--force",
            help: "Overwrite files that another hand, or another server's render, wrote"
        ),
    ]

    func deliver(_ plans: [NamedPlan], to console: Console) async throws -> ExitStatus {
        var seen: Set<String> = []
        if let twice = plans.first(where: { !seen.insert($0.name).inserted })?.name {
            let owners = plans.filter { $0.name == twice }.map(\.profile).joined(separator: " and ")
            throw InvalidInput(
                .error("\(owners) both describe a server '\(twice)'", hint: "give each a name of its own")
            )
        }
        guard folder.path != "-" else {
            guard !showsDifference, !isCheck else {
                throw UsageError("--diff and --check compare with a folder", hint: "name it: -o DIR")
            }
            console.output(isDryRun ? listing(plans) : plans.map(\.plan.stream).joined())
            return .success
        }
        let compared = await plans.concurrentMap { named in
            Result {
                try FolderChanges(
                    named.plan,
                    of: named.owners,
                    in: plans.count > 1 ? FolderName(folder.appending(named.name)) : folder
                )
            }
        }
        let folders = try compared.map { try $0.get() }
        console.tell(folders.flatMap(\.warnings))
        let changes = folders.flatMap(\.changes)
        if showsDifference {
            console.difference(String(decoding: changes.flatMap(\.difference), as: UTF8.self))
        } else {
            let foreign = folders.flatMap(\.foreign)
            guard isCheck || force || foreign.isEmpty else { throw InvalidInput(foreign) }
            if !isDryRun, !isCheck { try FolderChange.apply(changes) }
            console.output(changes.map { "\($0.kind.word)  \($0.path)\n" }.joined())
        }
        let isStale = changes.contains { $0.kind != .same }
        if isCheck, isStale {
            console.note(
                "error: \(folder.path) is not what the profile renders to\nhint: render it again without --check"
            )
            return .findings
        }
        return .success
    }

    /// The files whose documents would be printed.
    private func listing(_ plans: [NamedPlan]) -> String {
        plans.flatMap { named in
            named.plan.files.filter { !$0.isCompanion }.map { "print      \(named.name)/\($0.path)\n" }
        }.joined()
    }
}
