internal import GoText

/// Commands: functions with their arguments, fields, and constants.
extension TemplateExecution {
    mutating func evaluate(
        _ command: TemplateCommand,
        _ dot: TemplateValue,
        final: TemplateValue?
    ) throws(TemplateError) -> TemplateValue {
        try step()
        guard let first = command.arguments.first else { return .missing }
        let hasArguments = command.arguments.count > 1 || final != nil
        switch first.kind {
        case .function(let name):
            place = .operand(first)
            return try call(name, command, dot, final: final)
        case .field(let names):
            place = .operand(first)
            return try fields(names, of: dot, command, dot, final: final)
        case .variable(let name, let names):
            place = .operand(first)
            let value = variable(name)
            guard !names.isEmpty else {
                guard !hasArguments else { throw noFunction(first) }
                return value
            }
            return try fields(names, of: value, command, dot, final: final)
        case .chain(let operand, let names):
            place = .operand(first)
            if case .null = operand.kind {
                throw failure("indirection through explicit nil in \(first.description)")
            }
            let value = try evaluate(operand, dot)
            return try fields(names, of: value, command, dot, final: final)
        case .pipe(let pipe):
            guard !hasArguments else { throw noFunction(first) }
            return try evaluate(pipe, dot)
        case .null:
            place = .operand(first)
            throw failure("nil is not a command")
        case .dot, .bool, .constant, .string:
            place = .operand(first)
            guard !hasArguments else { throw noFunction(first) }
            return try evaluate(first, dot)
        }
    }

    /// An argument, wherever any value will do.
    private mutating func evaluate(
        _ operand: TemplateOperand,
        _ dot: TemplateValue
    ) throws(TemplateError) -> TemplateValue {
        place = .operand(operand)
        switch operand.kind {
        case .dot: return dot
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .constant(let value, _): return value
        case .string(let text, _): return .string(text)
        case .pipe(let pipe): return try evaluate(pipe, dot)
        case .field, .variable, .function, .chain:
            return try evaluate(
                TemplateCommand(arguments: [operand], offset: operand.offset),
                dot,
                final: nil
            )
        }
    }

    private func variable(_ name: String) -> TemplateValue {
        variables.last { $0.name == name }?.value ?? .missing
    }

    private func noFunction(_ operand: TemplateOperand) -> TemplateError {
        failure("can't give argument to non-function \(operand.description)")
    }

    // MARK: Functions

    private mutating func call(
        _ name: String,
        _ command: TemplateCommand,
        _ dot: TemplateValue,
        final: TemplateValue?
    ) throws(TemplateError) -> TemplateValue {
        guard let function = TemplateFunction.named(name) else {
            throw failure("\(GoText.quoted(name)) is not a defined function")
        }
        let operands = command.arguments.dropFirst()
        let count = operands.count + (final == nil ? 0 : 1)
        let wanted = function.parameters.count
        if function.rest == nil ? count != wanted : count < wanted {
            let least = function.rest == nil ? "" : "at least "
            throw failure("wrong number of args for \(name): want \(least)\(wanted) got \(count)")
        }
        let stopsEarly = name == "and" || name == "or"
        var arguments: [TemplateValue] = []
        for operand in operands {
            let parameter = function.parameter(arguments.count)
            arguments.append(try argument(operand, parameter, dot))
            if stopsEarly, let last = arguments.last, last.isTrue == (name == "or") { return last }
        }
        if let final {
            let parameter = function.parameter(arguments.count)
            arguments.append(try checked(final, parameter))
        }
        let result: TemplateValue
        do throws(TemplateFunction.Failure) {
            result = try function.body(.init(arguments: arguments, environment: environment))
        } catch {
            place = .command(command)
            throw failure("error calling \(name): \(error.reason)")
        }
        try checkSize(of: result)
        return result
    }

    private mutating func argument(
        _ operand: TemplateOperand,
        _ parameter: TemplateFunction.Parameter,
        _ dot: TemplateValue
    ) throws(TemplateError) -> TemplateValue {
        let value = try evaluate(operand, dot)
        switch (operand.kind, parameter) {
        case (.bool, .string), (.constant, .string):
            throw failure("expected string; found \(operand.description)")
        case (.null, .string): throw failure("cannot assign nil to string")
        case (.bool, .samples), (.constant, .samples), (.string, .samples), (.bool, .sample),
            (.constant, .sample),
            (.string, .sample):
            throw failure("can't handle \(operand.description) for arg of type \(parameter.typeName)")
        case (.dot, _), (.null, _), (.bool, _), (.constant, _), (.string, _), (.field, _), (.variable, _),
            (.function, _), (.pipe, _), (.chain, _):
            return try checked(value, parameter)
        }
    }

