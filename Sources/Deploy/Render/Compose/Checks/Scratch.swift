internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Scratch space in memory that may grow until the container is killed.
    static let scratch = ComposeCheck.ofEachService("scratch") { service in
        let short = (service.value["tmpfs"].map { $0.array ?? [$0] } ?? []).compactMap { entry in
            entry.string.flatMap { text -> (String, SourceLocation?)? in
                let parts = text.split(separator: ":", maxSplits: 1)
                let options = parts.count > 1 ? parts[1].split(separator: ",") : []
                guard !options.contains(where: { $0.hasPrefix("size=") }) else { return nil }
                return (parts.first.map(String.init) ?? "", entry.location)
            }
        }
        let long = service.value.list("volumes").compactMap { entry -> (String, SourceLocation?)? in
            guard entry.text("type") == "tmpfs", entry.at("tmpfs", "size") == nil else { return nil }
            return (entry.text("target") ?? "", entry.location)
        }
        return (short + long).map { path, location in
            .warning(
                "\(service.title): what is written to \(path) counts as its memory, and nothing limits it",
                at: location ?? service.location,
                hint: "write \(path):size=64m"
            )
        }
    }
}
