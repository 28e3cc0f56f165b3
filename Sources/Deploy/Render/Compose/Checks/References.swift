internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A secret, config, volume or network that nothing defines.
    static let references = ComposeCheck(id: "references") { document in
        definitions.flatMap { section -> [Diagnostic] in
            let known = document.value[section]?.object?.keys ?? []
            return document.services.flatMap { service in
                service.references(to: section).compactMap { name, location in
                    guard !known.contains(name), !(section == "networks" && name == "default") else {
                        return nil
                    }
                    return .error(
                        "\(service.title) names \(name.isEmpty ? "nothing" : "'\(name)'") under \(section), which nothing defines",
                        at: location ?? service.location,
                        hint: nearest(to: name, in: known).map { "did you mean '\($0)'?" }
                            ?? "define it under the top-level '\(section)'"
                    )
                }
            }
        }
    }

    /// A definition that no service refers to.
    static let unusedDefinitions = ComposeCheck(id: "unused-definitions") { document in
        definitions.flatMap { section -> [Diagnostic] in
            let used = Set(document.services.flatMap { $0.references(to: section).map(\.name) })
            return (document.value[section]?.object?.members ?? []).compactMap { member in
                guard !used.contains(member.key), !(section == "networks" && member.key == "default") else {
                    return nil
                }
                return .warning(
                    "no service uses '\(member.key)' of \(section)",
                    at: member.keyLocation ?? member.value.location,
                    hint: "remove it, or mount it where it is needed"
                )
            }
        }
    }
}

extension ComposeDocument.Service {
    /// The definitions of a section that the service refers to.
    fileprivate func references(to section: String) -> [(name: String, location: SourceLocation?)] {
        guard section == "volumes" else { return references(section) }
        return mounts.filter { $0.kind == "volume" && !$0.source.isEmpty }.map { ($0.source, $0.location) }
    }
}
