/// A shell that can be taught to complete the tool.
package enum Shell: String, CaseIterable, ArgumentValue {
    case bash, zsh, fish

    /// A script to source; it knows the tool's name and asks the tool for everything else.
    package func script(for tool: String) -> String {
        let function = String(tool.map { $0.isLetter || $0.isNumber ? $0 : "_" })
        let template =
            switch self {
            case .bash: Self.bashScript
            case .zsh: Self.zshScript
            case .fish: Self.fishScript
            }
        return template.split(separator: "@FUNCTION@", omittingEmptySubsequences: false).joined(
            separator: function
        )
        .split(separator: "@TOOL@", omittingEmptySubsequences: false).joined(separator: tool)
    }
}
