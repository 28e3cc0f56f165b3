import Values

/// The functions that every template can call.
enum Builtin: String, CaseIterable {
    case abs, ceil, defined, floor, fromNow, join, len, lowercase, lstrip, max, min, number, range, rstrip
    case split, sqrt, str, strip, `typeof`, uppercase

    /// What an argument may be.
    enum Parameter {
        case number, integer, string, array, anything
        case stringOrNumber, stringOrArray, scalar

        func accepts(_ term: Term) -> Bool {
            switch self {
            case .number: term.number != nil
            case .integer: term.number?.int != nil
            case .string: term.string != nil
            case .array: term.isArray
            case .anything: true
            case .stringOrNumber: term.string != nil || term.number != nil
            case .stringOrArray: term.string != nil || term.isArray
            case .scalar: term.scalarText != nil
            }
        }
    }

    /// The parameters in order.
    ///
    /// Of `min` and `max` the only one may be given any number of times; the last ones of `range` and `fromNow`
    /// may be left out.
    var parameters: [Parameter] {
        switch self {
        case .min, .max, .abs, .ceil, .floor, .sqrt: [.number]
        case .range: [.integer, .integer, .integer]
        case .lowercase, .uppercase, .strip, .lstrip, .rstrip, .number, .defined: [.string]
        case .str: [.scalar]
        case .len: [.stringOrArray]
        case .join: [.array, .stringOrNumber]
        case .split: [.string, .stringOrNumber]
        case .fromNow: [.string, .string]
        case .typeof: [.anything]
        }
    }

    /// The arguments that must be there, for functions that do not take a fixed number of them.
    var minimum: Int? {
        switch self {
        case .min, .max, .fromNow: 1
        case .range: 2
        case .abs, .ceil, .defined, .floor, .join, .len, .lowercase, .lstrip, .number, .rstrip, .split, .sqrt,
            .str, .strip, .typeof, .uppercase:
            nil
        }
    }

    /// What is wrong with the arguments, if anything.
    func complaint(about arguments: [Term]) -> String? {
        let message = "invalid arguments to builtin: \(rawValue)"
        if let minimum, arguments.count < minimum {
            return "\(message): expected at least \(minimum) arguments"
        }
        if minimum == nil, arguments.count != parameters.count { return message }
        let isOpen = self == .min || self == .max
        guard isOpen || arguments.count <= parameters.count else { return message }
        for (index, argument) in arguments.enumerated() {
            let parameter = isOpen ? .number : parameters[index]
            if !parameter.accepts(argument) { return message }
        }
        return nil
    }
}
