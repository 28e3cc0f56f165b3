internal import GoText

/// Walks a template and writes its text, as Go's `text/template/exec` does.
///
/// Steps, texts and calls are counted: a hostile template ends with an error.
struct TemplateExecution {
    private static let maximumSteps = 200_000
    private static let maximumBytes = 1 << 20
    private static let maximumTemplateDepth = 64

    /// What is looked at, for messages.
    enum Place {
        case other(offset: Int, String)
        case operand(TemplateOperand)
        case command(TemplateCommand)
        case pipe(TemplatePipe)
    }

    private enum Flow {
        case goOn
        case leaveLoop
        case nextRound
    }

    let name: String
    let source: String
    let definitions: [String: [TemplateNode]]
    let environment: TemplateEnvironment
    /// The name of the template that is walked, which `define` may have given.
    var templateName: String
    var place = Place.other(offset: 0, "")
    var variables: [(name: String, value: TemplateValue)] = []
    private var output = ""
    private var steps = 0
    private var depth = 0

    init(
        name: String,
        source: String,
        definitions: [String: [TemplateNode]],
        environment: TemplateEnvironment
    ) {
        self.name = name
        self.source = source
        self.definitions = definitions
        self.environment = environment
        templateName = name
    }

    mutating func run(_ nodes: [TemplateNode], with data: TemplateValue) throws(TemplateError) -> String {
        variables = [("$", data)]
        _ = try walk(nodes, data)
        return output
    }

    // MARK: Nodes

    private mutating func walk(
        _ nodes: [TemplateNode],
        _ dot: TemplateValue
    ) throws(TemplateError) -> Flow {
        for node in nodes {
            try step()
            switch node {
            case .text(let text): try write(text)
            case .action(let pipe):
                place = .pipe(pipe)
                let value = try evaluate(pipe, dot)
                if pipe.variables.isEmpty { try write(value.text) }
            case .branch(let branch):
                let flow = try walk(branch, dot)
                guard case .goOn = flow else { return flow }
            case .template(let name, let pipe, let offset):
                place = .other(offset: offset, "{{template \(GoText.quoted(name))}}")
                try call(name, pipe, dot)
            case .breakLoop: return .leaveLoop
            case .continueLoop: return .nextRound
            }
        }
        return .goOn
    }

    private mutating func walk(
        _ branch: TemplateBranch,
        _ dot: TemplateValue
    ) throws(TemplateError) -> Flow {
        let known = variables.count
        defer { variables.removeLast(variables.count - known) }
        let value = try evaluate(branch.pipe, dot)
        switch branch.kind {
        case .condition: return try walk(value.isTrue ? branch.list : branch.otherwise, dot)
        case .with:
            return value.isTrue ? try walk(branch.list, value) : try walk(branch.otherwise, dot)
        case .range: return try loop(branch, over: value, dot)
        }
    }

    private mutating func loop(
        _ branch: TemplateBranch,
        over value: TemplateValue,
        _ dot: TemplateValue
    ) throws(TemplateError) -> Flow {
        var elements: [(key: TemplateValue, value: TemplateValue)] = []
        switch value {
        case .samples(let samples):
            elements = samples.enumerated().map { (.int(Int64($0.offset)), .sample($0.element)) }
        case .labels(let labels):
            elements = labels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { (.string($0.key), .string($0.value)) }
        case .arguments(let values):
            elements = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { (.string($0.key), $0.value) }
        case .int(let count):
            guard count <= Self.maximumSteps else { throw failure("range over \(count) is too long") }
            elements = (0..<max(0, count)).map { (.int($0), .int($0)) }
        case .missing: break
        case .null, .bool, .float, .string, .sample, .time, .duration, .data:
            throw failure("range can't iterate over \(value.text)")
        }
        guard !elements.isEmpty else { return try walk(branch.otherwise, dot) }
        let names = branch.pipe.variables
        let known = variables.count
        for element in elements {
            if names.count == 1 { assign(names[0], element.value, branch.pipe) }
            if names.count == 2 {
                assign(names[0], element.key, branch.pipe)
                assign(names[1], element.value, branch.pipe)
            }
            let flow = try walk(branch.list, element.value)
            variables.removeLast(variables.count - known)
            if case .leaveLoop = flow { break }
        }
        return .goOn
    }

    private mutating func call(
        _ name: String,
        _ pipe: TemplatePipe?,
        _ dot: TemplateValue
    ) throws(TemplateError) {
        guard let nodes = definitions[name] else {
            throw failure("template \(GoText.quoted(name)) not defined")
        }
        guard depth < Self.maximumTemplateDepth else {
            throw failure("exceeded maximum template depth (\(Self.maximumTemplateDepth))")
        }
        let argument = try pipe.map { pipe throws(TemplateError) in try evaluate(pipe, dot) }
        let (outerVariables, outerName) = (variables, templateName)
        depth += 1
        (variables, templateName) = ([("$", argument ?? .missing)], name)
        _ = try walk(nodes, argument ?? .missing)
        (variables, templateName) = (outerVariables, outerName)
        depth -= 1
    }

    // MARK: Pipelines

    mutating func evaluate(_ pipe: TemplatePipe, _ dot: TemplateValue) throws(TemplateError) -> TemplateValue
    {
        try step()
        place = .pipe(pipe)
        var value: TemplateValue?
        for command in pipe.commands { value = try evaluate(command, dot, final: value) }
        let result = value ?? .missing
        // A loop gives its variables their values round by round.
        for name in pipe.variables { assign(name, result, pipe) }
        return result
    }

    private mutating func assign(_ name: String, _ value: TemplateValue, _ pipe: TemplatePipe) {
        if pipe.isAssignment, let index = variables.lastIndex(where: { $0.name == name }) {
            variables[index].value = value
        } else {
            variables.append((name, value))
        }
    }

    // MARK: Limits and messages

    mutating func step() throws(TemplateError) {
        steps += 1
        guard steps <= Self.maximumSteps else {
            throw failure("more than \(Self.maximumSteps) steps")
        }
    }

    func checkSize(of value: TemplateValue) throws(TemplateError) {
        guard case .string(let text) = value, text.utf8.count > Self.maximumBytes else { return }
        throw failure("a text of more than \(Self.maximumBytes) bytes")
    }

    private mutating func write(_ text: String) throws(TemplateError) {
        output += text
        guard output.utf8.count <= Self.maximumBytes else {
            throw failure("more than \(Self.maximumBytes) bytes come out")
        }
    }

    func failure(_ reason: String) -> TemplateError {
        let (offset, context) =
            switch place {
            case .other(let offset, let text): (offset, text)
            case .operand(let operand): (operand.offset, operand.description)
            case .command(let command): (command.offset, command.description)
            case .pipe(let pipe): (pipe.offset, pipe.description)
            }
        let before = source.utf8.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
        return TemplateError(
            message: "template: \(name):\(line):\(column): executing \(GoText.quoted(templateName)) at "
                + "<\(context)>: \(reason)",
            reason: reason,
            offset: offset
        )
    }
}
