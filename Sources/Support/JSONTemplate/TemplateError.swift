package import Diagnostics
import Values

/// Why a template could not be rendered, and where.
package struct TemplateError: Error, Sendable, Hashable {
    /// The kinds of errors by the names JSON-e gives them.
    package enum Category: String, Sendable, Hashable, CaseIterable {
        /// An expression that cannot be read.
        case syntax = "SyntaxError"
        /// An operator used wrongly, or a limit reached.
        case template = "TemplateError"
        /// An expression that cannot be evaluated.
        case interpreter = "InterpreterError"
        /// A function called with the wrong arguments.
        case builtin = "BuiltinError"
    }

    /// One step from a template node to a node inside it.
    package enum Step: Sendable, Hashable {
        case key(String)
        case index(Int)
    }

    package var category: Category
    package var message: String
    /// The way from the template's root to the node.
    ///
    /// What is inside an operator counts as the operator's place.
    package var path: [Step]
    /// The innermost template node; inside an expression, the token.
    package var location: SourceLocation?
    /// What to do next.
    package var hint: String?

    /// What a custom function throws: rendering adds the place it was called from.
    package init(
        _ message: String,
        category: Category = .builtin,
        path: [Step] = [],
        at location: SourceLocation? = nil,
        hint: String? = nil
    ) {
        self.category = category
        self.message = message
        self.path = path
        self.location = location
        self.hint = hint
    }
}

extension TemplateError: CustomStringConvertible {
    /// The path as JSON-e writes it: `template.message[0]["my key"]`.
    package var pathText: String {
        path.reduce(into: "template") { text, step in
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where key.isIdentifier: text += ".\(key)"
            case .key(let key): text += "[\(key.json)]"
            }
        }
    }

    /// The message as JSON-e writes it: `TemplateError at template.message: …`.
    package var description: String {
        "\(category.rawValue)\(path.isEmpty ? "" : " at \(pathText)"): \(message)"
    }

    package var diagnostic: Diagnostic {
        .error(path.isEmpty ? message : "\(message) (at \(pathText))", at: location, hint: hint)
    }
}

extension String {
    /// Whether the text is a name by JSON-e's grammar: letters, digits and underscores of ASCII, no digit first.
    var isIdentifier: Bool {
        guard let first = utf8.first, first.startsIdentifier else { return false }
        return utf8.allSatisfy(\.continuesIdentifier)
    }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    var startsIdentifier: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    var continuesIdentifier: Bool { startsIdentifier || isDigit }
}
