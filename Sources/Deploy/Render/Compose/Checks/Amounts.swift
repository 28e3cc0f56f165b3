internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Amounts of memory that Compose does not read, or that contradict each other.
    static let amounts = ComposeCheck.ofEachService("amounts") { service in
        let resources = service.value.at("deploy", "resources")
        let limit = resources?.at("limits", "memory") ?? service.value["mem_limit"]
        let reservation = resources?.at("reservations", "memory") ?? service.value["mem_reservation"]
        var findings: [Diagnostic] = [limit, reservation, service.value["shm_size"]].compactMap { value in
            guard let value, let text = value.string, !text.contains("$"), bytes(value) == nil else {
                return nil
            }
            return .error(
                "\(service.title): '\(text)' is no amount of memory",
                at: value.location ?? service.location,
                hint: "write 512m or 1g; Compose has no Mi and Gi"
            )
        }
        if let most = limit.flatMap(bytes), let least = reservation.flatMap(bytes), least > most {
            findings.append(
                .error(
                    "\(service.title) reserves more memory than its limit lets it have",
                    at: reservation?.location ?? service.location,
                    hint: "reserve as much as the limit at most"
                )
            )
        }
        let cpus = [resources?.at("limits", "cpus"), resources?.at("reservations", "cpus")].map { value in
            value.flatMap { Double($0.string ?? $0.number?.text ?? "") }
        }
        if let most = cpus[0], let least = cpus[1], least > most {
            findings.append(
                .error(
                    "\(service.title) reserves more CPUs than its limit lets it have",
                    at: resources?.at("reservations", "cpus")?.location ?? service.location,
                    hint: "reserve as much as the limit at most"
                )
            )
        }
        return findings
    }

    /// A heap of Node.js that does not fit into its container: it is killed instead of collecting its garbage.
    static let heap = ComposeCheck.ofEachService("heap") { service in
        let limit = service.value.at("deploy", "resources", "limits", "memory") ?? service.value["mem_limit"]
        let commands = ["command", "entrypoint"].map { key in
            (service.value.list(key).compactMap(\.string), service.place(key))
        }
        let options = service.environment.filter { $0.name == "NODE_OPTIONS" }.map { entry in
            (entry.text.split(separator: " ").map(String.init), entry.location)
        }
        guard let most = limit.flatMap(bytes) else { return [] }
        return (commands + options).flatMap { words, location in
            words.compactMap { word -> Diagnostic? in
                let parts = word.split(separator: "=")
                guard ["--max-old-space-size", "--max_old_space_size"].contains(parts.first),
                    let size = parts.last.flatMap({ Double($0) }), size * 1_048_576 >= most
                else { return nil }
                return .error(
                    "\(service.title) may fill a heap of \(parts[1]) MiB, which its limit of memory has no room for",
                    at: location ?? service.location,
                    hint: "three quarters of the limit leave room for the rest"
                )
            }
        }
    }

    /// A byte value (Compose Specification, "Specifying byte values"): `512m`, `1gb`, or a number.
    private static func bytes(_ value: Value) -> Double? {
        guard let text = value.string?.lowercased() else { return value.number.flatMap { Double($0.text) } }
        let number = text.prefix { $0.isNumber || $0 == "." }
        let units = [
            "": 1.0, "b": 1, "k": 1024, "kb": 1024, "m": 1_048_576, "mb": 1_048_576, "g": 1_073_741_824,
            "gb": 1_073_741_824,
        ]
        guard let count = Double(number), let unit = units[String(text.dropFirst(number.count))] else {
            return nil
        }
        return count * unit
    }
}
