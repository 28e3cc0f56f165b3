internal import Diagnostics

extension DockerfileCheck {
    /// Files that whoever gets into the container can replace.
    static let writableByAll = DockerfileCheck("writable-by-all") { checked in
        checked.stages.flatMap { stage in
            stage.instructions.compactMap { instruction in
                let modes: [String] =
                    switch instruction.content {
                    case .copy(let copy), .add(let copy): [copy.mode].compactMap(\.self)
                    case .run(let run):
                        checked.commands(of: run).filter { $0.program == "chmod" }.flatMap {
                            $0.words.dropFirst().first { !$0.hasPrefix("-") }.map { [$0] } ?? []
                        }
                    case .comment, .from, .env, .label, .argument, .workingDirectory, .user, .expose,
                        .volume, .entrypoint, .command, .healthCheck, .shell, .stopSignal:
                        []
                    }
                guard let mode = modes.first(where: letsAllWrite) else { return nil }
                return .error(
                    "mode \(mode) lets everybody in the container change these files",
                    at: instruction.location,
                    hint: "u=rwX,go=rX; and COPY --chown for what the server writes"
                )
            }
        }
    }

    /// Whether others may write, by a mode as chmod takes it; the sticky bit is how `/tmp` does it.
    private static func letsAllWrite(_ mode: String) -> Bool {
        if let number = Int(mode, radix: 8) { return number & 0o002 != 0 && number & 0o1000 == 0 }
        return mode.split(separator: ",").contains { clause in
            guard let sign = clause.firstIndex(where: { "+=".contains($0) }) else { return false }
            let who = clause[..<sign]
            return (who.contains("o") || who.contains("a")) && clause[sign...].contains("w")
        }
    }
}
