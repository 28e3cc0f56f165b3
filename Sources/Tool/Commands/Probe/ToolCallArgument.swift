internal import Arguments
internal import Diagnostics
internal import Values

/// A tool and its arguments on the command line: `echo={"text": "hi"}`.
struct ToolCallArgument: ArgumentValue, Sendable {
    let name: String
    let arguments: Object

    static let expectation = "a tool's name, with = and a JSON object when it takes arguments"

    init?(argument: String) {
        let equals = argument.firstIndex(of: "=")
        name = String(argument[..<(equals ?? argument.endIndex)])
        guard !name.isEmpty else { return nil }
        guard let equals else {
            arguments = Object()
            return
        }
        let text = String(argument[argument.index(after: equals)...])
        let value = try? JSON.value(in: SourceFile(name: "--call", text: text))
        guard let object = value?.object else { return nil }
        arguments = object
    }
}
