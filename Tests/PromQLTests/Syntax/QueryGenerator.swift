import PromQL
import TestSupport

/// Writes random queries whose types fit, with all that the language has.
struct QueryGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func expression() -> String { vector(4) }

    mutating func vector(_ depth: Int) -> String {
        guard depth > 0 else { return selector() + moment() }
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: return selector() + moment()
        case 2: return "(\(vector(depth - 1)))"
        case 3: return random.pick(["-", "+", "- "]) + "(\(vector(depth - 1)))"
        case 4, 5: return aggregation(depth - 1)
        case 6, 7: return call(depth - 1)
        default: return binary(depth - 1)
        }
    }

    private mutating func scalar(_ depth: Int) -> String {
        guard depth > 0 else { return number() }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return "scalar(\(vector(depth - 1)))"
        case 1:
            return
                "(\(scalar(depth - 1)) \(random.pick(["+", "*", "^", "%", "== bool", "atan2"])) \(scalar(depth - 1)))"
        case 2: return "-\(scalar(depth - 1)) ^ \(scalar(depth - 1))"
        case 3: return random.pick(["time()", "pi()", "start()", "min_of(1, 2)"])
        default: return number()
        }
    }

    private mutating func matrix(_ depth: Int) -> String {
        if depth == 0 || !random.chance(3) {
            let boundary = random.chance(8) ? random.pick([" anchored", " smoothed"]) : ""
            return "\(selector())[\(duration())]\(boundary)\(moment())"
        }
        let step = random.chance(2) ? duration() : ""
        return "(\(vector(depth - 1)))[\(duration()):\(step)]\(moment())"
    }

    private mutating func number() -> String {
        random.pick([
            "0", "1", "-2.5", "1e-7", "0x1F", "Inf", "NaN", "5m", "1h30m", "1_000", ".5", "017",
            "123456789.125",
        ])
    }

    private mutating func name() -> String {
        random.pick([
            "up", "http_requests_total", "a:b:c", "sum", "by", "offset", "start", "_x", "and", "Inf_", "fill",
        ])
    }

    private mutating func label() -> String {
        random.pick([
            "job", "instance", "le", "by", "on", "\"a.b\"", "'x y'", "`é`", "__name", "group_left", "bool",
        ])
    }

    private mutating func text() -> String {
        random.pick(["\"api\"", "'it\\'s'", "`raw\\d\n`", "\"\"", "\"\\u00e9\\x41\\t\"", "\"☺\"", "'\"'"])
    }

    private mutating func selector() -> String {
        var matchers: [String] = []
        for _ in 0..<Int.random(in: 0..<3, using: &random) {

            let label = label()
            let value = random.chance(3) ? "=~\"a|b.*\"" : random.pick(["=", "!=", " = "]) + text()
            matchers.append(label + value)
        }
        if random.chance(5) {
            matchers.insert(random.pick(["\"my.metric\"", "__name__=~\".+x\"", "job=\"x\""]), at: 0)
            return "{\(matchers.joined(separator: ", "))}"
        }
        return matchers.isEmpty
            ? name() : "\(name()){\(matchers.joined(separator: ","))\(random.pick(["", ","]))}"
    }

    private mutating func moment() -> String {
        let anchor =
            random.chance(4) ? " @ " + random.pick(["start()", "end()", "1609746000", "-1.5", "1e3"]) : ""
        let offset =
            random.chance(4)
            ? " offset " + random.pick(["5m", "-1h", "300", "(step() + 1m)", "-range()", "1w2d"]) : ""
        return random.chance(2) ? anchor + offset : offset + anchor
    }

    private mutating func duration() -> String {
        random.pick([
            "5m", "1h30m", "90", "1d", "1y", "2w", "250ms", "1.5", "5m * 2", "-5m + 10m",
            "max_of(step(), 1m)", "2 ^ 3 ^ 1", "(1h)",
        ])
    }

    private mutating func labels() -> String {
        var labels: [String] = []
        for _ in 0..<Int.random(in: 0..<3, using: &random) { labels.append(label()) }
        return "(\(labels.joined(separator: ", ")))"
    }

    private mutating func aggregation(_ depth: Int) -> String {
        let symbol = random.pick(Aggregator.allCases)
        let parameter: String
        switch symbol.parameterType {
        case .string: parameter = text() + ", "
        case .scalar: parameter = scalar(depth) + ", "
        case .vector, .matrix, nil: parameter = ""
        }
        let grouping = random.chance(3) ? "" : "\(random.pick(["by", "without", "BY"])) \(labels())"
        let arguments = "(\(parameter)\(vector(depth)))"
        return random.chance(2)
            ? "\(symbol.rawValue) \(grouping) \(arguments)" : "\(symbol.rawValue)\(arguments)\(grouping)"
    }

    private mutating func call(_ depth: Int) -> String {
        let function = random.pick(FunctionSignature.all.filter { $0.result == .vector && $0.name != "info" })
        var arguments: [String] = []
        for type in function.arguments {
            switch type {
            case .vector: arguments.append(vector(depth))
            case .matrix: arguments.append(matrix(depth))
            case .scalar: arguments.append(scalar(depth))
            case .string: arguments.append(text())
            }
        }
        return "\(function.name)(\(arguments.joined(separator: ", ")))"
    }

    private mutating func binary(_ depth: Int) -> String {
        let symbol = random.pick(BinaryOperator.allCases)
        if !symbol.isSetOperator, random.chance(4) {
            let operands =
                random.chance(2) ? [vector(depth), scalar(depth)] : [scalar(depth), vector(depth)]
            return "(\(operands[0]) \(symbol.rawValue) \(operands[1]))"
        }
        var modifiers = symbol.isComparison && random.chance(3) ? " bool" : ""
        if random.chance(2) {
            modifiers += " \(random.pick(["on", "ignoring"])) (job)"
            if !symbol.isSetOperator, random.chance(2) {
                modifiers += random.pick([" group_left", " group_right (x)", " group_left ()"])
            }
        }
        // A name after a bare group would be taken for its labels, were there parentheses.
        if modifiers.hasSuffix("group_left") { modifiers += " ()" }
        if !symbol.isSetOperator, random.chance(8) {
            modifiers += random.pick([" fill (0)", " fill_left (-1)", " fill_right (NaN)"])
        }
        return "\(vector(depth)) \(symbol.rawValue)\(modifiers) \(vector(depth))"
    }
}
