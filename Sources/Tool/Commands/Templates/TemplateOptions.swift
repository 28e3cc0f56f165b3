internal import Arguments
internal import Diagnostics
internal import FileSystem
internal import Templates

/// Which templates a verb works with.
struct TemplateOptions: OptionGroup {
    var folder: String?

    static let parameters: [Parameter<Self>] = [
        .option(
            \.folder,
            "--templates",
            value: "DIR",
            help: "A folder whose files replace templates of the same path",
            environment: "MCPCTL_TEMPLATES",
            completion: .directory
        )
    ]

    /// The templates, with the user's own in front.
    func set() throws -> TemplateSet {
        guard let folder else { return .embedded }
        var texts: [String: String] = [:]
        do {
            for path in try Files.tree(below: folder) {
                texts[path] = try ProfileFile.text(at: "\(folder)/\(path)")
            }
        } catch let error as FileError {
            throw InvalidInput(
                .error("\(error)", hint: "--templates and MCPCTL_TEMPLATES name a folder of text files")
            )
        }
        return try .embedded(overriddenBy: texts, from: folder)
    }
}
