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
    private(set) var documents: [DeploymentKind: [Value]] = [:]
    private(set) var dockerfiles: [SourceFile] = []
    /// Kubernetes objects that the cluster has already.
    package var existing: Set<ManifestSet.Reference> = []

    /// The files that are there of those that a Compose file names, by the Compose file's own path.
    package var beside: [String: Set<String>] = [:]

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

    /// Adds a Dockerfile, which only its name tells.
    package mutating func add(dockerfile: SourceFile) { dockerfiles.append(dockerfile) }

    /// Whether a file is called as Dockerfiles are: `Dockerfile`, `Dockerfile.worker`, `worker.Dockerfile`,
    /// `Containerfile`.
    package static func isDockerfile(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        // `Dockerfile.dockerignore` is what the builder of that one Dockerfile must not see.
        let others = [".dockerignore", ".yaml", ".yml", ".json", ".md"]
        guard !others.contains(where: name.hasSuffix) else { return false }
        return ["Dockerfile", "Containerfile"].contains { name == $0 || name.hasPrefix($0 + ".") }
            || name.lowercased().hasSuffix(".dockerfile")
    }

    /// How many documents of each kind there are, in the order of `DeploymentKind`.
    package var counts: [(kind: DeploymentKind, count: Int)] {
        DeploymentKind.allCases.map { ($0, $0.count(in: self)) }.filter { $0.count > 0 }
    }

    /// Everything the checks find, kind by kind.
    package var findings: [Finding] {
        DeploymentKind.allCases.flatMap { $0.findings(in: self) }
    }
}
