internal import Values

/// How long a container waits before it is told to stop.
enum PreStop {
    /// The seconds of a `sleep` action, or of the `sleep` command it runs.
    static func seconds(of hook: Value) -> Int? {
        if let seconds = hook.at("sleep", "seconds")?.int { return seconds }
        let words = (hook.at("exec", "command")?.array ?? []).compactMap(\.string)
            .flatMap { $0.split { $0.isWhitespace || $0 == ";" || $0 == "&" }.map(String.init) }
        guard let sleep = words.firstIndex(where: { $0 == "sleep" || $0.hasSuffix("/sleep") }),
            sleep + 1 < words.count
        else { return nil }
        let duration = words[sleep + 1]
        return Int(duration.hasSuffix("s") ? String(duration.dropLast()) : duration)
    }
}
