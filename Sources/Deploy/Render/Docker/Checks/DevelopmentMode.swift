internal import Diagnostics

extension DockerfileCheck {
    /// A server that is told it is being developed: it shows errors to callers, and is slow.
    static let developmentMode = DockerfileCheck("development-mode") { checked in
        guard let final = checked.final else { return [] }
        let modes: [String: [String]] = [
            "NODE_ENV": ["development", "test"], "FLASK_DEBUG": ["1", "true"],
            "PYTHONDEVMODE": ["1"], "PYTHONASYNCIODEBUG": ["1"],
        ]
        return final.all(\.env).flatMap { entries, place in
            entries.filter { modes[$0.name, default: []].contains($0.text.lowercased()) }.map { entry in
                .warning(
                    "\(entry.name)=\(entry.text) is for development",
                    at: entry.location ?? place,
                    hint: entry.name == "NODE_ENV" ? "NODE_ENV=production" : "remove it"
                )
            }
        }
    }
}
