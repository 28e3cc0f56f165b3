internal import Detection
internal import Diagnostics
internal import FileSystem

/// Gathers the texts of a project that may say something about its server.
///
/// What cannot be read is a warning, never the end: folders that packages fill are not entered, files over 1 MiB and
/// those that are no text are left out, and so is everything a link leads back to.
struct ProjectReader {
    private static let ignored: Set = [
        "node_modules", ".git", ".venv", "venv", ".build", "dist", "build", "target", "out", "coverage",
        "vendor",
        "__pycache__", ".next", ".cache", "test", "tests",
    ]
    private static let byteLimit = 1 << 20
    private static let fileLimit = 400
    private static let depthLimit = 4

    private static let names: Set = [
        "package.json", "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock",
        "tsconfig.json",
        "tsconfig.build.json", "pyproject.toml", "poetry.lock", "uv.lock", "Pipfile", "setup.py",
        "Package.swift",
        "go.mod", "Dockerfile", "Containerfile", ".nvmrc", ".node-version", ".python-version",
        ".tool-versions",
        ".mcp.json",
    ]
    /// Lock files are only asked whether they are there.
    private static let locks: Set = [
        "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "poetry.lock", "uv.lock",
    ]
    private static let endings = [".yaml", ".yml", ".json", ".env", ".txt"]
    private static let sources = [".ts", ".js", ".mjs", ".py", ".go", ".swift"]

    private let root: String
    private(set) var folder: ProjectFolder
    private(set) var warnings: [Diagnostic] = []
    private var count = 0

    init(_ path: String) throws(FileError) {
        root = path
        let real = path == "." ? Files.currentFolder : path
        let name = real.split(separator: "/").last.map(String.init) ?? "server"
        folder = ProjectFolder(name: name)
        try read("", depth: 0, names: Files.names(in: path))
    }

    private mutating func read(_ parent: String, depth: Int, names: [String]) throws(FileError) {
        let entries = names.map { (name: $0, path: parent.isEmpty ? $0 : "\(parent)/\($0)") }
        let folders = entries.filter { Files.isFolder(Self.joined(root, $0.path)) }
        // Files before folders: what lies further up tells more, should there be too many.
        for entry in entries where !folders.contains(where: { $0.name == entry.name }) {
            guard Self.isTelling(entry.name, depth: depth), count < Self.fileLimit else { continue }
            count += 1
            readFile(entry.path, Self.joined(root, entry.path), entry.name)
        }
        for entry in folders {
            let full = Self.joined(root, entry.path)
            // A link may lead back to a folder above it.
            guard depth < Self.depthLimit, !Self.ignored.contains(entry.name), !Files.isLink(full),
                !entry.name.hasPrefix(".")
            else { continue }
            do throws(FileError) {
                try read(entry.path, depth: depth + 1, names: Files.names(in: full))
            } catch {
                warnings.append(.warning(error.description, hint: "the folder was left out"))
            }
        }
    }

    private mutating func readFile(_ path: String, _ full: String, _ name: String) {
        guard Files.isFile(full) else {
            warnings.append(.warning("\(full) is no file: it was left out"))
            return
        }
        guard !Self.locks.contains(name) else { return folder.add("", at: path, shown: shown(path)) }
        do throws(FileError) {
            let bytes = try Files.read(full, limit: Self.byteLimit)
            guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                warnings.append(.warning("\(full) is not UTF-8 text: it was left out"))
                return
            }
            folder.add(text, at: path, shown: shown(path))
        } catch {
            let isLarge = error.description.contains("larger")
            warnings.append(
                .warning(
                    isLarge ? "\(full) is larger than 1 MiB: it was left out" : "\(error): it was left out"
                )
            )
        }
    }

    private func shown(_ path: String) -> String { root == "." ? path : Self.joined(root, path) }

    private static func joined(_ folder: String, _ path: String) -> String {
        folder == "." ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    private static func isTelling(_ name: String, depth: Int) -> Bool {
        if names.contains(name) || name.hasPrefix(".env") { return true }
        if endings.contains(where: name.hasSuffix) { return name != "mcpctl.yaml" }
        return depth <= 3 && sources.contains(where: name.hasSuffix) && !name.contains(".test.")
            && !name.contains(".d.ts")
    }
}
