/// `and`, `or`, `not` and the comparisons of Go's templates.
extension TemplateFunction {
    /// `and` and `or` are only called with the argument that decided; the execution leaves out those after it.
    static let logic: [TemplateFunction] = [
        TemplateFunction("and", [.any], rest: .any) { $0.arguments.first { !$0.isTrue } ?? $0.lastArgument },
        TemplateFunction("or", [.any], rest: .any) { $0.arguments.first { $0.isTrue } ?? $0.lastArgument },
        TemplateFunction("not", [.any]) { .bool(!$0[0].isTrue) },
    ]

    static let comparisons: [TemplateFunction] = [
        TemplateFunction("eq", [.any], rest: .any) { call throws(Failure) in
            guard call.arguments.count > 1 else { throw Failure(reason: "missing argument for comparison") }
            for other in call.arguments.dropFirst() where try areEqual(call[0], other) {
                return .bool(true)
            }
            return .bool(false)
        },
        TemplateFunction("ne", [.any, .any]) { call throws(Failure) in
            .bool(!(try areEqual(call[0], call[1])))
        },
        TemplateFunction("lt", [.any, .any]) { call throws(Failure) in
            .bool(try isLess(call[0], call[1]))
        },
        TemplateFunction("le", [.any, .any]) { call throws(Failure) in
            let isLess = try isLess(call[0], call[1])
            let isEqual = try areEqual(call[0], call[1])
            return .bool(isLess || isEqual)
        },
        TemplateFunction("gt", [.any, .any]) { call throws(Failure) in
            let isLess = try isLess(call[0], call[1])
            let isEqual = try areEqual(call[0], call[1])
            return .bool(!isLess && !isEqual)
        },
        TemplateFunction("ge", [.any, .any]) { call throws(Failure) in
            .bool(!(try isLess(call[0], call[1])))
        },
    ]

    private static let incompatible = Failure(reason: "incompatible types for comparison")

    private static func areEqual(_ left: TemplateValue, _ right: TemplateValue) throws(Failure) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): return left == right
        case (.int(let left), .int(let right)): return left == right
        case (.float(let left), .float(let right)): return left == right
        case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
        case (.time(let left), .time(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.missing, .missing), (.missing, .null), (.null, .missing), (.null, .null): return true
        case (.missing, _), (.null, _), (_, .missing), (_, .null): return false
        case (.labels, _), (.arguments, _), (.samples, _), (.data, _):
            throw Failure(reason: "non-comparable type \(left.typeName)")
        case (.bool, _), (.int, _), (.float, _), (.string, _), (.time, _), (.duration, _), (.sample, _):
            throw incompatible
        }
    }

    private static func isLess(_ left: TemplateValue, _ right: TemplateValue) throws(Failure) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left < right
        case (.float(let left), .float(let right)): return left < right
        case (.string(let left), .string(let right)):
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.int, _), (.float, _), (.string, _): throw incompatible
        case (.missing, _), (.null, _), (.bool, _), (.labels, _), (.arguments, _), (.samples, _),
            (.sample, _),
            (.time, _), (.duration, _), (.data, _):
            throw Failure(reason: "invalid type for comparison")
        }
    }
}

extension TemplateFunction.Call {
    fileprivate var lastArgument: TemplateValue { arguments.last ?? .missing }
}
