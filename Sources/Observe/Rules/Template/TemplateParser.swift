internal import GoText

/// Reads Go's template language: the grammar of `text/template/parse`.
struct TemplateParser {
    /// Parentheses and blocks inside one another.
    private static let maximumDepth = 100

    let tokens: [TemplateToken]
    private(set) var position = 0
    private(set) var lastOffset = 0
    private var depth = 0
    private var loops = 0
    var variables = ["$"]
    private(set) var definitions: [String: [TemplateNode]] = [:]

    private init(_ tokens: [TemplateToken]) { self.tokens = tokens }

    typealias Problem = TemplateLexer.Problem

    /// The nodes of the template, and the templates it defines.
    static func parse(
        _ text: String
    ) throws(Problem) -> (root: [TemplateNode], definitions: [String: [TemplateNode]]) {
        var parser = TemplateParser(try TemplateLexer.tokens(of: text))
        var root: [TemplateNode] = []
        while parser.peek.kind != .end {
            if parser.startsDefinition {
                try parser.definition()
                continue
            }
            switch try parser.item() {
            case .node(let node): root.append(node)
            case .nothing: break
            case .otherwise: throw parser.problem("unexpected {{else}}")
            case .end: throw parser.problem("unexpected {{end}}")
            }
        }
        return (root, parser.definitions)
    }

    // MARK: Tokens

    var peek: TemplateToken { tokens[min(position, tokens.count - 1)] }

    mutating func next() -> TemplateToken {
        let token = peek
        if position < tokens.count { position += 1 }
        lastOffset = token.offset
        return token
    }

    mutating func skipSpace() { while peek.kind == .space { position += 1 } }

    mutating func peekWord() -> TemplateToken {
        skipSpace()
        return peek
    }

    mutating func nextWord() -> TemplateToken {
        skipSpace()
        return next()
    }

    mutating func goBack(to place: Int) { position = place }

    func problem(_ reason: String) -> Problem { Problem(reason: reason, offset: lastOffset) }

    func unexpected(_ token: TemplateToken, in context: String) -> Problem {
        Problem(reason: "unexpected \(Self.name(of: token)) in \(context)", offset: token.offset)
    }

    private static func name(of token: TemplateToken) -> String {
        if token.kind == .end { return "EOF" }
        if token.isKeyword { return "<\(token.text)>" }
        guard token.text.unicodeScalars.count > 10 else { return GoText.quoted(token.text) }
        return GoText.quoted(String(String.UnicodeScalarView(token.text.unicodeScalars.prefix(10)))) + "..."
    }

    private mutating func expectEnd(of context: String) throws(Problem) {
        let token = nextWord()
        guard token.kind == .rightDelimiter else { throw unexpected(token, in: context) }
    }

    mutating func enter() throws(Problem) {
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw problem("more than \(Self.maximumDepth) parentheses and blocks inside one another")
        }
    }

    mutating func leave() { depth -= 1 }
}

// MARK: Items

extension TemplateParser {
    private enum Item {
        case node(TemplateNode)
        case nothing
        case otherwise
        case end
    }

    private mutating func item() throws(Problem) -> Item {
        let token = next()
        switch token.kind {
        case .text: return .node(.text(token.text))
        case .leftDelimiter: return try action()
        default: throw unexpected(token, in: "input")
        }
    }

