/// Runs a program on all its paths at once and keeps what the groups of the preferred one captured (Pike, 1987).
struct CaptureMachine {
    private let program: RegexProgram
    /// Two for each group, the whole match first.
    private let slotCount: Int
    /// Whether a match has to reach from the start of the text to its end.
    private let isWhole: Bool
    private var current: Threads
    private var next: Threads
    private var stack: ContiguousArray<Frame> = []
    private var slots: ContiguousArray<Int>

    /// The paths at one place in the text, the preferred one first.
    private struct Threads {
        var set: SparseSet
        /// The slots of each instruction in the set, by its number.
        var slots: ContiguousArray<Int>
    }

    /// What is still to do at one place: an instruction, or a slot that gets its old value back.
    private enum Frame {
        case instruction(Int32)
        case slot(Int, Int)
    }

    init(_ program: RegexProgram, groupCount: Int, isWhole: Bool) {
        self.program = program
        self.isWhole = isWhole
        slotCount = (groupCount + 1) * 2
        slots = ContiguousArray(repeating: -1, count: slotCount)
        let threads = Threads(
            set: SparseSet(below: program.instructions.count),
            slots: ContiguousArray(repeating: -1, count: slotCount * program.instructions.count)
        )
        current = threads
        next = threads
    }

    /// The slots of the leftmost match that starts at `start` or later; `nil` without one.
    mutating func firstMatch(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> ContiguousArray<Int>? {
        current.set.removeAll()
        var found: ContiguousArray<Int>?
        var index = start
        while true {
            if current.set.count == 0, found != nil || isWhole && index > start { break }
            if found == nil, !isWhole || index == start {
                for slot in 0..<slotCount { slots[slot] = -1 }
                Self.add(program.start, index, text, program, &current, &slots, &stack)
            }
            next.set.removeAll()
            for place in 0..<current.set.count {
                let member = current.set[place]
                let instruction = program.instructions[Int(member)]
                if instruction.operation == .match {
                    guard !isWhole || index == text.count else { continue }
                    let first = Int(member) * slotCount
                    found = ContiguousArray(current.slots[first..<first + slotCount])
                    // Whatever comes after is preferred less.
                    break
                }
                guard instruction.operation == .bytes, index < text.count,
                    let target = program.target(of: instruction, text[index])
                else { continue }
                let first = Int(member) * slotCount
                for slot in 0..<slotCount { slots[slot] = current.slots[first + slot] }
                Self.add(target, index + 1, text, program, &next, &slots, &stack)
            }
            swap(&current, &next)
            guard index < text.count else { break }
            index += 1
        }
        return found
    }

    /// Adds an instruction and all that can be reached without a byte, in order of preference.
    private static func add(
        _ start: Int32,
        _ index: Int,
        _ text: UnsafeBufferPointer<UInt8>,
        _ program: RegexProgram,
        _ threads: inout Threads,
        _ slots: inout ContiguousArray<Int>,
        _ stack: inout ContiguousArray<Frame>
    ) {
        stack.append(.instruction(start))
        while let frame = stack.popLast() {
            guard case .instruction(let place) = frame else {
                if case .slot(let slot, let old) = frame { slots[slot] = old }
                continue
            }
            guard threads.set.insert(place) else { continue }
            let instruction = program.instructions[Int(place)]
            switch instruction.operation {
            case .match, .bytes:
                let first = Int(place) * slots.count
                for slot in 0..<slots.count { threads.slots[first + slot] = slots[slot] }
            case .split:
                stack.append(.instruction(instruction.second))
                stack.append(.instruction(instruction.first))
            case .save:
                let slot = Int(instruction.first)
                stack.append(.slot(slot, slots[slot]))
                slots[slot] = index
                stack.append(.instruction(instruction.second))
            case .assertion:
                let context = AssertionContext(
                    before: index > 0 ? text[index - 1] : nil,
                    after: index < text.count ? text[index] : nil
                )
                guard RegexNode.Assertion(rawValue: UInt8(instruction.first)).map(context.holds) == true
                else { continue }
                stack.append(.instruction(instruction.second))
            }
        }
    }
}
