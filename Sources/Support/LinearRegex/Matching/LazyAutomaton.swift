/// A deterministic automaton whose states are made when a text first needs them.
///
/// Its memory is bounded: when it is full, it is emptied; when that happens too often, texts are followed without it.
struct LazyAutomaton {
    private enum Fixed {
        static let unknown: Int32 = -1
        /// No text goes on to match.
        static let dead: Int32 = 0
        /// In a search: every text goes on to match.
        static let found: Int32 = 1
    }

    /// What a state remembers of the byte before it.
    private enum Before: UInt8 {
        case nothing, word, newline, other

        init(_ byte: UInt8) {
            self = byte == UInt8(ascii: "\n") ? .newline : AssertionContext.isWord(byte) ? .word : .other
        }

        /// A byte of that kind.
        var byte: UInt8? {
            switch self {
            case .nothing: nil
            case .word: UInt8(ascii: "a")
            case .newline: UInt8(ascii: "\n")
            case .other: UInt8(ascii: " ")
            }
        }
    }

    private struct State {
        let members: Range<Int>
        let before: Before
        let acceptsEnd: Bool
    }

    private struct Key: Hashable {
        let members: [Int32]
        let before: Before
    }

    private static let maximumStates = 4096
    /// Numbers that the states' sets may hold together; 4 MB.
    private static let maximumMembers = 1 << 20
    private static let maximumResets = 16

    /// Whether a match may start and end anywhere.
    private let searches: Bool
    private var stepper: RegexStepper
    private let classes: ByteClasses
    private var states: ContiguousArray<State> = []
    private var members: ContiguousArray<Int32> = []
    private var places: [Key: Int32] = [:]
    private var transitions: ContiguousArray<Int32> = []
    private var resets = 0
    private var startPlace: Int32?
    /// A byte like the one before the state that was resumed last.
    private var resumedBefore: UInt8?

    init(_ program: RegexProgram, searches: Bool) {
        self.searches = searches
        stepper = RegexStepper(program)
        classes = ByteClasses(program)
        reset()
    }

    /// Whether the text matches: as a whole, or in a search some part of it.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard resets < Self.maximumResets else { return follow(text, from: 0) }
        guard var state = findStart() else { return follow(text, from: 0) }
        var index = 0
        while index < text.count {
            if state <= Fixed.found { return state == Fixed.found }
            let slot = Int(state) * classes.count + Int(classes[text[index]])
            let next = transitions[slot]
            if next != Fixed.unknown {
                state = next
                index += 1
                continue
            }
            guard let made = makeTransition(from: state, text[index], slot) else {
                // Full: this text goes on without states, the next one starts with none.
                resume(state)
                let result = follow(text, from: index)
                reset()
                return result
            }
            state = made
            index += 1
        }
        return state > Fixed.found ? states[Int(state)].acceptsEnd : state == Fixed.found
    }

    private mutating func reset() {
        resets += states.isEmpty ? 0 : 1
        states.removeAll()
        members.removeAll()
        places.removeAll()
        transitions.removeAll()
        startPlace = nil
        // The two fixed states.
        for _ in 0...1 {
            states.append(State(members: 0..<0, before: .nothing, acceptsEnd: false))
            for _ in 0..<classes.count { transitions.append(Fixed.unknown) }
        }
    }

    private mutating func findStart() -> Int32? {
        if let startPlace { return startPlace }
        stepper.start()
        startPlace = makeState(.nothing)
        return startPlace
    }

    private mutating func resume(_ state: Int32) {
        stepper.resume(members[states[Int(state)].members])
        resumedBefore = states[Int(state)].before.byte
    }

    private mutating func makeTransition(from state: Int32, _ byte: UInt8, _ slot: Int) -> Int32? {
        resume(state)
        let next: Int32
        if stepper.step(before: resumedBefore, byte, restarts: searches), searches {
            next = Fixed.found
        } else {
            guard let made = makeState(Before(byte)) else { return nil }
            next = made
        }
        transitions[slot] = next
        return next
    }

    /// The state for the stepper's set; `nil` when there is no room.
    private mutating func makeState(_ before: Before) -> Int32? {
        if stepper.current.count == 0 { return Fixed.dead }
        if searches, stepper.hasMatch { return Fixed.found }
        let set = stepper.current.members[..<stepper.current.count].filter {
            switch stepper.program.instructions[Int($0)].operation {
            case .bytes, .match, .assertion: true
            case .split, .save: false
            }
        }
        let kept = stepper.program.hasAssertions ? before : .other
        let key = Key(members: set.sorted(), before: kept)
        if let place = places[key] { return place }
        guard states.count < Self.maximumStates, members.count + set.count <= Self.maximumMembers else {
            return nil
        }
        let start = members.count
        members += key.members
        let accepts = stepper.matches(before: kept.byte, after: nil)
        states.append(State(members: start..<members.count, before: kept, acceptsEnd: accepts))
        for _ in 0..<classes.count { transitions.append(Fixed.unknown) }
        let place = Int32(states.count - 1)
        places[key] = place
        return place
    }

    /// Follows the text from `start` on without making states.
    private mutating func follow(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var before = start == 0 ? nil : resumedBefore
        if start == 0 { stepper.start() }
        for index in start..<text.count {
            if stepper.step(before: before, text[index], restarts: searches), searches { return true }
            if stepper.current.count == 0 { return false }
            before = text[index]
        }
        return stepper.matches(before: before, after: nil)
    }
}

/// Bytes that no instruction tells apart, under one number.
struct ByteClasses {
    private let numbers: InlineArray<256, UInt8>
    /// How many classes there are.
    let count: Int

    init(_ program: RegexProgram) {
        // Whether a class starts at the byte.
        var starts = [Bool](repeating: false, count: 257)
        for range in program.ranges {
            starts[Int(range.low)] = true
            starts[Int(range.high) + 1] = true
        }
        if program.hasAssertions {
            for byte in 1...255
            where AssertionContext.isWord(UInt8(byte)) != AssertionContext.isWord(UInt8(byte - 1)) {
                starts[byte] = true
            }
            for byte in [0xA, 0xB, 0x80, 0xC0] { starts[byte] = true }
        }
        var numbers = InlineArray<256, UInt8>(repeating: 0)
        var number = 0
        for byte in 0...255 {
            if byte > 0, starts[byte] { number += 1 }
            numbers[byte] = UInt8(number)
        }
        self.numbers = numbers
        count = number + 1
    }

    subscript(byte: UInt8) -> UInt8 { numbers[Int(byte)] }
}
