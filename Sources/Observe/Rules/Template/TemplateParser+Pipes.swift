internal import GoText

/// Pipelines, commands and what stands in them.
extension TemplateParser {
    mutating func pipe(
        _ context: String,
        until end: TemplateToken.Kind
    ) throws(Problem) -> TemplatePipe {
        try enter()
        defer { leave() }
        var pipe = TemplatePipe(offset: peekWord().offset)
        try declarations(of: &pipe, context)
        while true {
            let token = nextWord()
            if token.kind == end { break }
            switch token.kind {
            case .word where !token.isKeyword, .character, .dot, .field, .number, .rawString, .string,
                .variable,
                .leftParenthesis:
                goBack(to: position - 1)
                pipe.commands.append(try command())
            default: throw unexpected(token, in: context)
            }
        }
        guard !pipe.commands.isEmpty else { throw problem("missing value for \(context)") }
        for (index, command) in pipe.commands.enumerated().dropFirst() {
            switch command.arguments.first?.kind {
            case .bool, .dot, .null, .constant, .string:
                throw problem("non executable command in pipeline stage \(index + 1)")
            case .field, .variable, .function, .pipe, .chain, nil: break
            }
        }
        return pipe
    }

    private mutating func declarations(of pipe: inout TemplatePipe, _ context: String) throws(Problem) {
        while peekWord().kind == .variable {
            let start = position
            let variable = next()
            let mark = peekWord()
            if mark.kind == .assign || mark.kind == .declare {
                _ = next()
                pipe.isAssignment = mark.kind == .assign
                pipe.variables.append(variable.text)
                if pipe.isAssignment {
                    for name in pipe.variables where !variables.contains(name) {
                        throw problem("undefined variable \(GoText.quoted(name))")
                    }
                } else {
                    variables += pipe.variables
                }
                return
            }
            guard mark.kind == .other, mark.text == "," else { return goBack(to: start) }
            _ = next()
            pipe.variables.append(variable.text)
            guard context == "range", pipe.variables.count < 2 else {
                throw problem("too many declarations in \(context)")
            }
            guard peekWord().kind == .variable else {
                throw problem("range can only initialize variables")
            }
        }
    }

    private mutating func command() throws(Problem) -> TemplateCommand {
        var command = TemplateCommand(offset: peekWord().offset)
        while true {
            skipSpace()
            if let operand = try operand() { command.arguments.append(operand) }
            let token = next()
            switch token.kind {
            case .space: continue
            case .rightDelimiter, .rightParenthesis:
                goBack(to: position - 1)
            case .pipe: break
            default: throw unexpected(token, in: "operand")
            }
            break
        }
        guard !command.arguments.isEmpty else { throw problem("empty command") }
        return command
    }

    private mutating func operand() throws(Problem) -> TemplateOperand? {
        guard var operand = try term() else { return nil }
        var fields: [String] = []
        while peek.kind == .field { fields.append(String(next().text.dropFirst())) }
        guard !fields.isEmpty else { return operand }
        switch operand.kind {
        case .field(let names): operand.kind = .field(names + fields)
        case .variable(let name, let names): operand.kind = .variable(name, names + fields)
        case .bool, .string, .constant, .null, .dot:
            throw problem("unexpected . after term \(GoText.quoted(operand.description))")
        case .function, .pipe, .chain: operand.kind = .chain(operand, fields)
        }
        return operand
    }

    private mutating func term() throws(Problem) -> TemplateOperand? {
        let start = position
        let token = nextWord()
        func operand(_ kind: TemplateOperand.Kind) -> TemplateOperand {
            TemplateOperand(kind: kind, offset: token.offset)
        }
        switch token.kind {
        case .word where !token.isKeyword:
            switch token.text {
            case "true", "false": return operand(.bool(token.text == "true"))
            case "nil": return operand(.null)
            default:
                guard TemplateFunction.named(token.text) != nil else {
                    throw problem(Self.unknownFunction(token.text))
                }
                return operand(.function(token.text))
            }
        case .dot: return operand(.dot)
        case .field: return operand(.field([String(token.text.dropFirst())]))
        case .variable:
            guard variables.contains(token.text) else {
                throw problem("undefined variable \(GoText.quoted(token.text))")
            }
            return operand(.variable(token.text, []))
        case .number:
            guard let constant = TemplateConstant(token.text) else {
                throw problem("bad number syntax: \(GoText.quoted(token.text))")
            }
            return operand(.constant(constant.value, text: token.text))
        case .character:
            guard let constant = TemplateConstant(character: token.text) else {
                throw problem("malformed character constant: \(token.text)")
            }
            return operand(.constant(constant.value, text: token.text))
        case .string, .rawString:
            guard let value = GoText.unquoted(token.text) else {
                throw problem("invalid syntax in \(token.text)")
            }
            return operand(.string(value, text: token.text))
        case .leftParenthesis:
            return operand(.pipe(try pipe("parenthesized pipeline", until: .rightParenthesis)))
        default:
            goBack(to: start)
            return nil
        }
    }

    private static func unknownFunction(_ name: String) -> String {
        TemplateFunction.unsupported.contains(name)
            ? "function \(GoText.quoted(name)) is not supported here"
            : "function \(GoText.quoted(name)) not defined"
    }
}
