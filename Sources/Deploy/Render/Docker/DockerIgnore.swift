internal import Diagnostics
internal import Values

/// The patterns of a `.dockerignore`: what never reaches the builder, and so no layer.
struct DockerIgnore {
    /// A list of patterns, and of comments as `{COMMENT: text}`.
    static func text(of list: Value) throws(InvalidInput) -> String {
        var lines: [String] = []
        for item in list.array ?? [list] {
            if let comment = item["COMMENT"]?.string, item.object?.count == 1 {
                if !lines.isEmpty { lines.append("") }
                lines += comment.split(whereSeparator: \.isNewline).map { "# \($0)" }
            } else if let pattern = item.string, !pattern.isEmpty, !pattern.contains(where: \.isNewline) {
                lines.append(pattern)
            } else {
                throw InvalidInput(
                    .error(
                        "a pattern of .dockerignore must be one line of text, not \(item.kind)",
                        at: item.location
                    )
                )
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
