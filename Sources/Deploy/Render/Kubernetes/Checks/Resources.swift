internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Requests and limits that are missing, cannot be read, or cannot both hold.
    static let resources = ManifestCheck(id: "resources") { set in
        set.pods.flatMap(\.containers).filter { $0.value.object != nil }.flatMap { container in
            missing(in: container) + amounts(of: container)
        }
    }

    private static let common = ["cpu", "memory", "ephemeral-storage"]

    private static func missing(in container: Container) -> [Diagnostic] {
        let resources = container.value["resources"]
        let place = resources?.location ?? container.location
        var findings: [Diagnostic] = []
        for (name, example) in [("cpu", "250m"), ("memory", "256Mi"), ("ephemeral-storage", "256Mi")] {
            let hasRequest = resources?.at("requests", name) != nil
            let hasLimit = resources?.at("limits", name) != nil
            if !hasRequest {
                let what = hasLimit ? "so the whole limit is reserved" : "so its node may be full already"
                findings.append(
                    .warning(
                        "\(container.title) requests no \(name), \(what)",
                        at: place,
                        hint: "write resources: {requests: {\(name): \(example)}}"
                    )
                )
            }
            // A processor is shared out fairly without a limit; memory and disk are not.
            guard !hasLimit, name != "cpu" else { continue }
            findings.append(
                Diagnostic(
                    name == "memory" ? .error : .warning,
                    "\(container.title) has no \(name) limit, so it can take its neighbours down",
                    at: place,
                    hint: "write resources: {limits: {\(name): \(example)}}"
                )
            )
        }
        return findings
    }

    private static func amounts(of container: Container) -> [Diagnostic] {
        let resources = container.value["resources"]
        var findings: [Diagnostic] = []
        var amounts: [String: [String: ResourceQuantity]] = [:]
        for kind in ["requests", "limits"] {
            for member in resources?[kind]?.object ?? Object() {
                let text = member.value.string ?? member.value.number?.text ?? ""
                if !isResource(member.key) {
                    findings.append(
                        .error(
                            "\(container.title): '\(member.key)' is no resource",
                            at: member.keyLocation,
                            hint: nearest(to: member.key, in: common).map { "did you mean '\($0)'?" }
                                ?? "resources are cpu, memory and ephemeral-storage"
                        )
                    )
                } else if let amount = ResourceQuantity(text), amount.value >= 0 {
                    amounts[member.key, default: [:]][kind] = amount
                    findings += oddity(of: amount, written: text, member, kind, in: container)
                } else {
                    findings.append(
                        .error(
                            "\(container.title): '\(text)' is no amount of \(member.key)",
                            at: member.value.location,
                            hint: hint(for: text, of: member.key)
                        )
                    )
                }
            }
        }
        for (name, pair) in amounts.sorted(by: { $0.key < $1.key }) {
            guard let request = pair["requests"], let limit = pair["limits"] else { continue }
            let place = resources?.at("requests", name)?.location
            if request > limit {
                findings.append(
                    .error("\(container.title): the \(name) request is larger than the limit", at: place)
                )
            } else if common.contains(name), limit.value > request.value * 10 {
                findings.append(
                    .warning(
                        "\(container.title): the \(name) limit is more than ten times the request",
                        at: place,
                        hint: "a node that is filled by requests cannot serve such limits"
                    )
                )
            }
        }
        return findings
    }

    /// A plain name is one of the API's own; others have a domain.
    private static func isResource(_ name: String) -> Bool {
        common.contains(name) || name.hasPrefix("hugepages-") || name.contains("/")
    }

    private static func oddity(
        of amount: ResourceQuantity,
        written text: String,
        _ member: Object.Member,
        _ kind: String,
        in container: Container
    ) -> [Diagnostic] {
        let isBytes = member.key == "memory" || member.key == "ephemeral-storage"
        let problem: (words: String, hint: String)? =
            if isBytes, text.hasSuffix("m") {
                ("'m' means thousandths of a byte", "did you mean \(text.dropLast())Mi?")
            } else if isBytes, amount.value > 0, amount.value < 0x1p20 {
                ("it is less than a mebibyte", "did you mean \(text)Mi?")
            } else if member.key == "cpu", amount.value > 256 {
                ("it is more than 256 cores", "did you mean \(text)m?")
            } else {
                nil
            }
        guard let problem else { return [] }
        return [
            .warning(
                "\(container.title): \(member.key) \(kind) of '\(text)': \(problem.words)",
                at: member.value.location,
                hint: problem.hint
            )
        ]
    }

    private static func hint(for text: String, of name: String) -> String {
        let isBytes = name != "cpu"
        for suffix in ["iB", "ib", "B", "b"] where isBytes && text.hasSuffix(suffix) {
            let unit = text.dropLast(suffix.count)
            if ResourceQuantity("\(unit)i") != nil { return "did you mean \(unit)i?" }
        }
        return isBytes ? "units are Ki, Mi, Gi, Ti" : "write cores, or thousandths of one: 0.5 or 500m"
    }
}
