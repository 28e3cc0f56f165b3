/// Turns a tree into a program, from its end to its start.
struct RegexCompiler {
    /// Instructions and ranges of one program; about 24 MB.
    static let maximumSize = 2_000_000

    private var program = RegexProgram()
    /// `bytes` instructions by their ranges: the same one twice is one.
    private var known: [[RegexProgram.ByteRange]: Int32] = [:]

    /// The program, or `nil` when it would be too large.
    static func program(of node: RegexNode) -> RegexProgram? {
        var compiler = RegexCompiler()
        guard let end = compiler.add(.init(operation: .match)),
            let start = compiler.compile(.group(node, number: 0), end)
        else { return nil }
        compiler.program.start = start
        return compiler.program
    }

    private mutating func add(_ instruction: RegexProgram.Instruction) -> Int32? {
        guard program.instructions.count + program.ranges.count < Self.maximumSize else { return nil }
        program.instructions.append(instruction)
        return Int32(program.instructions.count - 1)
    }

    private mutating func addSplit(_ preferred: Int32, _ other: Int32, _ isGreedy: Bool) -> Int32? {
        add(
            .init(
                operation: .split,
                first: isGreedy ? preferred : other,
                second: isGreedy ? other : preferred
            )
        )
    }

    /// Where the node's instructions start when they go on at `next`.
    private mutating func compile(_ node: RegexNode, _ next: Int32) -> Int32? {
        switch node {
        case .empty: return next
        case .scalars(let set): return compile(set, next)
        case .assertion(let assertion):
            program.hasAssertions = true
            return add(.init(operation: .assertion, first: Int32(assertion.rawValue), second: next))
        case .sequence(let parts):
            return parts.reversed().reduce(Optional(next)) { next, part in
                next.flatMap { compile(part, $0) }
            }
        case .alternatives(let parts):
            guard let last = parts.last, var start = compile(last, next) else { return nil }
            for part in parts.dropLast().reversed() {
                guard let first = compile(part, next), let split = addSplit(first, start, true) else {
                    return nil
                }
                start = split
            }
            return start
        case .group(let part, let number):
            guard let end = add(.init(operation: .save, first: Int32(number * 2 + 1), second: next)),
                let start = compile(part, end)
            else { return nil }
            return add(.init(operation: .save, first: Int32(number * 2), second: start))
        case .repetition(let part, let minimum, let maximum, let isGreedy):
            return compile(part, minimum, maximum, isGreedy, next)
        }
    }

    private mutating func compile(
        _ part: RegexNode,
        _ minimum: Int,
        _ maximum: Int?,
        _ isGreedy: Bool,
        _ next: Int32
    ) -> Int32? {
        var start: Int32? = next
        var copies = minimum
        if let maximum {
            // x{0,2} is (x(x)?)?: each copy may be the last.
            for _ in 0..<max(0, maximum - minimum) {
                start = start.flatMap { compile(part, $0) }.flatMap { addSplit($0, next, isGreedy) }
            }
        } else {
            start = compileLoop(part, next, isGreedy)
            if minimum == 0 {
                start = start.flatMap { part.matchesEmpty ? addSplit($0, next, isGreedy) : split(of: $0) }
            } else {
                copies -= 1
            }
        }
        for _ in 0..<copies { start = start.flatMap { compile(part, $0) } }
        return start
    }

    /// The last loop that was compiled: its body, and the split behind it.
    private var lastLoop: (body: Int32, split: Int32) = (-1, -1)

    /// Once or more.
    private mutating func compileLoop(_ part: RegexNode, _ next: Int32, _ isGreedy: Bool) -> Int32? {
        guard let split = addSplit(next, next, isGreedy), let body = compile(part, split) else { return nil }
        if isGreedy {
            program.instructions[Int(split)].first = body
        } else {
            program.instructions[Int(split)].second = body
        }
        lastLoop = (body, split)
        return body
    }

    /// Entering a loop at its split makes once or more of it never or more.
    ///
    /// Not where the body may be empty: there the order of preference would be another (go.dev/issue/46123).
    private func split(of body: Int32) -> Int32? { lastLoop.body == body ? lastLoop.split : nil }

    private mutating func compile(_ set: ScalarSet, _ next: Int32) -> Int32? {
        compile(ByteSequences.sequences(of: set)[...], at: 0, next)
    }

    /// The part of a set's automaton that reads byte `depth` of these sequences, which share the bytes before.
    private mutating func compile(
        _ sequences: ArraySlice<ByteSequence>,
        at depth: Int,
        _ next: Int32
    ) -> Int32? {
        var ranges: [RegexProgram.ByteRange] = []
        var rest = sequences
        while let first = rest.first {
            let range = first.ranges[depth]
            let same = rest.prefix { $0.ranges[depth] == range }
            rest = rest.dropFirst(same.count)
            var target = next
            if depth + 1 < first.count {
                guard let deeper = compile(same, at: depth + 1, next) else { return nil }
                target = deeper
            }
            if let last = ranges.last, last.next == target, Int(last.high) + 1 == Int(range.lowerBound) {
                ranges[ranges.count - 1] = .init(low: last.low, high: range.upperBound, next: target)
            } else {
                ranges.append(.init(low: range.lowerBound, high: range.upperBound, next: target))
            }
        }
        if let same = known[ranges] { return same }
        let start = program.ranges.count
        program.ranges += ranges
        let place = add(.init(operation: .bytes, first: Int32(start), second: Int32(ranges.count)))
        known[ranges] = place
        return place
    }
}
