internal import GoText
internal import LinearRegex

/// Calls of functions.
extension Planner {
    /// Functions whose result depends on the time of the step even where their arguments do not.
    private static let dependingOnTime: Set<String> = [
        "days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year",
        "predict_linear", "time", "timestamp",
    ]

    mutating func draft(_ call: Call, of expression: Expression) throws(QueryError) -> Draft {
        let name = call.function.name
        let arguments = call.arguments.map(\.withoutParentheses)
        var drafts: [Draft] = []
        var isInvariant = !Self.dependingOnTime.contains(name)
        for argument in arguments {
            let draft = try draft(argument)
            isInvariant = isInvariant && draft.isInvariant
            drafts.append(draft)
        }
        let nodes = isInvariant ? drafts.map(\.node) : drafts.map(\.asPart)
        let work = try work(name, arguments, nodes)
        return Draft(node: node(expression, work), isInvariant: isInvariant, isWorthRepeating: isInvariant)
    }

    private func work(
        _ name: String,
        _ arguments: [Expression],
        _ nodes: [PlanNode]
    ) throws(QueryError) -> PlanWork {
        if let function = RangeFunction.byName[name], let window = window(function, arguments, nodes) {
            return .window(window)
        }
        if let function = ElementFunction.byName[name] { return elements(function, nodes) }
        switch (name, nodes.first) {
        case ("time", nil): return .time
        case ("pi", nil): return .number(.pi)
        case ("scalar", let node?): return .scalarOf(node)
        case ("vector", let node?): return .vectorOf(node)
        case ("timestamp", let node?):
            if case .selector(let selector) = node.work { return .sampleTimes(selector) }
            return .stepTimes(node)
        case ("absent", let node?): return .absent(node, AbsentLabels(of: arguments[0]))
        case ("absent_over_time", _):
            if let window = window(.presentOverTime, arguments, nodes) {
                return .absentOverTime(window, AbsentLabels(of: arguments[0]))
            }
        case ("sort", let node?): return .sorted(node, isDescending: false)
        case ("sort_desc", let node?): return .sorted(node, isDescending: true)
        case ("label_replace", let node?): return .labelReplace(node, try labelReplace(nodes))
        case ("label_join", let node?): return .labelJoin(node, try labelJoin(nodes))
        case ("histogram_quantile", _) where nodes.count == 2:
            return .histogramQuantile(quantile: nodes[0], nodes[1])
        case ("histogram_fraction", _) where nodes.count == 3:
            return .histogramFraction(lower: nodes[0], upper: nodes[1], nodes[2])
        default: break
        }
        throw .unsupported("the function \(name)")
    }

    private func window(
        _ function: RangeFunction,
        _ arguments: [Expression],
        _ nodes: [PlanNode]
    ) -> WindowPlan? {
        var input: RangeInput?
        var scalars: [PlanNode] = []
        for node in nodes {
            if case .rangeSamples(let range) = node.work { input = range } else { scalars.append(node) }
        }
        guard let input, let first = arguments.first else { return nil }
        return WindowPlan(
            function: function,
            input: input,
            arguments: scalars,
            firstArgument: first.range
        )
    }

    private func elements(_ function: ElementFunction, _ nodes: [PlanNode]) -> PlanWork {
        guard let input = nodes.first else {
            // Without an argument the functions of dates take the time of the step.
            let time = PlanNode(id: -1, expression: Self.noExpression, work: .time)
            let vector = PlanNode(id: -1, expression: Self.noExpression, work: .vectorOf(time))
            return .elements(function, vector, [])
        }
        var scalars = Array(nodes.dropFirst())
        if function.name == "round", scalars.isEmpty {
            scalars = [PlanNode(id: -1, expression: Self.noExpression, work: .number(1))]
        }
        return .elements(function, input, scalars)
    }

    private static let noExpression = Expression(.number(NumberLiteral(1)), at: TextRange(0, 0))

    private func labelReplace(_ nodes: [PlanNode]) throws(QueryError) -> LabelReplacePlan {
        let texts = Self.texts(nodes)
        guard texts.count == 4 else { throw .evaluation("label_replace needs four strings") }
        let regex: LinearRegex
        do throws(RegexError) {
            regex = try LinearRegex(wholeText: texts[3])
        } catch {
            throw .evaluation("invalid regular expression in label_replace(): \(texts[3])")
        }
        guard !texts[0].isEmpty else {
            throw .evaluation("invalid destination label name in label_replace(): \(texts[0])")
        }
        return LabelReplacePlan(
            target: texts[0],
            replacement: texts[1],
            source: texts[2],
            regex: regex
        )
    }

    private func labelJoin(_ nodes: [PlanNode]) throws(QueryError) -> LabelJoinPlan {
        let texts = Self.texts(nodes)
        guard texts.count >= 2 else { throw .evaluation("label_join needs two strings at least") }
        for source in texts[2...] where source.isEmpty {
            throw .evaluation("invalid source label name in label_join(): \(source)")
        }
        guard !texts[0].isEmpty else {
            throw .evaluation("invalid destination label name in label_join(): \(texts[0])")
        }
        return LabelJoinPlan(target: texts[0], separator: texts[1], sources: Array(texts[2...]))
    }

    private static func texts(_ nodes: [PlanNode]) -> [String] {
        nodes.compactMap { node in
            if case .string(let text) = node.work { text } else { nil }
        }
    }
}
