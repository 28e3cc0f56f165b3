internal import Diagnostics
internal import Values

/// `.nvmrc`, `.node-version`, `.python-version` and `.tool-versions`.
struct RuntimeVersionFiles: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        for (path, language, parts) in [
            (".nvmrc", "node", 1), (".node-version", "node", 1), (".python-version", "python", 2),
        ] {
            guard let file = folder.file(path), let version = RuntimeVersion.leading(file.text, parts: parts)
            else { continue }
            let place = SourceLocation(file: file, line: 1, column: 1)
            add(version, of: language, "", at: place, &detected)
        }
        guard let file = folder.file(".tool-versions") else { return }
        let names = [
            "nodejs": ("node", 1), "python": ("python", 2), "golang": ("go", 2), "swift": ("swift", 2),
        ]
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(separator: " ")
            guard words.count > 1, let (language, parts) = names[String(words[0])],
                let version = RuntimeVersion.leading(String(words[1]), parts: parts)
            else { continue }
            let place = SourceLocation(file: file, line: index + 1, column: 1)
            add(version, of: language, String(words[0]), at: place, &detected)
        }
    }

    private static func add(
        _ version: String,
        of language: String,
        _ source: String,
        at place: SourceLocation,
        _ detected: inout DetectedProfile
    ) {
        // A repository may pin tools that the server is not written in.
        guard detected.best("runtime.language")?.value.string == language else { return }
        detected.add("runtime.version", .string(version), .deployed, source, at: place)
    }
}

/// Versions of interpreters as requirements write them.
enum RuntimeVersion {
    /// The first `parts` numbers of `>=20.10`, `^3.12`, `v22.1.0`, `1.22`.
    static func leading(_ text: String, parts: Int) -> String? {
        let start = text.drop { !$0.isNumber && !$0.isNewline }
        let numbers = start.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".")
        guard let first = numbers.first, !first.isEmpty else { return nil }
        return numbers.prefix(parts).joined(separator: ".")
    }
}
