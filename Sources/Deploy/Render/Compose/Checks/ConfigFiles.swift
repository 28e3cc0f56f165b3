internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A config whose file is not there: Compose stops, or Docker mounts an empty folder in its place.
    static let configFiles = ComposeCheck(id: "config-file") { document in
        guard let files = document.existingFiles else { return [] }
        return (document.value["configs"]?.object?.members ?? []).compactMap { member in
            guard let path = member.value.text("file"), !path.contains("$"), !files.contains(path) else {
                return nil
            }
            return .error(
                "the config '\(member.key)' is the file \(path), which is not there",
                at: member.value["file"]?.location ?? member.keyLocation,
                hint: "add the file, or mend the path: it begins where the Compose file is"
            )
        }
    }
}

extension ComposeDocument {
    /// The files that must lie beside the document, by the paths written in it.
    ///
    /// Those of secrets come with a deployment.
    package var namedFiles: [String] {
        let configs = (value["configs"]?.object?.members ?? []).compactMap { $0.value.text("file") }
        let variables = services.flatMap { service in
            (service.value["env_file"].map { $0.array ?? [$0] } ?? []).compactMap {
                $0.string ?? $0.text("path")
            }
        }
        return configs + variables
    }
}
