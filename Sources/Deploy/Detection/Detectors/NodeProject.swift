internal import Diagnostics
internal import DockerfileSyntax
internal import Values

/// `package.json`, its lock file, and where TypeScript puts what it makes.
struct NodeProject: Detector {
    /// Lock files and whose they are, the closest to npm's own rule of precedence first.
    private static let locks = [
        ("pnpm-lock.yaml", "pnpm"), ("yarn.lock", "yarn"), ("npm-shrinkwrap.json", "npm"),
        ("package-lock.json", "npm"),
    ]

    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        guard let package = folder.json("package.json", &detected) else { return }
        guard package.object != nil else {
            return detected.warn("package.json is no mapping", at: package.location)
        }
        detected.add("runtime.language", "node", .declared, "", at: package.location)
        for key in ["name", "version", "description"] {
            guard let value = package[key], value.string?.isEmpty == false else { continue }
            detected.add(key, value, .declared, "\"\(key)\"", at: value.location)
        }
        let outputs = outputFolder(folder, &detected)
        findManager(folder, package, &detected)
        findScripts(package, &detected)
        findStart(package, outputs, &detected)
        findVersion(package, &detected)
        NodeDependencies.find(in: package, &detected)
    }

    private static func findManager(
        _ folder: ProjectFolder,
        _ package: Value,
        _ detected: inout DetectedProfile
    ) {
        if let value = package["packageManager"], let text = value.string {
            let name = String(text.prefix { $0 != "@" })
            if ["npm", "pnpm", "yarn"].contains(name) {
                detected.add(
                    "runtime.packageManager",
                    .string(name),
                    .deployed,
                    "\"packageManager\"",
                    at: value.location
                )
            }
        }
        let present = locks.filter { folder.file($0.0) != nil }
        for (path, manager) in present {
            let place = folder.file(path).map { SourceLocation(file: $0, line: 1, column: 1) }
            detected.add("runtime.packageManager", .string(manager), .declared, "", at: place)
        }
        if present.isEmpty {
            detected.add("runtime.packageManager", "npm", .guess, "no lock file is there", at: nil)
            detected.warn(
                "there is no lock file beside package.json: two builds of it may differ",
                at: package.location,
                hint: "npm install --package-lock-only writes one"
            )
        } else if Set(present.map(\.1)).count > 1 {
            detected.warn(
                "there are lock files of several package managers: \(present.map(\.0).joined(separator: ", "))",
                at: package.location,
                hint: "keep the one that is used"
            )
        }
    }

    private static func findScripts(_ package: Value, _ detected: inout DetectedProfile) {
        for script in package["scripts"]?.members ?? [] {
            if let text = script.value.string { detected.scripts["node:\(script.key)"] = text }
        }
        guard let build = package["scripts"]?["build"], build.string != nil else { return }
        let manager = detected.best("runtime.packageManager")?.value.string ?? "npm"
        detected.add(
            "runtime.build",
            ["\(manager == "yarn" ? "yarn" : "\(manager) run") build"],
            .declared,
            "\"scripts.build\"",
            at: build.location
        )
    }

    /// What starts it: its own start script, its main file, its program.
    private static func findStart(_ package: Value, _ outputs: String?, _ detected: inout DetectedProfile) {
        let bin = package["bin"].flatMap { $0.string == nil ? $0.members.first?.value : $0 }
        let main = package["main"] ?? bin
        let file = main?.string.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 }
        if let file { detected.scripts["node:main"] = file }
        if file == nil, let outputs { detected.scripts["node:main"] = "\(outputs)/index.js" }
        if let start = package["scripts"]?["start"], let text = start.string, ShellWords.isSimple(text) {
            let words = ShellWords.split(text)
            detected.add("runtime.command", .texts(words), .declared, "\"scripts.start\"", at: start.location)
        } else if let file, let main {
            detected.add(
                "runtime.command",
                ["node", .string(file)],
                .convention,
                package["main"] == nil ? "\"bin\"" : "\"main\"",
                at: main.location
            )
        }
    }

    private static func findVersion(_ package: Value, _ detected: inout DetectedProfile) {
        guard let engine = package["engines"]?["node"], let text = engine.string,
            let major = RuntimeVersion.leading(text, parts: 1)
        else { return }
        detected.add("runtime.version", .string(major), .declared, "\"engines.node\"", at: engine.location)
    }

    /// `outDir` of tsconfig.json.
    private static func outputFolder(_ folder: ProjectFolder, _ detected: inout DetectedProfile) -> String? {
        for path in ["tsconfig.json", "tsconfig.build.json"] {
            guard
                let value = folder.json(path, &detected, hasComments: true)?.at("compilerOptions", "outDir"),
                let text = value.string
            else { continue }
            let plain = text.hasPrefix("./") ? String(text.dropFirst(2)) : text
            return plain.hasSuffix("/") ? String(plain.dropLast()) : plain
        }
        return nil
    }
}
