internal import Diagnostics
internal import Values

/// A kind of deployment file that has checks.
package enum DeploymentKind: String, Sendable, CaseIterable {
    case kubernetes = "Kubernetes object"
    case compose = "Compose project"
    case ecs = "ECS document"

    /// The kind in the words of a count.
    package func words(_ count: Int) -> String { count == 1 ? rawValue : rawValue + "s" }

    /// Whether a document is of the kind, by the keys that only it has.
    func isKind(of document: Value) -> Bool {
        switch self {
        case .kubernetes: document["apiVersion"] != nil && document["kind"] != nil
        case .compose:
            document["services"] != nil && document["apiVersion"] == nil && document["kind"] == nil
        case .ecs: ECSDocuments.isOne(document)
        }
    }

    /// What the kind's checks find in all documents together.
    func findings(in documents: [Value], existing: Set<ManifestSet.Reference>) -> [DeploymentFiles.Finding] {
        switch self {
        case .kubernetes:
            ManifestSet(objects: documents, existing: existing).findings.map {
                DeploymentFiles.Finding(check: $0.check, diagnostic: $0.diagnostic)
            }
        case .compose:
            documents.flatMap { ComposeDocument($0, existingFiles: nil).findings }.map {
                DeploymentFiles.Finding(check: $0.check, diagnostic: $0.diagnostic)
            }
        case .ecs:
            ECSCheck.all.flatMap { check in
                check.findings(ECSDocuments(documents)).map {
                    DeploymentFiles.Finding(check: check.id, diagnostic: $0)
                }
            }
        }
    }
}
