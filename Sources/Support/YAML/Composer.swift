internal import Diagnostics
internal import Values

/// Builds trees from events, and holds on to every mistake that does not end the reading.
struct Composer: ~Copyable {
    /// A tree with what its surroundings need to know of it.
    struct Node {
        var value: Value
        /// The text of a scalar, as a key wants it; `nil` for a collection.
        var keyText: String?
        /// A plain `<<` without a tag.
        var isMergeKey = false
        /// Collections inside one another, this one included.
        var height = 0
        var nodes = 1
    }

    struct Document {
        let root: Value
        let start: SourceLocation
    }

    /// More mistakes than this help nobody; the reading stops.
    private static let maximumProblems = 1000

    let file: SourceFile
    let limits: YAMLLimits
    private var events: EventStream
    private var anchors = Anchors()
    private var nodes = 0
    private var problems: [Diagnostic] = []

    init(file: SourceFile, limits: YAMLLimits) throws(InvalidInput) {
        self.file = file
        self.limits = limits
        if let diagnostic = unreadableText(in: file, maximumBytes: limits.maximumBytes) {
            throw InvalidInput(diagnostic)
        }
        events = EventStream(over: file)
    }

    mutating func documents() throws(InvalidInput) -> [Document] {
        var documents: [Document] = []
        do throws(Diagnostic) {
            while let document = try nextDocument() { documents.append(document) }
        } catch {
            problems.append(error)
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        return documents
    }

    private mutating func nextDocument() throws(Diagnostic) -> Document? {
        while true {
            let event = try events.next()
            switch event.kind {
            case .streamEnd: return nil
            case .documentStart:
                anchors = Anchors()
                let root = try node(from: events.next(), depth: 0)
                return Document(root: root.value, start: event.location)
            case .streamStart, .documentEnd, .alias, .scalar, .sequenceStart, .sequenceEnd, .mappingStart,
                .mappingEnd:
                continue
            }
        }
    }

    mutating func report(_ problem: Diagnostic) throws(Diagnostic) {
        guard problems.count < Self.maximumProblems else { throw problem }
        problems.append(problem)
    }
}

// MARK: Nodes

extension Composer {
    private mutating func node(from event: Event, depth: Int) throws(Diagnostic) -> Node {
        if case .alias(let name) = event.kind {
            return try expansion(of: name, at: event.location, depth: depth)
        }
        try count(1, at: event.location)
        let opening = event.anchor.map { anchors.open($0, at: event.location) }
        var node: Node
        switch event.kind {
        case .scalar(let scalar):
            node = try self.node(for: scalar, of: event)
        case .sequenceStart:
            try enter(depth, at: event.location)
            if let tag = event.tag, tag != Tag.sequence, tag != Tag.none {
                try refuse(tag, on: "a list", at: event.location)
            }
            node = try sequence(from: event.location, depth: depth)
        case .mappingStart:
            try enter(depth, at: event.location)
            if let tag = event.tag, tag != Tag.mapping, tag != Tag.none {
                try refuse(tag, on: "a mapping", at: event.location)
            }
            node = try mapping(from: event.location, depth: depth)
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .alias, .sequenceEnd, .mappingEnd:
            // libyaml never sends these where a node belongs.
            node = Node(value: Value(.null, at: event.location))
        }
        if let opening { anchors.close(opening, as: node) }
        return node
    }

    private mutating func node(for scalar: Event.Scalar, of event: Event) throws(Diagnostic) -> Node {
        var node = Node(value: Value(.null, at: event.location), keyText: scalar.text)
        if event.tag == nil {
            guard scalar.isPlain else {
                node.value.content = .string(scalar.text)
                return node
            }
            node.isMergeKey = scalar.text == "<<"
        }
        do throws(Diagnostic) {
            node.value.content = try Tag.content(of: scalar, tagged: event.tag, at: event.location)
        } catch {
            try report(error)
        }
        return node
    }

    private mutating func sequence(from location: SourceLocation, depth: Int) throws(Diagnostic) -> Node {
        var values: [Value] = []
        var node = Node(value: Value(.null, at: location), height: 1)
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind { break }
            let element = try self.node(from: event, depth: depth + 1)
            node.contain(element)
            values.append(element.value)
        }
        node.value.content = .array(values)
        return node
    }

    private mutating func mapping(from location: SourceLocation, depth: Int) throws(Diagnostic) -> Node {
        var members = MappingBuilder()
        var node = Node(value: Value(.null, at: location), height: 1)
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind { break }
            let key = try self.node(from: event, depth: depth + 1)
            let value = try self.node(from: events.next(), depth: depth + 1)
            node.contain(key)
            node.contain(value)
            do throws(Diagnostic) {
                try members.add(key, at: event.location, value)
            } catch {
                try report(error)
            }
        }
        node.value.content = .object(members.object())
        return node
    }

    private mutating func expansion(
        of name: String,
        at location: SourceLocation,
        depth: Int
    ) throws(Diagnostic) -> Node {
        switch anchors.state(of: name) {
        case .complete(let node):
            // Counted before anything holds a copy, so a short text cannot ask for much.
            try count(node.nodes, at: location, alias: name)
            if node.height > 0 { try enter(depth + node.height - 1, at: location) }
            return node
        case .open(let start):
            try report(
                .error(
                    "`*\(shortened(name))` stands inside the value it names",
                    at: location,
                    notes: [.init("`&\(shortened(name))` is here", at: start)]
                )
            )
        case nil:
            let suggestion = anchors.suggestion(for: name).map { "did you mean `*\($0)`?" }
            try report(
                .error(
                    "no anchor `&\(shortened(name))` comes before this alias",
                    at: location,
                    hint: suggestion ?? "if the `*` is meant literally, put the text in quotes"
                )
            )
        }
        return Node(value: Value(.null, at: location), keyText: "*\(name)")
    }

    private mutating func refuse(
        _ tag: String,
        on kind: String,
        at location: SourceLocation
    ) throws(Diagnostic) {
        try report(Tag.refusal(of: tag, on: kind, at: location))
    }

    // MARK: Limits

    private mutating func count(_ more: Int, at location: SourceLocation, alias: String? = nil)
        throws(Diagnostic)
    {
        nodes += more
        guard nodes > limits.maximumNodes else { return }
        let culprit = alias.map { ": `*\(shortened($0))` stands for \(more)" } ?? ""
        throw .error(
            "more than \(limits.maximumNodes) values after expanding aliases\(culprit)",
            at: location
        )
    }

    private func enter(_ depth: Int, at location: SourceLocation) throws(Diagnostic) {
        guard depth >= limits.maximumDepth else { return }
        throw .error("nested more than \(limits.maximumDepth) levels deep", at: location)
    }
}

extension Composer.Node {
    fileprivate mutating func contain(_ inner: Composer.Node) {
        nodes += inner.nodes
        height = max(height, inner.height + 1)
    }
}
