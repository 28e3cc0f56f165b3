internal import Diagnostics
internal import Values

/// A word or a short sentence, as plain text or as a JSON string: `ok`, `"I'm alive!"`.
enum BareTextDialect: HealthDialect {
    static let name = "text"

    static func report(on answer: HealthAnswer) -> HealthReport? {
        guard answer.tree == nil || answer.tree?.string != nil else { return nil }
        let text = (answer.tree?.string ?? answer.text).trimmed
        guard !text.isEmpty, text.utf8.count <= 200 else { return nil }
        let plain = text.drop { !$0.isLetter }.lowercased()
        let word = String(plain.reversed().drop { !$0.isLetter }.reversed())
        if let state = HealthWord.state(word) {
            return HealthReport(name, state, reason: reason(state, text, word))
        }
        // The sentence of an error page is no word about health; its status is.
        guard (answer.status ?? 200) < 500 else { return nil }
        let words = word.split { !$0.isLetter && $0 != "'" }.map(String.init)
        guard words.count <= 12 else { return nil }
        // "not ready", "is not healthy": whoever says not is not well.
        if words.contains("not") || words.contains("isn't") {
            guard words.contains(where: { HealthWord.state($0) == .healthy }) else { return nil }
            return HealthReport(name, .unhealthy, reason: String(text))
        }
        let states = words.compactMap(HealthWord.state).filter { $0 != .unknown }
        guard let worst = states.max() else { return nil }
        return HealthReport(name, worst, reason: reason(worst, text, word))
    }

    private static func reason(_ state: HealthState, _ text: Substring, _ word: String) -> String? {
        state == .healthy || text.lowercased() == word ? nil : String(text)
    }
}
