package import Diagnostics
package import Values

/// A Compose project as its file says it, rendered by us or written by hand.
package struct ComposeDocument: Sendable {
    package let value: Value
    /// The files beside the document by the paths written in it; `nil` when nobody looked.
    package let existingFiles: Set<String>?
    /// Listeners that are nobody else's business, by service and by their port in the container.
    package var internalPorts: [String: [Int: String]] = [:]

    package init(_ value: Value, existingFiles: Set<String>?) {
        self.value = value
        self.existingFiles = existingFiles
    }

    /// A service and what it says.
    package struct Service: Sendable {
        package let name: String
        package let value: Value
        package let location: SourceLocation?

        var title: String { "service '\(name)'" }
        func place(_ key: String) -> SourceLocation? { value[key]?.location ?? location }
    }

    package var services: [Service] {
        (value["services"]?.object?.members ?? []).map { member in
            Service(
                name: member.key,
                value: member.value,
                location: member.keyLocation ?? member.value.location
            )
        }
    }
}

extension ComposeDocument.Service {
    /// A published port, of the short form `HOST:PUBLISHED:TARGET/PROTOCOL` or the long one.
    struct Port {
        var address: String?
        /// A number, a range `8000-8001`, or `nil` when Docker chooses.
        var published: String?
        var target: Int?
        var name: String?
        var proto = "tcp"
        let location: SourceLocation?

        /// Whether only the machine itself reaches it.
        var isLocal: Bool {
            guard let address else { return false }
            return address.hasPrefix("127.") || address == "::1" || address == "[::1]"
                || address == "localhost"
        }

        var publishedNumbers: ClosedRange<Int>? {
            guard let published else { return nil }
            let ends = published.split(separator: "-").compactMap { Int($0) }
            switch ends.count {
            case 1: return ends[0]...ends[0]
            case 2 where ends[0] <= ends[1]: return ends[0]...ends[1]
            default: return nil
            }
        }
    }

    var ports: [Port] {
        value.list("ports").map { entry in
            if let object = entry.object {
                var port = Port(location: entry.location)
                port.address = object["host_ip"]?.string
                port.published = object["published"]?.string ?? object["published"]?.int.map(String.init)
                port.target = object["target"]?.int ?? object["target"]?.string.flatMap { Int($0) }
                port.name = object["name"]?.string
                port.proto = object["protocol"]?.string ?? "tcp"
                return port
            }
            return Self.port(entry.string ?? entry.number?.text ?? "", at: entry.location)
        }
    }

    private static func port(_ text: String, at location: SourceLocation?) -> Port {
        var port = Port(location: location)
        let halves = text.split(separator: "/", maxSplits: 1).map(String.init)
        if halves.count == 2 { port.proto = halves[1] }
        var parts = (halves.first ?? "").split(separator: ":", omittingEmptySubsequences: false).map(
            String.init
        )
        port.target = parts.popLast().flatMap { Int($0) }
        port.published = parts.popLast().flatMap { $0.isEmpty ? nil : $0 }
        port.address = parts.isEmpty ? nil : parts.joined(separator: ":")
        return port
    }

    /// The variables as they are written, of a mapping or a list `NAME=VALUE`.
    var environment: [(name: String, text: String, location: SourceLocation?)] {
        guard let entries = value["environment"] else { return [] }
        if let object = entries.object {
            return object.members.map { member in
                let text = member.value.string ?? member.value.number?.text ?? ""
                return (member.key, text, member.value.location ?? member.keyLocation)
            }
        }
        return (entries.array ?? []).compactMap { entry in
            guard let parts = entry.string?.split(separator: "=", maxSplits: 1), let name = parts.first else {
                return nil
            }
            return (String(name), parts.count == 2 ? String(parts[1]) : "", entry.location)
        }
    }

    /// What is mounted: the source and the target of volumes, in the short form or the long one.
    var mounts: [(source: String, kind: String, location: SourceLocation?)] {
        value.list("volumes").compactMap { entry in
            if let object = entry.object {
                return (object["source"]?.string ?? "", object["type"]?.string ?? "volume", entry.location)
            }
            guard let text = entry.string else { return nil }
            let source = text.split(separator: ":", maxSplits: 1).first.map(String.init) ?? ""
            guard text.contains(":") else { return ("", "volume", entry.location) }
            let isPath = source.hasPrefix("/") || source.hasPrefix(".") || source.hasPrefix("~")
            return (source, isPath ? "bind" : "volume", entry.location)
        }
    }

    /// The names that a list or a mapping refers to: `networks`, `depends_on`, `secrets`, `configs`.
    func references(_ key: String) -> [(name: String, location: SourceLocation?)] {
        guard let entries = value[key] else { return [] }
        if let object = entries.object {
            return object.members.map { ($0.key, $0.keyLocation ?? $0.value.location) }
        }
        return (entries.array ?? []).compactMap { entry in
            (entry.string ?? entry["source"]?.string).map { ($0, entry.location) }
        }
    }

    /// How many containers run of it.
    var replicas: Int { value.at("deploy", "replicas")?.int ?? value["scale"]?.int ?? 1 }

    /// The words of the health check's command, and whether a shell reads them.
    var healthWords: (words: [String], isShell: Bool)? {
        guard let test = value.at("healthcheck", "test") else { return nil }
        if let text = test.string { return (["sh", "-c", text], true) }
        var words = (test.array ?? []).compactMap(\.string)
        guard let form = words.first else { return nil }
        words.removeFirst()
        switch form {
        case "CMD": return (words, false)
        case "CMD-SHELL": return (["sh", "-c"] + words, true)
        default: return ([form] + words, false)
        }
    }
}