    private func checked(
        _ value: TemplateValue,
        _ parameter: TemplateFunction.Parameter
    ) throws(TemplateError) -> TemplateValue {
        switch (parameter, value) {
        case (.any, _), (.string, .string), (.samples, .samples), (.sample, .sample): return value
        case (.string, .missing), (.string, .null):
            throw failure("invalid value; expected string")
        case (.string, _), (.samples, _), (.sample, _):
            throw failure(
                "wrong type for value; expected \(parameter.typeName); got \(value.typeName)"
            )
        }
    }

    // MARK: Fields

    private mutating func fields(
        _ names: [String],
        of value: TemplateValue,
        _ command: TemplateCommand,
        _ dot: TemplateValue,
        final: TemplateValue?
    ) throws(TemplateError) -> TemplateValue {
        var value = value
        for (index, name) in names.enumerated() {
            guard index == names.count - 1 else {
                value = try field(name, of: value)
                continue
            }
            let operands = command.arguments.dropFirst()
            if case .time(let milliseconds) = value {
                var arguments: [TemplateValue] = []
                for operand in operands { arguments.append(try evaluate(operand, dot)) }
                if let final { arguments.append(final) }
                return try method(name, of: milliseconds, arguments)
            }
            value = try field(name, of: value)
            guard operands.isEmpty, final == nil else {
                throw failure("\(name) has arguments but cannot be invoked as function")
            }
        }
        return value
    }

    private func field(_ name: String, of value: TemplateValue) throws(TemplateError) -> TemplateValue {
        switch (value, name) {
        case (.labels(let labels), _): return .string(labels[name] ?? "")
        case (.arguments(let values), _): return values[name] ?? .missing
        case (.sample(let sample), "Labels"): return .labels(sample.labels)
        case (.sample(let sample), "Value"): return .float(sample.value)
        case (.data(let data), "Labels"): return .labels(data.labels)
        case (.data(let data), "ExternalLabels"): return .labels(data.externalLabels)
        case (.data(let data), "ExternalURL"): return .string(data.externalURL)
        case (.data(let data), "Value"): return .float(data.value)
        case (.missing, _): return .missing
        case (.null, _): throw failure("nil pointer evaluating interface {}.\(name)")
        case (.time(let milliseconds), _): return try method(name, of: milliseconds, [])
        case (.bool, _), (.int, _), (.float, _), (.string, _), (.samples, _), (.sample, _), (.duration, _),
            (.data, _):
            throw failure("can't evaluate field \(name) in type \(value.typeName)")
        }
    }

    /// The methods of Go's `time.Time` that can be asked for.
    private func method(
        _ name: String,
        of milliseconds: Int64,
        _ arguments: [TemplateValue]
    ) throws(TemplateError) -> TemplateValue {
        switch (name, arguments.count) {
        case ("Format", 1):
            guard case .string(let layout) = arguments[0] else {
                throw failure("wrong type for value; expected string; got \(arguments[0].typeName)")
            }
            return .string(CivilTime(milliseconds: milliseconds).formatted(layout))
        case ("Unix", 0): return .int(milliseconds / 1000)
        case ("UTC", 0): return .time(milliseconds)
        case ("String", 0): return .string(TemplateValue.time(milliseconds).text)
        case ("Format", let count), ("Unix", let count), ("UTC", let count), ("String", let count):
            let wanted = name == "Format" ? 1 : 0
            throw failure("wrong number of args for \(name): want \(wanted) got \(count)")
        default:
            throw failure(
                "the method \(name) of times is not supported here; Format, Unix, UTC and String are"
            )
        }
    }
}

extension TemplateFunction {
    fileprivate func parameter(_ index: Int) -> Parameter {
        index < parameters.count ? parameters[index] : rest ?? .any
    }
}

extension TemplateFunction.Parameter {
    fileprivate var typeName: String {
        switch self {
        case .any: "interface {}"
        case .string: "string"
        case .samples: "template.queryResult"
        case .sample: "*template.sample"
        }
    }
}
