internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Tags that are refused: 50 at most, keys of 128 characters and values of 256, none of AWS's own.
    ///
    /// Amazon ECS API Reference, Tag.
    static let tags = ECSCheck(id: "ecs/tags") { documents in
        let owners =
            documents.tasks.map { ($0.title, $0.value) }
            + documents.services.map { ("service '\($0.text("serviceName") ?? "")'", $0) }
        return owners.flatMap { title, value -> [Diagnostic] in
            let tags = value.list("tags")
            var findings: [Diagnostic] = []
            if tags.count > 50 {
                findings.append(
                    .error("\(title) has \(tags.count) tags, more than 50", at: value["tags"]?.location)
                )
            }
            var keys: Set<String> = []
            for tag in tags {
                let key = tag.text("key") ?? ""
                let problem: String? =
                    !keys.insert(key).inserted
                    ? "is there twice"
                    : key.isEmpty || key.count > 128
                        ? "must have 1 to 128 characters"
                        : (tag.text("value") ?? "").count > 256
                            ? "has a value of more than 256 characters"
                            : key.lowercased().hasPrefix("aws:") ? "begins with aws:, which is reserved" : nil
                guard let problem else { continue }
                findings.append(.error("\(title): the tag '\(key)' \(problem)", at: tag.location))
            }
            return findings
        }
    }
}
