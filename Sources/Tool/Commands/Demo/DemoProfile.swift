internal import DemoServer
internal import FileSystem
internal import HTTPServing
internal import Values
internal import YAML

#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The files with which other verbs look at a demo: a profile, the key, and whom to trust.
struct DemoProfile {
    let path: String
    let demo: DemoFleet

    private var keyPath: String { "\(path).key" }
    private var authorityPath: String { "\(path).ca.pem" }

    private var tree: Value {
        let targets = demo.servers.map { server -> Value in
            let places = server.places
            var target = Object()
            target["url"] = .string(places.mcp)
            target["name"] = .string(places.name)
            if let health = places.health { target["health"] = .string(health) }
            target["metrics"] = .string(places.metrics)
            target["admin"] = .string(places.admin)
            return .object(target)
        }
        // Nothing is ever deployed of it.
        let image = "example.invalid/demo@sha256:\(String(repeating: "0", count: 64))"
        return [
            "apiVersion": "mcpctl.dev/v1", "name": "demo", "preset": "custom", "version": "1.0.0",
            "image": .string(image),
            "environments": ["demo": ["targets": .array(targets)]],
        ]
    }

    /// Writes them all, or none; only this user may read the key.
    func write() throws(FileError) {
        let mask = umask(0o077)
        defer { umask(mask) }
        var batch = FileBatch()
        try batch.stage(YAML.text(of: [tree]).utf8, to: path, isForEverybody: true)
        try batch.stage("\(demo.keys.admin)\n".utf8, to: keyPath)
        if let authority = demo.authority {
            try batch.stage(authority.certificate.utf8, to: authorityPath, isForEverybody: true)
        }
        try batch.commit()
    }

    /// What to type to look at it.
    var options: String {
        "-p \(path) -e demo --token-file \(keyPath)"
            + (demo.authority == nil ? "" : " --ca-file \(authorityPath)")
    }
}
