/// One flag, option, or positional argument of a command whose values live in `Root`.
package struct Parameter<Root>: Sendable {
    var declaration: Declaration
    /// Stores a word; false when the word is not a value of the type.
    let assign: @Sendable (inout Root, _ word: String, _ isFirst: Bool) -> Bool
    /// The words that would give the present value.
    let current: @Sendable (Root) -> [String]

    private init<Stored: ArgumentStorage>(
        _ path: any WritableKeyPath<Root, Stored> & Sendable,
        _ declaration: Declaration
    ) {
        self.declaration = declaration
        self.declaration.expectation = Stored.Word.expectation
        self.declaration.choices = Stored.Word.choices
        self.declaration.isRepeating = Stored.keepsSeveral
        assign = { root, word, isFirst in
            guard let value = Stored.Word(argument: word) else { return false }
            root[keyPath: path].store(value, isFirst: isFirst)
            return true
        }
        current = { $0[keyPath: path].argumentWords }
    }

    /// A switch; a negatable one can also be turned off, by `--no-name`.
    package static func flag<Stored: ArgumentStorage>(
        _ path: any WritableKeyPath<Root, Stored> & Sendable,
        _ names: String...,
        help: String,
        environment: String? = nil,
        isNegatable: Bool = false
    ) -> Self where Stored.Word == Bool {
        Self(
            path,
            Declaration(
                names: names,
                valueName: "",
                help: help,
                environment: environment,
                takesValue: false,
                isNegatable: isNegatable
            )
        )
    }

    /// An option with a value; of several the last one wins, unless an array keeps them all.
    package static func option<Stored: ArgumentStorage>(
        _ path: any WritableKeyPath<Root, Stored> & Sendable,
        _ names: String...,
        value: String,
        help: String,
        environment: String? = nil,
        completion: Completion = .none
    ) -> Self {
        Self(
            path,
            Declaration(
                names: names,
                valueName: value,
                help: help,
                environment: environment,
                completion: completion,
                takesValue: true
            )
        )
    }

    /// A positional argument, in the order of declaration; an array takes all that are left.
    ///
    /// It is required unless its type is optional or an array, or the declaration says so.
    package static func argument<Stored: ArgumentStorage>(
        _ path: any WritableKeyPath<Root, Stored> & Sendable,
        _ valueName: String,
        help: String,
        isRequired: Bool = Stored.needsWord,
        completion: Completion = .none
    ) -> Self {
        Self(
            path,
            Declaration(
                names: [],
                valueName: valueName,
                help: help,
                completion: completion,
                takesValue: true,
                isRequired: isRequired
            )
        )
    }

    /// The same parameter, for a command that stores its group of values at `path`.
    func lifted<Outer>(into path: any WritableKeyPath<Outer, Root> & Sendable) -> Parameter<Outer> {
        let (assign, current) = (assign, current)
        return Parameter<Outer>(
            declaration: declaration,
            assign: { assign(&$0[keyPath: path], $1, $2) },
            current: { current($0[keyPath: path]) }
        )
    }

    private init(
        declaration: Declaration,
        assign: @escaping @Sendable (inout Root, String, Bool) -> Bool,
        current: @escaping @Sendable (Root) -> [String]
    ) {
        self.declaration = declaration
        self.assign = assign
        self.current = current
    }
}
