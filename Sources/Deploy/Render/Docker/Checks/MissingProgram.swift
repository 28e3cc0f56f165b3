internal import Diagnostics

extension DockerfileCheck {
    /// The interpreter is started with a file that nothing brings into the image.
    static let missingProgram = DockerfileCheck("missing-program") { checked in
        // What other images hold, or a RUN makes, is not known here.
        guard let final = checked.final, isBare(final.base.image), final.all(\.run).isEmpty,
            let (words, place) = final.last(\.command), case .exec(let list) = words,
            let file = program(in: list)
        else { return [] }
        var folder = "/"
        for instruction in final.instructions {
            if let path = instruction.content.workingDirectory { folder = absolute(path, in: folder) }
        }
        let wanted = absolute(file, in: folder)
        guard !wanted.contains("$"), !folder.contains("$") else { return [] }
        var current = "/"
        for instruction in final.instructions {
            if let path = instruction.content.workingDirectory { current = absolute(path, in: current) }
            guard let copy = instruction.content.copy ?? instruction.content.add else { continue }
            if brings(copy, wanted, in: current) { return [] }
        }
        return [
            .error(
                "the server is \(wanted), and no COPY brings it into the image",
                at: place,
                hint: "COPY --from the stage that builds it"
            )
        ]
    }

    /// An official image of an interpreter, which has no server in it.
    private static func isBare(_ image: String) -> Bool {
        let name = image.prefix { $0 != "@" && $0 != ":" }
        return [
            "node", "python", "docker.io/library/node", "docker.io/library/python", "library/node",
            "library/python",
        ].contains(name)
    }

    /// The file among the words, as far as it is plainly one: `build/index.js` of `node --inspect build/index.js`.
    private static func program(in words: [String]) -> String? {
        guard let interpreter = words.first?.split(separator: "/").last,
            ["node", "python", "python3"].contains(interpreter),
            let file = words.dropFirst().first(where: {
                !$0.hasPrefix("-") || ["-m", "-c", "-e"].contains($0)
            })
        else { return nil }
        return [".js", ".mjs", ".cjs", ".py"].contains(where: file.hasSuffix) ? file : nil
    }

    private static func absolute(_ path: String, in folder: String) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : folder + "/" + path).split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Whether a file can come of a copy: a folder's content lands in the target itself, a file below it.
    private static func brings(_ copy: Instruction.Copy, _ wanted: String, in folder: String) -> Bool {
        let target = absolute(copy.target, in: folder)
        guard wanted != target else { return true }
        let below = target == "/" ? "/" : target + "/"
        guard copy.content == nil, wanted.hasPrefix(below) else { return false }
        let rest = wanted.dropFirst(below.count)
        return copy.sources.contains { source in
            let name = source.split(separator: "/").last.map(String.init) ?? source
            guard isFile(source) else { return true }
            // `package*.json` brings what begins so.
            guard let star = name.firstIndex(where: { "*?[".contains($0) }) else { return rest == name }
            return rest.hasPrefix(name[..<star]) && !rest.contains("/")
        }
    }

    /// Whether a source is a file by its name; any other may be a folder.
    private static func isFile(_ source: String) -> Bool {
        [
            ".js", ".mjs", ".cjs", ".ts", ".json", ".py", ".toml", ".lock", ".txt", ".md", ".yaml", ".yml",
            ".sh",
        ].contains(where: source.hasSuffix)
    }
}
