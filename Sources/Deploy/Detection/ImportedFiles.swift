package import Diagnostics
internal import Values
internal import YAML

extension Detection {
    /// What the user's `--from` files say; each file's kind is told by its content.
    ///
    /// They stand for the files of the same kind in the folder. Throws when one cannot be read or is none of the kinds.
    package static func detect(
        in folder: ProjectFolder,
        from files: [SourceFile],
        service: String? = nil
    ) throws(InvalidInput) -> DetectedProfile {
        guard !files.isEmpty else { return detect(in: folder, service: service) }
        var detected = DetectedProfile()
        let imported: [any Detector.Type] = [ComposeProject.self, KubernetesManifests.self, ECSTask.self]
        var documents: [Value] = []
        var hasDockerfile = false
        var problems: [Diagnostic] = []
        // What the sources are built with decides how commands are read.
        for detector in detectors
        where !imported.contains(where: { $0 == detector }) && detector != ExistingDockerfile.self {
            detector.detect(in: folder, service: service, &detected)
        }
        var kinds: [(file: SourceFile, kind: ImportedFile)] = []
        for file in files {
            do throws(InvalidInput) {
                kinds.append((file, try ImportedFile(file)))
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw InvalidInput(problems) }
        // What is deployed says more than what is built: of equals the first wins.
        for case (_, .manifests(let objects)) in kinds { documents += objects }
        KubernetesManifests.read(documents, service: service, &detected)
        for case (_, .task(let tree)) in kinds { ECSTask.read(tree, service: service, &detected) }
        for case (_, .compose(let tree)) in kinds {
            ComposeProject.read(tree, in: folder, service: service, &detected)
        }
        for case (let file, .dockerfile) in kinds {
            hasDockerfile = true
            ExistingDockerfile.read(file, &detected)
        }
        if !hasDockerfile { ExistingDockerfile.detect(in: folder, service: service, &detected) }
        detected.dropOtherLanguages()
        detected.voteByHabits()
        return detected
    }
}

/// A file that servers are deployed from, recognised by its content.
enum ImportedFile {
    case dockerfile
    case compose(Value)
    case task(Value)
    case manifests([Value])

    init(_ file: SourceFile) throws(InvalidInput) {
        if Self.isDockerfile(file.text) {
            self = .dockerfile
            return
        }
        let start = file.text.first { !$0.isWhitespace }
        if start == "{" || start == "[" {
            let tree = try JSON.value(in: file)
            if ECSTask.isOne(tree) {
                self = .task(tree)
                return
            }
            if KubernetesManifests.isOne(tree) {
                self = .manifests(tree["kind"]?.string == "List" ? tree["items"]?.items ?? [] : [tree])
                return
            }
        } else {
            let documents = try YAML.documents(in: file)
            if documents.count == 1, let tree = documents.first {
                if tree["services"]?.object != nil {
                    self = .compose(tree)
                    return
                }
                if ECSTask.isOne(tree) {
                    self = .task(tree)
                    return
                }
            }
            let objects = documents.flatMap { document in
                document["kind"]?.string == "List" ? document["items"]?.items ?? [] : [document]
            }
            // What is no object among others is told of like everything that is not carried over.
            if objects.contains(where: KubernetesManifests.isOne) {
                self = .manifests(objects.filter { !$0.isNull })
                return
            }
        }
        throw InvalidInput(
            .error(
                "this is no Kubernetes manifest, Compose file, ECS task definition or Dockerfile",
                at: SourceLocation(file: file, line: 1, column: 1),
                hint:
                    "what 'kubectl get -o yaml' and 'aws ecs describe-task-definition' print can be read too"
            )
        )
    }

    /// Whether the first instruction is one that a Dockerfile may begin with.
    private static func isDockerfile(_ text: String) -> Bool {
        let lines = text.split(whereSeparator: \.isNewline).map(\.trimmedStart)
        guard let first = lines.first(where: { !$0.isEmpty && !$0.hasPrefix("#") }) else { return false }
        let word = first.prefix { !$0.isWhitespace }.uppercased()
        return word == "FROM" || word == "ARG"
    }
}
