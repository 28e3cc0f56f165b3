internal import Diagnostics
internal import FileSystem
internal import Render
internal import Values
internal import YAML

/// Files that an earlier render wrote and that cannot say so themselves, such as a configuration in JSON: another file
/// of that render lists them, a `compose.yaml` under `x-mcpctl`.
struct ListedFiles {
    /// Their paths, as the plan's files are called in the folder.
    private(set) var paths: Set<String> = []

    /// Reads the lists in those files that a render for one of these owners wrote.
    ///
    /// `old` holds what is there now of the plan's files, by path.
    init(_ plan: RenderPlan, of owners: Set<String>, in folder: FolderName, old: [String: [UInt8]]) {
        for file in plan.files where !file.isCompanion {
            let path = folder.appending(file.path)
            // Hardly any file has a list, and reading all of them as YAML would take longer than rendering.
            guard let bytes = old[path], bytes.holds("x-mcpctl"),
                let text = String(validating: bytes, as: UTF8.self),
                case .server(let owner) = FileOrigin(of: bytes), owners.contains(owner),
                let document = try? YAML.document(in: SourceFile(name: path, text: text))
            else { continue }
            let parent = FolderName(Files.parent(of: path) ?? ".")
            let listed = (document["x-mcpctl"]?["files"]?.array ?? []).compactMap(\.string)
            // A list never reaches outside its own folder, whoever changed it.
            paths.formUnion(listed.filter(Self.isBelow).map(parent.appending))
        }
    }

    private static func isBelow(_ path: String) -> Bool {
        !path.isEmpty && !path.hasPrefix("/")
            && !path.split(separator: "/", omittingEmptySubsequences: false).contains {
                ["", ".", ".."].contains($0)
            }
    }
}
