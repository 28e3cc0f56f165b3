/// Runs a program on all its paths at once, without captures: sets of instructions, one byte after another.
///
/// A set holds instructions that read a byte, match, or wait for an assertion that only the next byte decides.
struct RegexStepper {
    let program: RegexProgram
    private(set) var current: SparseSet
    private var next: SparseSet
    private var expanded: SparseSet
    private var stack: ContiguousArray<Int32> = []
    /// Whether the current set has the match among its members.
    private(set) var hasMatch = false

    init(_ program: RegexProgram) {
        self.program = program
        current = SparseSet(below: program.instructions.count)
        next = current
        expanded = program.hasAssertions ? current : SparseSet(below: 0)
    }

    /// Goes to the set at the start of a text.
    mutating func start() {
        current.removeAll()
        hasMatch = false
        Self.add(program.start, to: &current, in: program, &stack, nil, &hasMatch)
    }

    /// Goes to a set that was met before.
    mutating func resume(_ members: ArraySlice<Int32>) {
        current.removeAll()
        hasMatch = false
        for member in members {
            _ = current.insert(member)
            if program.instructions[Int(member)].operation == .match { hasMatch = true }
        }
    }

    /// Whether the match is reached here when `after` follows; `nil` is the end.
    mutating func matches(before: UInt8?, after: UInt8?) -> Bool {
        guard program.hasAssertions else { return hasMatch }
        return expand(AssertionContext(before: before, after: after))
    }

    /// Reads a byte; with `restarts` a match may also start behind it.
    ///
    /// The result is what `matches` would have answered before the byte.
    mutating func step(before: UInt8?, _ byte: UInt8, restarts: Bool) -> Bool {
        let matched: Bool
        next.removeAll()
        var reached = false
        if program.hasAssertions {
            matched = expand(AssertionContext(before: before, after: byte))
            read(byte, from: expanded, &reached)
        } else {
            matched = hasMatch
            read(byte, from: current, &reached)
        }
        if restarts { Self.add(program.start, to: &next, in: program, &stack, nil, &reached) }
        swap(&current, &next)
        hasMatch = reached
        return matched
    }

    private mutating func read(_ byte: UInt8, from set: SparseSet, _ reached: inout Bool) {
        for place in 0..<set.count {
            let instruction = program.instructions[Int(set[place])]
            guard instruction.operation == .bytes, let target = program.target(of: instruction, byte) else {
                continue
            }
            Self.add(target, to: &next, in: program, &stack, nil, &reached)
        }
    }

    /// Goes through the assertions that hold, and answers whether the match is behind one.
    private mutating func expand(_ context: AssertionContext) -> Bool {
        expanded.removeAll()
        var reached = false
        for place in 0..<current.count {
            Self.add(current[place], to: &expanded, in: program, &stack, context, &reached)
        }
        return reached
    }

    /// Adds an instruction and all that can be reached from it without a byte.
    private static func add(
        _ start: Int32,
        to set: inout SparseSet,
        in program: RegexProgram,
        _ stack: inout ContiguousArray<Int32>,
        _ context: AssertionContext?,
        _ reached: inout Bool
    ) {
        stack.append(start)
        while let place = stack.popLast() {
            guard set.insert(place) else { continue }
            let instruction = program.instructions[Int(place)]
            switch instruction.operation {
            case .match: reached = true
            case .bytes: break
            case .split:
                stack.append(instruction.second)
                stack.append(instruction.first)
            case .save: stack.append(instruction.second)
            case .assertion:
                guard let context,
                    RegexNode.Assertion(rawValue: UInt8(instruction.first)).map(context.holds) == true
                else { continue }
                stack.append(instruction.second)
            }
        }
    }
}
