internal import Diagnostics
internal import TOML
internal import Values

/// `pyproject.toml` (PEP 621, Poetry, uv), requirements files and lock files.
struct PythonProject: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        let project = folder.file("pyproject.toml").flatMap { file in
            do throws(InvalidInput) {
                return try TOML.document(in: file)
            } catch {
                detected.skip(error)
                return nil
            }
        }
        let requirements = folder.paths(in: "").filter {
            $0.hasPrefix("requirements") && $0.hasSuffix(".txt")
        }
        let files = ["pyproject.toml", "poetry.lock", "uv.lock", "setup.py", "Pipfile"] + requirements
        guard let first = files.compactMap(folder.file).first else { return }
        let start = SourceLocation(file: first, line: 1, column: 1)
        detected.add("runtime.language", "python", .declared, "", at: start)
        if let project { read(project, &detected) }
        findManager(folder, project, requirements, &detected)
        for path in requirements { readRequirements(folder.file(path), &detected) }
    }

    private static func read(_ project: Value, _ detected: inout DetectedProfile) {
        let tables = [("project", project["project"]), ("tool.poetry", project.at("tool", "poetry"))]
        for (name, table) in tables {
            for key in ["name", "version", "description"] {
                guard let value = table?[key], value.string?.isEmpty == false else { continue }
                detected.add(key, value, .declared, "\(name).\(key)", at: value.location)
            }
            for script in table?["scripts"]?.members ?? [] {
                guard let target = script.value.string else { continue }
                detected.scripts["python:\(script.key)"] = target
                guard
                    table?["scripts"]?.object?.count == 1
                        || ["serve", "server", "start"].contains(script.key)
                else { continue }
                detected.add(
                    "runtime.command",
                    [.string(script.key)],
                    .convention,
                    "\(name).scripts",
                    at: script.value.location
                )
            }
        }
        let versions = [
            ("project.requires-python", project.at("project", "requires-python")),
            ("tool.poetry.dependencies.python", project.at("tool", "poetry", "dependencies", "python")),
        ]
        for (name, value) in versions {
            guard let value, let version = RuntimeVersion.leading(value.string ?? "", parts: 2) else {
                continue
            }
            detected.add("runtime.version", .string(version), .convention, name, at: value.location)
        }
        for value in project.at("project", "dependencies")?.items ?? [] {
            vote(for: PythonPackage.name(in: value.string ?? ""), at: value.location, &detected)
        }
        for member in project.at("tool", "poetry", "dependencies")?.members ?? [] {
            vote(for: PythonPackage.normal(member.key), at: member.keyLocation, &detected)
        }
        if let value = project.at("project", "name") ?? project.at("tool", "poetry", "name"),
            let name = value.string, ["mcp-sandbox"].contains(PythonPackage.normal(name))
        {
            detected.vote("mcp-sandbox", 6, "is named \(name)", at: value.location)
        }
    }

    private static func findManager(
        _ folder: ProjectFolder,
        _ project: Value?,
        _ requirements: [String],
        _ detected: inout DetectedProfile
    ) {
        func add(_ name: String, _ strength: Fact.Strength, _ source: String, _ place: SourceLocation?) {
            detected.add("runtime.packageManager", .string(name), strength, source, at: place)
        }
        func start(_ path: String) -> SourceLocation? {
            folder.file(path).map { SourceLocation(file: $0, line: 1, column: 1) }
        }
        if let place = start("uv.lock") { add("uv", .declared, "", place) }
        if let place = start("poetry.lock") { add("poetry", .declared, "", place) }
        if let table = project?.at("tool", "poetry") {
            add("poetry", .convention, "tool.poetry", table.location)
        }
        if let table = project?.at("tool", "uv") { add("uv", .convention, "tool.uv", table.location) }
        if let path = requirements.first { add("pip", .convention, "", start(path)) }
        if detected.best("runtime.packageManager")?.strength == nil {
            add("pip", .guess, "no lock file is there", nil)
        }
    }

    private static func readRequirements(_ file: SourceFile?, _ detected: inout DetectedProfile) {
        guard let file else { return }
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.trimmed
            guard !text.isEmpty, !text.hasPrefix("#"), !text.hasPrefix("-") else { continue }
            let place = SourceLocation(file: file, line: index + 1, column: 1)
            vote(for: PythonPackage.name(in: String(text)), at: place, &detected)
        }
    }

    private static func vote(for name: String, at place: SourceLocation?, _ detected: inout DetectedProfile) {
        switch name {
        case "kailash-mcp", "kailash": detected.vote("kailash", 6, "depends on \(name)", at: place)
        case "mcp-sandbox": detected.vote("mcp-sandbox", 6, "depends on \(name)", at: place)
        case "mcp", "fastmcp": detected.vote("custom", 3, "depends on \(name)", at: place)
        default: return
        }
    }
}

/// Names of Python packages (PEP 503 and PEP 508).
enum PythonPackage {
    /// The package that a requirement names, without extras, versions and markers.
    static func name(in requirement: String) -> String {
        normal(String(requirement.trimmedStart.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }))
    }

    /// Lowercase, with one `-` where there is any run of `-`, `_` and `.`.
    static func normal(_ name: String) -> String {
        name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
    }
}
