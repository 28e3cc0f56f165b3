package import Arguments

/// Options that every verb takes.
package struct SharedOptions: OptionGroup {
    enum Color: String, CaseIterable, ArgumentValue { case auto, always, never }

    var color = Color.auto

    package init() {}

    package static let parameters: [Parameter<Self>] = [
        .option(\.color, "--color", value: "WHEN", help: "Whether messages are coloured")
    ].under("Options of every command")

    /// The process's console, coloured as asked.
    var console: Console {
        var environment = processEnvironment()
        switch color {
        case .auto: break
        case .always:
            environment["NO_COLOR"] = nil
            environment["CLICOLOR_FORCE"] = "1"
        case .never: environment["NO_COLOR"] = "1"
        }
        return .standard(environment: environment)
    }
}
