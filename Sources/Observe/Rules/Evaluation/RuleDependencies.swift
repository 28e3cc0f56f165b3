internal import PromQL
internal import SampleStore

/// Which rules read what other rules write, and so which can be evaluated for all times at once.
///
/// Rules are numbered in the order in which they run at each time. A rule that reads only what earlier ones write sees,
/// at each time, just what a range query over finished series sees. One that reads its own series or those of a later
/// rule sees what they wrote the time before; such rules and all between them have to go step by step, together. So do a
/// rule whose `query_offset` dates its samples back and those that read them, which see each only later.
struct RuleDependencies {
    /// Rules that are evaluated together, in order; every cluster comes after those it reads from.
    struct Cluster: Hashable {
        let rules: [Int]
        /// Time by time, instead of all times at once.
        let isStepwise: Bool
    }

    let clusters: [Cluster]
    /// For each rule the rules that it reads from.
    let sources: [[Int]]

    /// The offsets are those of the rules' groups, in milliseconds.
    init(_ rules: [Rule], offsets: [Int64]) {
        let outputs = RuleOutputs(rules)
        let sources = rules.map { outputs.written(for: $0.tree) }
        self.sources = sources
        // Below an edge lies what has to be finished before; a backward one ties both together.
        var edges = sources
        for (reader, written) in sources.enumerated() {
            for writer in written where writer > reader || offsets[writer] > offsets[reader] {
                edges[writer].append(reader)
            }
        }
        clusters = Self.components(edges).map { component in
            let members = component.sorted()
            let first = members[0]
            let isAlone = members.count == 1 && !sources[first].contains(first)
            return Cluster(rules: members, isStepwise: !isAlone || rules[first].looksAhead)
        }
    }

    /// The strongly connected components, each after those it leads to (Tarjan, without calling itself).
    private static func components(_ edges: [[Int]]) -> [[Int]] {
        var number = [Int](repeating: -1, count: edges.count)
        var lowest = number
        var isOpen = [Bool](repeating: false, count: edges.count)
        var open: [Int] = []
        var result: [[Int]] = []
        var count = 0
        for root in edges.indices where number[root] < 0 {
            var path: [(node: Int, next: Int)] = [(root, 0)]
            while let (node, next) = path.last {
                if next == 0 {
                    (number[node], lowest[node], isOpen[node]) = (count, count, true)
                    open.append(node)
                    count += 1
                }
                if next < edges[node].count {
                    path[path.count - 1].next = next + 1
                    let target = edges[node][next]
                    if number[target] < 0 {
                        path.append((target, 0))
                    } else if isOpen[target] {
                        lowest[node] = min(lowest[node], number[target])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
                guard lowest[node] == number[node] else { continue }
                var component: [Int] = []
                while let last = open.popLast() {
                    isOpen[last] = false
                    component.append(last)
                    if last == node { break }
                }
                result.append(component)
            }
        }
        return result
    }
}

/// What rules write, by the name of the series.
struct RuleOutputs {
    private let rules: [Rule]
    private var byName: [String: [Int]] = [:]

    init(_ rules: [Rule]) {
        self.rules = rules
        for (index, rule) in rules.enumerated() {
            for name in rule.writtenNames { byName[name, default: []].append(index) }
        }
    }

    /// The rules whose series a query can select, each once.
    func written(for tree: Expression) -> [Int] {
        var found: Set<Int> = []
        for (selector, _, _) in tree.selectors { found.formUnion(written(for: selector.matchers)) }
        return found.sorted()
    }

    func written(for matchers: [Matcher]) -> [Int] {
        let names = matchers.filter { $0.name == "__name__" }
        var candidates: [(name: String, rule: Int)] = []
        if let exact = names.first(where: { $0.operation == .equal }) {
            candidates = (byName[exact.value] ?? []).map { (exact.value, $0) }
        } else {
            for (name, rules) in byName { candidates += rules.map { (name, $0) } }
        }
        return candidates.filter { name, rule in
            matchers.allSatisfy { matcher in
                matcher.name == "__name__" ? matcher.matches(name) : rules[rule].mayWrite(matcher)
            }
        }.map(\.rule)
    }
}

extension Rule {
    /// The names of the series it writes.
    var writtenNames: [String] {
        switch kind {
        case .recording: [name.text]
        case .alerting: ["ALERTS", "ALERTS_FOR_STATE"]
        }
    }

    /// Whether some series that it writes can satisfy a matcher, as far as its text tells.
    fileprivate func mayWrite(_ matcher: Matcher) -> Bool {
        if kind == .alerting {
            if matcher.name == "alertname" { return matcher.matches(name.text) }
            if matcher.name == "alertstate" { return matcher.matches("pending") || matcher.matches("firing") }
        }
        guard let label = labels.first(where: { $0.name == matcher.name }) else { return true }
        guard label.template?.isConstant ?? true else { return true }
        return matcher.matches(label.value.text)
    }

    /// Whether at some time it may ask for samples of later times, or for a time that is not its own.
    var looksAhead: Bool {
        tree.contains { node in
            switch node.kind {
            case .selector(let selector): selector.moment.mayLookAhead
            case .range(let range): range.selector.moment.mayLookAhead
            case .subquery(let subquery): subquery.moment.mayLookAhead
            case .call(let call): ["start", "end", "step", "range"].contains(call.function.name)
            case .number, .string, .aggregation, .unary, .binary, .parentheses: false
            }
        }
    }
}

extension Moment {
    fileprivate var mayLookAhead: Bool {
        guard anchor == nil, let offset = offset.milliseconds else { return true }
        return offset < 0
    }
}