    private mutating func action() throws(Problem) -> Item {
        let token = peekWord()
        guard token.isKeyword else {
            return .node(.action(try pipe("command", until: .rightDelimiter)))
        }
        _ = next()
        switch token.text {
        case "if": return .node(.branch(try branch(.condition, at: token.offset)))
        case "with": return .node(.branch(try branch(.with, at: token.offset)))
        case "range":
            loops += 1
            defer { loops -= 1 }
            return .node(.branch(try branch(.range, at: token.offset)))
        case "else":
            // What follows tells `else if` from `else`; the branch looks.
            if peekWord().isKeyword("if") || peek.isKeyword("with") { return .otherwise }
            try expectEnd(of: "else")
            return .otherwise
        case "end":
            try expectEnd(of: "end")
            return .end
        case "template":
            let name = try templateName("template clause")
            var argument: TemplatePipe?
            if nextWord().kind != .rightDelimiter {
                goBack(to: position - 1)
                argument = try pipe("template clause", until: .rightDelimiter)
            }
            return .node(.template(name: name, pipe: argument, offset: token.offset))
        case "block":
            let name = try templateName("block clause")
            let argument = try pipe("block clause", until: .rightDelimiter)
            try define(name)
            return .node(.template(name: name, pipe: argument, offset: token.offset))
        case "break", "continue":
            let end = nextWord()
            guard end.kind == .rightDelimiter else { throw unexpected(end, in: "{{\(token.text)}}") }
            guard loops > 0 else { throw problem("{{\(token.text)}} outside {{range}}") }
            return .node(
                token.text == "break"
                    ? .breakLoop(offset: token.offset) : .continueLoop(offset: token.offset)
            )
        default: throw unexpected(token, in: "command")
        }
    }

    private mutating func branch(
        _ kind: TemplateBranch.Kind,
        at offset: Int
    ) throws(Problem) -> TemplateBranch {
        try enter()
        defer { leave() }
        let known = variables.count
        defer { variables.removeLast(variables.count - known) }
        let pipe = try pipe(kind.rawValue, until: .rightDelimiter)
        var (list, hasElse) = try items()
        var otherwise: [TemplateNode] = []
        if hasElse {
            let token = peek
            if kind != .range, token.isKeyword("if") || token.isKeyword("with") {
                _ = next()
                // One `end` closes the whole chain.
                let inner: TemplateBranch.Kind = token.text == "if" ? .condition : .with
                otherwise = [.branch(try branch(inner, at: token.offset))]
            } else if token.isKeyword("if") || token.isKeyword("with") {
                throw unexpected(token, in: "else")
            } else {
                (otherwise, hasElse) = try items()
                guard !hasElse else { throw problem("expected end; found {{else}}") }
            }
        }
        return TemplateBranch(kind: kind, pipe: pipe, list: list, otherwise: otherwise, offset: offset)
    }

    /// The nodes up to `end`, or up to `else`.
    private mutating func items() throws(Problem) -> (nodes: [TemplateNode], hasElse: Bool) {
        var nodes: [TemplateNode] = []
        while peek.kind != .end {
            switch try item() {
            case .node(let node): nodes.append(node)
            case .nothing: break
            case .otherwise: return (nodes, true)
            case .end: return (nodes, false)
            }
        }
        lastOffset = peek.offset
        throw problem("unexpected EOF")
    }

    // MARK: Definitions

    private var startsDefinition: Bool {
        guard peek.kind == .leftDelimiter else { return false }
        let word = tokens[(position + 1)...].first { $0.kind != .space }
        return word?.isKeyword("define") ?? false
    }

    private mutating func definition() throws(Problem) {
        _ = next()
        _ = nextWord()
        let name = try templateName("define clause")
        try expectEnd(of: "define clause")
        try define(name)
    }

    private mutating func define(_ name: String) throws(Problem) {
        try enter()
        defer { leave() }
        let outer = variables
        let outerLoops = loops
        (variables, loops) = (["$"], 0)
        defer { (variables, loops) = (outer, outerLoops) }
        let (nodes, hasElse) = try items()
        guard !hasElse else { throw problem("unexpected {{else}} in define clause") }
        definitions[name] = nodes
    }

    private mutating func templateName(_ context: String) throws(Problem) -> String {
        let token = nextWord()
        guard token.kind == .string || token.kind == .rawString, let name = GoText.unquoted(token.text) else {
            throw unexpected(token, in: context)
        }
        return name
    }
}
