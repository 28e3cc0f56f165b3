internal import Diagnostics
internal import Values

/// Fields that somebody else set otherwise ("Server-Side Apply", section on conflicts).
struct FieldConflicts {
    private let fields: [(manager: String, field: String)]

    /// Reads the causes of a `Status`; `nil` when it is another kind of conflict.
    init?(_ status: Value?) {
        let causes = (status?["details"]?["causes"]?.array ?? []).filter {
            $0["reason"]?.string == "FieldManagerConflict"
        }
        guard !causes.isEmpty else { return nil }
        fields = causes.map { cause in
            // `conflict with "kubectl-edit" using apps/v1`
            let words = cause["message"]?.string ?? ""
            let quoted = words.split(separator: "\"", omittingEmptySubsequences: false)
            return (quoted.count > 1 ? String(quoted[1]) : words, cause["field"]?.string ?? "a field")
        }
    }

    func warnings(about title: String) -> [Diagnostic] {
        Dictionary(grouping: fields, by: \.manager).sorted { $0.key < $1.key }.map { manager, fields in
            let names = fields.map(\.field).sorted()
            let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
            return .warning(
                "\(title): '\(manager)' set \(shown) otherwise",
                hint:
                    "applying needs --force-conflicts, and takes \(names.count == 1 ? "it" : "them") from '\(manager)'"
            )
        }
    }
}
