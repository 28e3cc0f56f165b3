internal import Diagnostics
internal import Profile
internal import Templates
internal import Values
internal import YAML

extension ServerModel {
    /// A file that the container sees beside the image's own.
    struct File {
        let path: String
        let text: String
    }

    /// The configuration files, and the probe when health is asked over the protocol, with their texts.
    func files() throws(InvalidInput) -> [File] {
        var files: [File] = []
        for entry in profile.configFiles {
            files.append(File(path: entry.name, text: try text(of: entry.element, at: entry.name)))
        }
        if usesProbeScript, let script = probeScript {
            files.append(File(path: script.mountPath, text: try adapter(script.file, asked: nil)))
        }
        return files
    }

    private func text(of file: ConfigFile, at path: String) throws(InvalidInput) -> String {
        if let content = file.content { return content }
        if let tree = file.json?.value { return tree.json(.pretty) + "\n" }
        if let tree = file.yaml?.value { return YAML.text(of: [tree]) }
        if let adapter = file.adapter {
            return try self.adapter(adapter, asked: resolved.location("configFiles.\(path)"))
        }
        guard let source = file.from, let text = localFiles[source] else {
            throw InvalidInput(
                .error(
                    "the file '\(file.from ?? "")' was not read",
                    at: resolved.location("configFiles.\(path)")
                )
            )
        }
        return text
    }

    private func adapter(_ file: String, asked location: SourceLocation?) throws(InvalidInput) -> String {
        guard let source = templates.file("adapters/\(file)") else {
            let known = templates.paths(in: "adapters").map { String($0.dropFirst("adapters/".count)) }
            throw InvalidInput(
                .error(
                    "there is no adapter '\(file)'",
                    at: location,
                    hint: nearest(to: file, in: known).map { "did you mean '\($0)'?" }
                        ?? "the adapters are \(known.joined(separator: ", "))"
                )
            )
        }
        return source.text
    }
}
