/// Several sources as one: an address that two of them know is one target, and names are told apart.
package struct MergedTargets: TargetSource {
    package let title: String
    private let sources: [any TargetSource]
    /// Names of targets or servers to keep; all when empty.
    private let names: [String]
    /// How long a source may take before the others' targets are told without it.
    private let patience: Duration

    package init(
        _ sources: [any TargetSource],
        title: String,
        keeping names: [String] = [],
        patience: Duration = .seconds(10)
    ) {
        (self.title, self.sources, self.names, self.patience) = (title, sources, names, patience)
    }

    private enum Event: Sendable {
        case update(Int, TargetUpdate)
        case ended(Int)
        case impatient
    }

    /// The first list is told when every source has said something.
    package func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            await withTaskGroup(of: Void.self) { group in
                let (events, input) = AsyncStream<Event>.makeStream()
                for (index, source) in sources.enumerated() {
                    group.addTask {
                        for await update in source.updates() { input.yield(.update(index, update)) }
                        input.yield(.ended(index))
                    }
                }
                group.addTask { [patience] in
                    try? await Task.sleep(for: patience)
                    input.yield(.impatient)
                }
                var known = [[FleetTarget]](repeating: [], count: sources.count)
                var silent = Set(sources.indices)
                var open = silent
                var isImpatient = false
                var hasTold = false
                func tell() {
                    guard silent.isEmpty || isImpatient else { return }
                    continuation.yield(.targets(Self.merged(known, keeping: names)))
                    hasTold = true
                }
                if sources.isEmpty { tell() }
                for await event in events {
                    switch event {
                    case .update(let index, .targets(let targets)):
                        silent.remove(index)
                        known[index] = targets
                        tell()
                    case .update(let index, .problem(let problem)):
                        continuation.yield(.problem(problem))
                        if silent.remove(index) != nil, !hasTold { tell() }
                    case .ended(let index):
                        open.remove(index)
                        if silent.remove(index) != nil, !hasTold { tell() }
                    case .impatient:
                        isImpatient = true
                        if !hasTold { tell() }
                    }
                    if open.isEmpty, hasTold { break }
                }
                group.cancelAll()
            }
        }
    }

    /// All targets in order, each address once, each name once.
    static func merged(_ lists: [[FleetTarget]], keeping names: [String]) -> [FleetTarget] {
        var places: [String: Int] = [:]
        var targets: [FleetTarget] = []
        for target in lists.joined() {
            if let place = places[target.id] {
                targets[place].complete(from: target)
            } else {
                places[target.id] = targets.count
                targets.append(target)
            }
        }
        return kept(named(targets), names)
    }

    private static func kept(_ targets: [FleetTarget], _ names: [String]) -> [FleetTarget] {
        guard !names.isEmpty else { return targets }
        return targets.filter { names.contains($0.name) || $0.server.map(names.contains) == true }
    }

    /// The address tells apart what has one name; where that is the same too, a number does.
    private static func named(_ targets: [FleetTarget]) -> [FleetTarget] {
        var targets = targets
        let count = Dictionary(grouping: targets, by: \.name).mapValues(\.count)
        for index in targets.indices where (count[targets[index].name] ?? 0) > 1 {
            guard let address = targets[index].url.flatMap(HTTPAddress.init) else { continue }
            let place = address.shortPlace + address.path
            let name = targets[index].name
            targets[index].name = place.hasPrefix(name) ? place : "\(name) (\(address.shortPlace))"
        }
        var taken: Set<String> = []
        for index in targets.indices {
            let name = targets[index].name
            var number = 1
            while !taken.insert(targets[index].name).inserted {
                number += 1
                targets[index].name = "\(name) #\(number)"
            }
        }
        return targets
    }
}

extension FleetTarget {
    /// Takes from another source's word what this one does not say.
    fileprivate mutating func complete(from other: FleetTarget) {
        for endpoint in Endpoint.allCases where other[endpoint] != nil {
            let isBetter = guessed.contains(endpoint) && !other.guessed.contains(endpoint)
            guard self[endpoint] == nil || isBetter else { continue }
            self[endpoint] = other[endpoint]
            if other.guessed.contains(endpoint) { guessed.insert(endpoint) } else { guessed.remove(endpoint) }
        }
        server = server ?? other.server
        remark = remark ?? other.remark
        for label in other.labels where !labels.contains(where: { $0.name == label.name }) {
            labels.append(label)
        }
    }
}
