internal import Diagnostics

/// The anchors of one document, by name; a later one takes the name over.
struct Anchors {
    enum State {
        /// Its node has begun at that place and has not ended.
        case open(SourceLocation)
        case complete(Composer.Node)
    }

    struct Opening {
        fileprivate let name: String
        fileprivate let number: Int
    }

    private var entries: [String: (number: Int, state: State)] = [:]
    private var count = 0

    /// The name a typo most likely stood for; none among very many, which would take long to compare.
    func suggestion(for name: String) -> String? {
        guard entries.count <= 200 else { return nil }
        return nearest(to: name, in: entries.keys.filter { $0.utf8.count <= 128 })
    }

    func state(of name: String) -> State? { entries[name]?.state }

    mutating func open(_ name: String, at location: SourceLocation) -> Opening {
        count += 1
        entries[name] = (count, .open(location))
        return Opening(name: name, number: count)
    }

    mutating func close(_ opening: Opening, as node: Composer.Node) {
        // A node inside may have taken the name over.
        guard entries[opening.name]?.number == opening.number else { return }
        entries[opening.name] = (opening.number, .complete(node))
    }
}
