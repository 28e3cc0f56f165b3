internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Secrets and configs that Compose cannot hand over as they are written.
    ///
    /// What comes from a variable or a text is copied into the container, which a read-only one does not take
    /// (docker/compose issue 12031); what comes from a file is mounted as it is, whatever mode is asked
    /// (docker/compose issue 9648).
    static let secretMounts = ComposeCheck(id: "secret-mount") { document in
        document.services.flatMap { service in
            ["secrets", "configs"].flatMap { section -> [Diagnostic] in
                (service.value[section]?.array ?? []).compactMap { entry in
                    guard let name = entry.string ?? entry.text("source"),
                        let definition = document.value[section]?[name]
                    else { return nil }
                    let place = entry.location ?? service.location
                    let isCopied = definition["environment"] != nil || definition["content"] != nil
                    if isCopied, service.value["read_only"]?.bool == true {
                        return .error(
                            "\(service.title) is read-only, and '\(name)' of \(section) would have to be copied into it: it does not start",
                            at: place,
                            hint: "write file: for the \(section.dropLast()), which is mounted"
                        )
                    }
                    let ignored = ["uid", "gid", "mode"].first { entry[$0] != nil }
                    guard definition["file"] != nil, let ignored else { return nil }
                    return .warning(
                        "\(service.title): \(ignored) of '\(name)' is ignored, the file keeps what it has on the host",
                        at: place,
                        hint: "remove it, and set the mode of the file"
                    )
                }
            }
        }
    }
}
