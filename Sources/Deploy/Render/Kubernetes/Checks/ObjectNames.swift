internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// A name that an API server, or a controller that appends to it, does not take.
    static let objectNames = ManifestCheck(id: "object-name") { set in
        set.objects.compactMap { object in
            guard let value = object.at("metadata", "name"), let name = value.string, !name.isEmpty else {
                return nil
            }
            if let problem = problem(with: name, of: object.kindName) {
                return .error(
                    "\(object.title): the name \(problem)",
                    at: value.location,
                    hint: hint(for: name)
                )
            }
            guard let limit = suffixLimits[object.kindName], name.utf8.count > limit.bytes else { return nil }
            return .error(
                "\(object.title): the name is \(name.utf8.count) characters long, more than \(limit.bytes)",
                at: value.location,
                hint: limit.reason
            )
        }
    }

    private static let suffixLimits: [String: (bytes: Int, reason: String)] = [
        "CronJob": (52, "each Job gets the name and eleven characters more"),
        "StatefulSet": (52, "each pod gets a label with the name and eleven characters more"),
    ]

    private static func problem(with name: String, of kind: String) -> String? {
        switch kind {
        case "Service": return TextRule.dnsLabel.problem(with: name)
        case "Namespace":
            return name.isDNSLabel
                ? nil : "must be a DNS label (lowercase letters, digits and '-'; at most 63)"
        case "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding":
            return name.contains("/") || name.contains("%") || name == "." || name == ".."
                ? "must not contain '/' or '%'" : nil
        default: return TextRule.dnsName.problem(with: name)
        }
    }

    /// The name as it could be.
    private static func hint(for name: String) -> String? {
        let mended = String(name.lowercased().map { "_ ".contains($0) ? "-" : $0 })
        return mended != name && TextRule.dnsLabel.problem(with: mended) == nil ? "write \(mended)" : nil
    }
}
