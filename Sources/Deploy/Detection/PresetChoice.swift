package import Diagnostics

/// Which system the server is built with, by the weight of what speaks for each.
package struct PresetChoice: Sendable {
    package let name: String
    /// What spoke for it, the strongest first.
    package let reasons: [PresetVote]
    /// The next best and what spoke for it, when it was nearly as good.
    package let rival: (name: String, reasons: [PresetVote])?

    /// `asked` is the user's own choice; it wins.
    package init(_ votes: [PresetVote], asked: String?) {
        var weights: [(name: String, weight: Int)] = []
        for vote in votes {
            if let index = weights.firstIndex(where: { $0.name == vote.preset }) {
                weights[index].weight += vote.weight
            } else {
                weights.append((vote.preset, vote.weight))
            }
        }
        weights.sort { ($1.weight, $0.name) < ($0.weight, $1.name) }
        name = asked ?? weights.first?.name ?? "custom"
        let own = asked ?? weights.first?.name
        reasons = Self.reasons(for: own, in: votes)
        // What is known for half the reason is worth telling.
        let next = weights.dropFirst().first { $0.weight * 2 >= weights[0].weight }
        rival = asked == nil ? next.map { ($0.name, Self.reasons(for: $0.name, in: votes)) } : nil
    }

    private static func reasons(for name: String?, in votes: [PresetVote]) -> [PresetVote] {
        votes.filter { $0.preset == name }.enumerated().sorted {
            ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
        }.map(\.element)
    }

    /// What spoke for it, in words.
    package var reason: Diagnostic? {
        reasons.isEmpty ? nil : Diagnostic(.note, "preset \(name): \(Self.words(reasons))")
    }

    private static func words(_ votes: [PresetVote]) -> String {
        votes.map { "\($0.reason)\($0.location.map { " (\($0.file.name):\($0.line))" } ?? "")" }
            .joined(separator: ", ")
    }

    /// What was weighed, when it was close.
    package var doubt: Diagnostic? {
        guard let rival else { return nil }
        return .warning(
            "the preset is not certain: for \(name) speaks \(Self.words(reasons)); for \(rival.name) \(Self.words(rival.reasons))",
            hint: "'mcpctl presets show \(rival.name)' tells what it knows; --preset \(rival.name) takes it"
        )
    }
}
