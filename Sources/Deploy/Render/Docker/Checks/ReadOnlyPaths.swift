internal import Diagnostics

extension DockerfileCheck {
    /// Caches and homes that the server would write to on a file system that is read-only.
    static let readOnlyPaths = DockerfileCheck("read-only-paths") { checked in
        guard let final = checked.final else { return [] }
        let names = ["HOME", "TMPDIR", "XDG_CACHE_HOME", "npm_config_cache", "UV_CACHE_DIR", "PIP_CACHE_DIR"]
        let volumes = final.all { if case .volume(let paths) = $0 { paths } else { nil } }.flatMap(\.part)
        return final.all(\.env).flatMap { entries, place in
            entries.filter { names.contains($0.name) && !$0.expands }.compactMap { entry in
                let isWritable = (["/tmp", "/run", "/dev/shm"] + volumes).contains { root in
                    entry.text == root || entry.text.hasPrefix(root + "/")
                }
                guard !isWritable else { return nil }
                return .warning(
                    "\(entry.name) is \(entry.text), where a read-only container cannot write",
                    at: entry.location ?? place,
                    hint: "put it below /tmp"
                )
            }
        }
    }
}
