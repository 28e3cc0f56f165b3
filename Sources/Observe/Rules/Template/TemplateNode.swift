internal import GoText

/// One part of a parsed template, with its place for messages.
indirect enum TemplateNode: Sendable {
    case text(String)
    case action(TemplatePipe)
    case branch(TemplateBranch)
    case template(name: String, pipe: TemplatePipe?, offset: Int)
    case breakLoop(offset: Int)
    case continueLoop(offset: Int)
}

/// `if`, `with` and `range`: a pipeline and two lists.
struct TemplateBranch: Sendable {
    enum Kind: String, Sendable {
        case condition = "if"
        case with
        case range
    }

    let kind: Kind
    let pipe: TemplatePipe
    let list: [TemplateNode]
    let otherwise: [TemplateNode]
    let offset: Int
}

/// Commands that hand their values on, and the variables that get the last one.
struct TemplatePipe: Sendable {
    var variables: [String] = []
    /// Whether the variables exist already: `=` instead of `:=`.
    var isAssignment = false
    var commands: [TemplateCommand] = []
    let offset: Int

    /// As Go prints the tree.
    var description: String {
        let head =
            variables.isEmpty ? "" : variables.joined(separator: ", ") + (isAssignment ? " = " : " := ")
        return head + commands.map(\.description).joined(separator: " | ")
    }
}

/// A function or a value with its arguments.
struct TemplateCommand: Sendable {
    var arguments: [TemplateOperand] = []
    let offset: Int

    var description: String { arguments.map(\.description).joined(separator: " ") }
}

/// What stands in a command.
struct TemplateOperand: Sendable {
    indirect enum Kind: Sendable {
        case dot
        case null
        case bool(Bool)
        case constant(TemplateValue, text: String)
        case string(String, text: String)
        /// `.a.b`
        case field([String])
        /// `$a.b`: the variable and fields of it.
        case variable(String, [String])
        case function(String)
        case pipe(TemplatePipe)
        /// `(…).a.b`
        case chain(TemplateOperand, [String])
    }

    var kind: Kind
    let offset: Int

    var description: String {
        switch kind {
        case .dot: "."
        case .null: "nil"
        case .bool(let value): value ? "true" : "false"
        case .constant(_, let text), .string(_, let text): text
        case .field(let names): names.map { ".\($0)" }.joined()
        case .variable(let name, let fields): name + fields.map { ".\($0)" }.joined()
        case .function(let name): name
        case .pipe(let pipe): "(\(pipe.description))"
        case .chain(let operand, let fields): operand.description + fields.map { ".\($0)" }.joined()
        }
    }
}
