internal import Diagnostics
internal import FileSystem
internal import Profile
internal import Values
internal import YAML

/// A profile as it was read from its file.
struct ProfileFile {
    let path: String
    let tree: Value

    static func read(_ path: String) throws -> ProfileFile {
        let text: String
        do {
            text = try self.text(at: path)
        } catch let error as FileError where error.isNotFound {
            throw InvalidInput(
                .error(
                    "there is no profile '\(path)'",
                    hint: "name one with --profile; 'mcpctl presets list' shows what it can build on"
                )
            )
        }
        // Whatever is wrong in or near them, the lines of secrets are never shown.
        let file = SourceFile(name: path == "-" ? "<stdin>" : path, text: text, hidesSecrets: true)
        do {
            return ProfileFile(path: path, tree: try YAML.document(in: file))
        } catch {
            throw InvalidInput(error.diagnostics.map { $0.withoutHiddenWords() })
        }
    }

    /// A whole text file; `location` is where it was asked for.
    static func text(at path: String, asked location: SourceLocation? = nil) throws -> String {
        let bytes = try Files.read(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            throw InvalidInput(
                .error(
                    "\(path == "-" ? "standard input" : path) is \(isUTF16 ? "UTF-16, not UTF-8" : "not UTF-8 text")",
                    at: location,
                    hint: isUTF16 ? "save it as UTF-8" : "it may be a binary file, or text in an old encoding"
                )
            )
        }
        return text
    }

    /// The texts of the files that the profile's `configFiles` name, relative to the profile.
    func localFiles(of resolved: ResolvedProfile) throws -> [String: String] {
        let folder = path == "-" ? nil : Files.parent(of: path)
        var texts: [String: String] = [:]
        var problems: [Diagnostic] = []
        for entry in resolved.profile.configFiles {
            guard let name = entry.element.from else { continue }
            let location = resolved.tree["configFiles"]?[entry.name]?["from"]?.location
            let path = name.hasPrefix("/") ? name : folder.map { "\($0)/\(name)" } ?? name
            do {
                texts[name] = try Self.text(at: path, asked: location)
            } catch let error as FileError {
                let hint = name.hasPrefix("/") ? nil : "the path is relative to the profile"
                problems.append(.error("\(error)", at: location, hint: hint))
            } catch let error as InvalidInput {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        return texts
    }
}
