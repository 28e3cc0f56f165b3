import Foundation
import PackagePlugin

/// Turns every file under the top-level `templates` folder into Swift source.
@main
struct EmbedTemplates: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL.appending(path: "templates")
        let output = context.pluginWorkDirectoryURL.appending(path: "TemplateSet+Embedded.swift")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let inputs = (files?.compactMap { $0 as? URL } ?? []).sorted { $0.path < $1.path }
        return [
            .buildCommand(
                displayName: "Embedding templates",
                executable: try context.tool(named: "embed-templates").url,
                arguments: [root.path(), output.path()],
                inputFiles: inputs.filter { !$0.hasDirectoryPath },
                outputFiles: [output]
            )
        ]
    }
}
