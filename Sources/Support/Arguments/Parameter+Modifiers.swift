extension Parameter {
    /// Works, and is neither shown in help nor completed.
    package func hidden() -> Self { with { $0.isHidden = true } }

    /// The option has to be given, on the command line or by its environment variable.
    package func required() -> Self { with { $0.isRequired = true } }

    /// The option cannot be given together with the named ones.
    package func conflicting(with names: String...) -> Self { with { $0.conflicts += names } }

    func with(_ change: (inout Declaration) -> Void) -> Self {
        var copy = self
        change(&copy.declaration)
        return copy
    }
}

extension Array {
    /// The same parameters, for a command that stores their values at `path`.
    package func lifted<Root, Group>(
        into path: any WritableKeyPath<Root, Group> & Sendable
    ) -> [Parameter<Root>] where Element == Parameter<Group> {
        map { $0.lifted(into: path) }
    }

    /// The same parameters, under their own title in help.
    package func under<Root>(_ heading: String) -> Self where Element == Parameter<Root> {
        map { $0.with { $0.heading = heading } }
    }

    /// The same parameters, of which only one may be given.
    package func exclusive<Root>() -> Self where Element == Parameter<Root> {
        let names = map(\.declaration.label)
        return map { parameter in
            parameter.with { own in own.conflicts += names.filter { $0 != own.label } }
        }
    }
}
