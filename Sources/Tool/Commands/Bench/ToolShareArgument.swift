internal import Arguments
internal import Diagnostics
internal import Values

/// A tool and how often it is called beside others, on the command line: `search`, `search=3`.
struct ToolShareArgument: ArgumentValue, Sendable {
    let name: String
    let weight: Int

    static let expectation = "a tool's name, with =WEIGHT from 1 to 1000 when there are several"

    init?(argument: String) {
        guard let equals = argument.lastIndex(of: "="),
            let weight = Int(argument[argument.index(after: equals)...])
        else {
            (name, weight) = (argument, 1)
            if argument.isEmpty { return nil }
            return
        }
        guard 1...1000 ~= weight, equals > argument.startIndex else { return nil }
        (name, self.weight) = (String(argument[..<equals]), weight)
    }

    var argumentText: String? { weight == 1 ? name : "\(name)=\(weight)" }
}

/// What tools are called with, on the command line: `{"text": "hi"}` for all of them, `echo={"text": "hi"}` for one.
struct ToolArgumentsArgument: ArgumentValue, Sendable {
    /// The one tool they are for.
    let tool: String?
    let arguments: Object

    static let expectation = "a JSON object, after NAME= when it is for one tool only"

    init?(argument: String) {
        var text = argument[...]
        var tool: String?
        if argument.first != "{", let equals = argument.firstIndex(of: "=") {
            tool = String(argument[..<equals])
            text = argument[argument.index(after: equals)...]
        }
        let value = try? JSON.value(in: SourceFile(name: "--arguments", text: String(text)))
        guard let object = value?.object, tool?.isEmpty != true else { return nil }
        (self.tool, arguments) = (tool, object)
    }
}
