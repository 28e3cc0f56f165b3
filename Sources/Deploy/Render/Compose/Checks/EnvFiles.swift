internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// An env_file that must be there and is not: Compose stops.
    static let envFiles = ComposeCheck(id: "env-file") { document in
        document.services.flatMap { service -> [Diagnostic] in
            let entries = service.value["env_file"].map { $0.array ?? [$0] } ?? []
            return entries.compactMap { entry in
                guard let path = entry.string ?? entry.text("path"), entry["required"]?.bool != false else {
                    return nil
                }
                guard let files = document.existingFiles else {
                    return .warning(
                        "\(service.title) does not start where \(path) is absent",
                        at: entry.location ?? service.location,
                        hint: "write {path: \(path), required: false}"
                    )
                }
                guard !files.contains(path), !path.contains("$") else { return nil }
                return .error(
                    "\(service.title) needs \(path), which is not there: Compose stops",
                    at: entry.location ?? service.location,
                    hint: "write {path: \(path), required: false}, or add the file"
                )
            }
        }
    }
}
