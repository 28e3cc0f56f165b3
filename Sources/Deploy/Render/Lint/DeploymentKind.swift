internal import Diagnostics
internal import Values

/// A kind of deployment file that has checks.
package enum DeploymentKind: String, Sendable, CaseIterable {
    case kubernetes = "Kubernetes object"
    case compose = "Compose project"
    case ecs = "ECS document"
    case dockerfile = "Dockerfile"

    /// The kind in the words of a count.
    package func words(_ count: Int) -> String { count == 1 ? rawValue : rawValue + "s" }

    /// Whether a document is of the kind, by the keys that only it has.
    func isKind(of document: Value) -> Bool {
        switch self {
        case .kubernetes: document["apiVersion"] != nil && document["kind"] != nil
        case .compose:
            document["services"] != nil && document["apiVersion"] == nil && document["kind"] == nil
        case .ecs: ECSDocuments.isOne(document)
        // Text, not a tree of values.
        case .dockerfile: false
        }
    }

    func count(in files: DeploymentFiles) -> Int {
        self == .dockerfile ? files.dockerfiles.count : files.documents[self, default: []].count
    }

    /// What the kind's checks find in all files of the kind together.
    func findings(in files: DeploymentFiles) -> [DeploymentFiles.Finding] {
        guard count(in: files) > 0 else { return [] }
        let documents = files.documents[self, default: []]
        switch self {
        case .kubernetes:
            return ManifestSet(objects: documents, existing: files.existing).findings.map {
                DeploymentFiles.Finding(check: $0.check, diagnostic: $0.diagnostic)
            }
        case .compose:
            return documents.flatMap { document in
                let path = document.location?.file.name ?? ""
                return ComposeDocument(document, existingFiles: files.beside[path]).findings
            }.map {
                DeploymentFiles.Finding(check: $0.check, diagnostic: $0.diagnostic)
            }
        case .ecs:
            let read = ECSDocuments(documents)
            return ECSCheck.all.flatMap { check in
                check.findings(read).map { DeploymentFiles.Finding(check: check.id, diagnostic: $0) }
            }
        case .dockerfile: return files.dockerfiles.flatMap(Self.findings)
        }
    }

    private static func findings(in dockerfile: SourceFile) -> [DeploymentFiles.Finding] {
        let (read, problems) = Dockerfile.read(dockerfile)
        let refused = problems.map {
            DeploymentFiles.Finding(check: "dockerfile/unreadable", diagnostic: $0)
        }
        // Without a stage there is nothing more to look at, and that has been said.
        guard !read.stages.isEmpty else { return refused }
        return refused
            + read.findings().map { DeploymentFiles.Finding(check: $0.check, diagnostic: $0.diagnostic) }
    }
}
