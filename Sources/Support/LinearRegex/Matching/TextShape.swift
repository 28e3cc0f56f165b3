#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Patterns of whole texts that need no automaton.
enum TextShape: Sendable {
    /// One of these texts, sorted by their bytes.
    case oneOf([[UInt8]])
    /// A text with at least `before` bytes, then these, then at least `after`; `nil` is none at all.
    ///
    /// `.*x.*`, `x.+` and their like. A dot is a scalar and any scalar is at least one byte, so bytes can be counted.
    case holding([UInt8], before: Int?, after: Int?)

    /// The shape of a pattern that has to match whole texts; `nil` when only an automaton will do.
    init?(_ node: RegexNode) {
        if let literals = Literals.texts(of: node) {
            self = .oneOf(literals.sorted { $0.lexicographicallyPrecedes($1) })
            return
        }
        var parts = Self.flattened(node)[...]
        let before = parts.first.flatMap(Self.openEnd)
        if before != nil { parts = parts.dropFirst() }
        let after = parts.last.flatMap(Self.openEnd)
        if after != nil { parts = parts.dropLast() }
        guard let literal = Literals.texts(of: .sequence(Array(parts))), let text = literal.first,
            literal.count == 1
        else { return nil }
        // `.+` alone: what stands before nothing.
        self = .holding(text, before: before, after: after ?? (text.isEmpty && before != nil ? 0 : nil))
    }

    /// The fewest scalars of `.*` and `.+`; `nil` for anything else.
    private static func openEnd(_ node: RegexNode) -> Int? {
        switch node {
        case .group(let part, _): openEnd(part)
        case .repetition(.scalars(.any), let minimum, nil, _) where minimum <= 1: minimum
        default: nil
        }
    }

    private static func flattened(_ node: RegexNode) -> [RegexNode] {
        switch node {
        case .group(let part, _): flattened(part)
        case .sequence(let parts): parts.flatMap(flattened)
        case .empty: []
        case .scalars, .assertion, .alternatives, .repetition: [node]
        }
    }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .oneOf(let texts): Self.contains(text, in: texts)
        case .holding(let part, let before, let after): Self.holds(text, part, before, after)
        }
    }

    private static func contains(_ text: UnsafeBufferPointer<UInt8>, in texts: [[UInt8]]) -> Bool {
        var (low, high) = (0, texts.count)
        while low < high {
            let middle = (low + high) / 2
            let order = texts[middle].withUnsafeBufferPointer { Self.order($0, text) }
            if order == 0 { return true }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return false
    }

    private static func order(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> Int {
        let shorter = min(first.count, second.count)
        if shorter > 0, let left = first.baseAddress, let right = second.baseAddress {
            let order = memcmp(left, right, shorter)
            if order != 0 { return Int(order) }
        }
        return first.count - second.count
    }

    private static func holds(
        _ text: UnsafeBufferPointer<UInt8>,
        _ part: [UInt8],
        _ before: Int?,
        _ after: Int?
    ) -> Bool {
        let room = text.count - part.count - (before ?? 0) - (after ?? 0)
        guard room >= 0, before != nil || after != nil || room == 0 else { return false }
        guard !part.isEmpty, let start = text.baseAddress else { return true }
        return part.withUnsafeBufferPointer { part in
            guard let wanted = part.baseAddress else { return true }
            if before == nil { return memcmp(start, wanted, part.count) == 0 }
            let first = start + (before ?? 0)
            if after == nil { return memcmp(first + room, wanted, part.count) == 0 }
            return contains(UnsafeBufferPointer(start: first, count: room + part.count), wanted, part.count)
        }
    }

    /// Whether the part stands anywhere in the text, which is not shorter.
    private static func contains(
        _ text: UnsafeBufferPointer<UInt8>,
        _ wanted: UnsafePointer<UInt8>,
        _ count: Int
    ) -> Bool {
        guard var place = text.baseAddress else { return false }
        let end = place + text.count - count + 1
        while place < end, let hit = memchr(place, Int32(wanted[0]), end - place) {
            if memcmp(hit, wanted, count) == 0 { return true }
            place = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) + 1
        }
        return false
    }
}

/// The texts that a pattern matches, where they are few.
enum Literals {
    private static let maximumTexts = 10_000
    private static let maximumBytes = 1 << 20

    /// All texts that match, each once; `nil` when there are too many, or no end of them.
    static func texts(of node: RegexNode) -> [[UInt8]]? {
        guard let texts = list(of: node) else { return nil }
        var seen: Set<[UInt8]> = []
        return texts.filter { seen.insert($0).inserted }
    }

    private static func list(of node: RegexNode) -> [[UInt8]]? {
        switch node {
        case .empty: return [[]]
        case .scalars(let set):
            guard set.count <= 16 else { return nil }
            return set.ranges.flatMap { Array($0) }.compactMap {
                Unicode.Scalar($0).map { Array(UTF8.encode($0) ?? .init()) }
            }
        case .group(let part, _): return list(of: part)
        case .sequence(let parts):
            var texts: [[UInt8]] = [[]]
            for part in parts {
                guard let ends = list(of: part), isFew(texts, ends) else { return nil }
                if ends.count == 1 {
                    for index in texts.indices { texts[index] += ends[0] }
                } else {
                    texts = texts.flatMap { text in ends.map { text + $0 } }
                }
            }
            return texts
        case .alternatives(let parts):
            var texts: [[UInt8]] = []
            for part in parts {
                guard let more = list(of: part), texts.count + more.count <= maximumTexts else { return nil }
                texts += more
            }
            return texts
        case .repetition(let part, 0, 1, _): return list(of: part).map { $0 + [[]] }
        case .repetition, .assertion: return nil
        }
    }

    /// Whether all pairs of these are still few.
    private static func isFew(_ texts: [[UInt8]], _ ends: [[UInt8]]) -> Bool {
        guard texts.count * ends.count <= max(256, texts.count) else { return false }
        return ends.count == 1 || texts.reduce(0) { $0 + $1.count } * ends.count <= maximumBytes
    }
}
