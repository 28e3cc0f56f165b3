internal import Diagnostics
internal import Render
internal import Values
internal import YAML

/// Kubernetes manifests: the workload that is the server, and the objects around it.
struct KubernetesManifests: Detector {
    private static let folders: Set = ["", "k8s", "kubernetes", "manifests", "deploy"]

    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        var documents: [Value] = []
        for path in folder.sortedPaths where path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
            let parent = path.split(separator: "/").dropLast().joined(separator: "/")
            guard folders.contains(parent.split(separator: "/").first.map(String.init) ?? ""),
                let file = folder.file(path), isPossible(file.text)
            else { continue }
            do throws(InvalidInput) {
                documents += try YAML.documents(in: file).filter(isOne)
            } catch {
                detected.skip(error)
            }
        }
        tellTemplates(in: folder, &detected)
        read(documents, service: service, &detected)
    }

    /// Charts only become manifests when somebody renders them.
    private static func tellTemplates(in folder: ProjectFolder, _ detected: inout DetectedProfile) {
        for path in folder.sortedPaths where path.split(separator: "/").last == "Chart.yaml" {
            guard let file = folder.file(path) else { continue }
            let parent = file.name.split(separator: "/").dropLast().joined(separator: "/")
            let chart = (file.name.hasPrefix("/") ? "/" : "./") + parent
            detected.warn(
                "not carried over: the Helm chart, whose templates say nothing until they are filled in",
                at: SourceLocation(file: file, line: 1, column: 1),
                hint: "helm template \(chart) | mcpctl init --from -"
            )
        }
    }

    /// Whether the text is worth reading as manifests: Compose files and others are no business of this reader.
    private static func isPossible(_ text: String) -> Bool {
        text.holds("kind:") && text.holds("apiVersion:")
    }

    static func isOne(_ document: Value) -> Bool {
        document["kind"]?.string != nil && document["apiVersion"]?.string != nil
            && document["apiVersion"]?.string?.hasPrefix("mcpctl.dev/") != true
    }

    static func read(_ documents: [Value], service: String?, _ detected: inout DetectedProfile) {
        guard !documents.isEmpty else { return }
        var reader = KubernetesReader(documents, service: service)
        reader.read(&detected)
        tellInsecurities(of: documents, &detected)
    }

    /// What everything that is rendered has, so that nothing is left to do about it.
    private static let solved: Set = [
        "container-security", "missing-probe", "network-policy", "pod-security", "probe-handler",
        "probe-target",
        "resources", "workload-selector", "restart-policy",
    ]

    private static func tellInsecurities(of documents: [Value], _ detected: inout DetectedProfile) {
        var told: Set<String> = []
        for finding in ManifestSet(objects: documents).findings {
            // These are told with what the profile says instead, and Secrets are rightly in no file.
            let isTold = ["image", "literal-secret"].contains(finding.check)
            let isSecret =
                finding.check == "dangling-reference" && finding.diagnostic.message.holds("needs Secret/")
            // Of every check the first of each place.
            guard !isTold, !isSecret, let place = finding.diagnostic.location,
                told.insert("\(finding.check) \(place.file.name):\(place.line)").inserted
            else { continue }
            var warning = finding.diagnostic
            if warning.severity == .error { warning.severity = .warning }
            if solved.contains(finding.check) {
                warning.hint = "what 'mcpctl render k8s' writes is free of it"
            }
            detected.report(warning)
        }
    }
}

/// All objects together, because they refer to each other.
struct KubernetesReader {
    let documents: [Value]
    let workload: Value?
    private let others: [Value]
    private var importers: [Importer]

    static let workloads: Set = ["Deployment", "StatefulSet", "DaemonSet", "Pod", "ReplicaSet"]

    init(_ documents: [Value], service: String?) {
        self.documents = documents
        let workloads = documents.filter { Self.workloads.contains($0["kind"]?.string ?? "") }
        let named = workloads.first { $0.at("metadata", "name")?.string == service && service != nil }
        let spoken = workloads.first { $0.at("metadata", "name")?.string?.contains("mcp") == true }
        let workload = named ?? spoken ?? workloads.first
        self.workload = workload
        others = workloads.filter { $0.location != workload?.location }
        importers = documents.map { Importer(root: $0, kind: $0["kind"]?.string ?? "document") }
    }

    func named(_ kind: String, _ name: String?) -> Value? {
        documents.first {
            $0["kind"]?.string == kind && $0.at("metadata", "name")?.string == name && name != nil
        }
    }

    mutating func read(_ detected: inout DetectedProfile) {
        if let workload {
            var reader = KubernetesWorkload(workload, in: self)
            reader.read(&detected)
        }
        for index in documents.indices {
            let document = documents[index]
            if others.contains(where: { $0.location == document.location }) {
                importers[index].tell(
                    document,
                    "\(document["kind"]?.string ?? "") \(document.at("metadata", "name")?.string ?? "(unnamed)")",
                    hint: "a profile describes one server: --service NAME takes that one",
                    &detected
                )
            }
            KubernetesObject(document, in: self).read(&importers[index], &detected)
            importers[index].finish(&detected)
        }
    }
}
