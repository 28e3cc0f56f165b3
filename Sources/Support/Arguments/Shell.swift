/// A shell that can be taught to complete the tool.
package enum Shell: String, CaseIterable, ArgumentValue {
    case bash, zsh, fish
}
extension Shell { func script(for tool: String) -> String { "" } }
extension Program { var manualPages: [(name: String, text: String)] { [] } }
extension Route { func manual(of program: Program) -> String { "" } }
