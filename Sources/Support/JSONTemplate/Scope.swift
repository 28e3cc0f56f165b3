/// Names bound by an operator, in front of those bound outside of it.
final class Scope {
    private let names: [String]
    private let terms: [Term]
    private let parent: Scope?

    init(_ names: [String], _ terms: [Term], in parent: Scope?) {
        self.names = names
        self.terms = terms
        self.parent = parent
    }

    subscript(name: String) -> Term? {
        var scope: Scope? = self
        while let current = scope {
            if let index = current.names.firstIndex(of: name) { return current.terms[index] }
            scope = current.parent
        }
        return nil
    }
}

extension Scope {
    /// Every name that is bound here, for suggestions.
    var allNames: [String] {
        var names: [String] = []
        var scope: Scope? = self
        while let current = scope {
            names += current.names
            scope = current.parent
        }
        return names
    }
}
