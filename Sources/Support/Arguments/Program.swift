/// The whole tool: its verbs, its help topics, and the options that every verb shares.
package struct Program: Sendable {
    package let name: String
    package let version: String
    /// The day of the release, as manual pages write it: `November 21, 2026`.
    package let released: String
    package let topics: [Topic]
    let root: CommandNode
    /// The shared options, for help and for reading words in front of the verb.
    let makeShared: @Sendable () -> [Described]

    /// Verbs store the shared options themselves, through `lifted`.
    ///
    /// `help`, `completion`, and `man` are added to the verbs.
    package init<Shared: OptionGroup>(
        _ name: String,
        _ summary: String,
        version: String,
        released: String,
        shared: Shared.Type = NoOptions.self,
        discussion: String = "",
        examples: [Example] = [],
        topics: [Topic] = [],
        _ children: [CommandNode]
    ) {
        self.name = name
        self.version = version
        self.released = released
        self.topics = topics
        root = CommandNode(
            name,
            summary,
            discussion: discussion,
            examples: examples,
            children + Self.builtIns
        )
        makeShared = {
            zip(Shared.parameters, Shared.defaults).map { Described($0.declaration, defaults: $1) }
        }
    }
}

/// A program whose verbs share no options.
package struct NoOptions: OptionGroup {
    package static let parameters: [Parameter<Self>] = []
    package init() {}
}
