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

    /// The documents of a kind in groups that are deployed together.
    ///
    /// Objects below a kustomization are its own set, and so are the ECS documents of one folder; what has no such
    /// folder is one group.
    func groups(of kind: DeploymentKind) -> [[Value]] {
        let documents = documents[kind, default: []]
        let kustomizations = Set(
            documents.filter { $0["kind"]?.string == "Kustomization" }.map(\.folders.first)
        )
        var groups: [(folder: String?, documents: [Value])] = []
        for document in documents {
            let folders = document.folders
            let folder = kind == .ecs ? folders.first : folders.first(where: kustomizations.contains)
            if let index = groups.firstIndex(where: { $0.folder == folder }) {
                groups[index].documents.append(document)
            } else {
                groups.append((folder, [document]))
            }
        }
        return groups.map(\.documents)
    }

    /// Everything the checks find, kind by kind.
    package var findings: [Finding] {
        DeploymentKind.allCases.flatMap { $0.findings(in: self) }
    }
}

extension Value {
    /// The folders its file lies in, innermost first; the empty name is where paths begin.
    fileprivate var folders: [String] {
        let parts = (location?.file.name ?? "").split(separator: "/", omittingEmptySubsequences: false)
        return (0..<max(1, parts.count)).reversed().map { parts.prefix($0).joined(separator: "/") }
    }
}
