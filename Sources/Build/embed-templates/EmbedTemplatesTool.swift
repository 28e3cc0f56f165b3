internal import Foundation

/// Writes the Swift source that carries a folder's text files: `embed-templates FOLDER OUTPUT`.
@main
enum EmbedTemplatesTool {
    static func main() throws {
        let root = URL(filePath: CommandLine.arguments[1])
        var source = "extension TemplateSet {\n    static let embeddedTexts: [String: String] = [\n"
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
            let file = root.appending(path: path)
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }), !file.isFolder else {
                continue
            }
            let text = try String(contentsOf: file, encoding: .utf8)
            source += "        \(path.debugDescription): \(text.debugDescription),\n"
        }
        try (source + "    ]\n}\n").write(toFile: CommandLine.arguments[2], atomically: true, encoding: .utf8)
    }
}

extension URL {
    fileprivate var isFolder: Bool {
        (try? resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
    }
}
