package import Diagnostics
package import Values

/// Deployment files, rendered or written by hand, to be looked at by the checks of a render.
package struct DeploymentFiles: Sendable {
    /// What a check found.
    package struct Finding: Sendable, Hashable {
        /// The check's id.
        package let check: String
        package let diagnostic: Diagnostic

        package init(check: String, diagnostic: Diagnostic) {
            self.check = check
            self.diagnostic = diagnostic
        }
    }

    /// The documents of every file, by what they are.
    private var documents: [DeploymentKind: [Value]] = [:]
    /// Kubernetes objects that the cluster has already.
    package var existing: Set<ManifestSet.Reference> = []

    package init() {}

    /// Adds a file's document when it is of a kind that is known; answers whether it was.
    package mutating func add(_ document: Value) -> Bool {
        guard let kind = DeploymentKind.allCases.first(where: { $0.isKind(of: document) }) else {
            return false
        }
        documents[kind, default: []].append(document)
        return true
    }

    /// Adds a document whose file says what it is.
    package mutating func add(_ document: Value, as kind: DeploymentKind) {
        documents[kind, default: []].append(document)
    }

    /// How many documents of each kind there are, in the order of `DeploymentKind`.
    package var counts: [(kind: DeploymentKind, count: Int)] {
        DeploymentKind.allCases.compactMap { kind in documents[kind].map { (kind, $0.count) } }
    }

    /// Everything the checks find, kind by kind.
    package var findings: [Finding] {
        DeploymentKind.allCases.flatMap { kind in
            documents[kind].map { kind.findings(in: $0, existing: existing) } ?? []
        }
    }
}
