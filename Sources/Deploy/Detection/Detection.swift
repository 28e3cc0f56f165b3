internal import Diagnostics
internal import Values

/// Finds out what a project's files say about its MCP server.
///
/// Pure: texts in, facts out.
package enum Detection {
    /// Every kind of file that is looked at.
    ///
    /// A new one is one file in `Detectors/` and one line here.
    static let detectors: [any Detector.Type] = [
        NodeProject.self, PythonProject.self, SwiftPackage.self, GoModule.self, RuntimeVersionFiles.self,
        SourceMarkers.self, MCPConfiguration.self, RegistryEntry.self, KubernetesManifests.self, ECSTask.self,
        ComposeProject.self, ExistingDockerfile.self, VariableFiles.self,
    ]

    /// What a folder says; `service` names one of several servers in a Compose file or in manifests.
    package static func detect(in folder: ProjectFolder, service: String? = nil) -> DetectedProfile {
        var detected = DetectedProfile()
        for detector in detectors { detector.detect(in: folder, service: service, &detected) }
        detected.dropOtherLanguages()
        detected.voteByHabits()
        return detected
    }
}

extension DetectedProfile {
    /// Where no file names a system: what the way it is deployed looks like.
    mutating func voteByHabits() {
        guard votes.isEmpty, best("runtime.language")?.value.string == "node" else { return }
        if let health = best("health.path"), best("health.port") == nil {
            vote("mcp-typescript", 1, "is a Node server with its health on its own port", at: health.location)
        }
    }
}

/// Reads one kind of file.
protocol Detector: Sendable {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile)
}

extension ProjectFolder {
    /// A JSON file's tree; what is wrong with it becomes a warning.
    func json(_ path: String, _ detected: inout DetectedProfile, hasComments: Bool = false) -> Value? {
        guard let file = file(path) else { return nil }
        do throws(InvalidInput) {
            return try JSON.value(in: hasComments ? JSONWithComments.plain(file) : file)
        } catch {
            detected.skip(error)
            return nil
        }
    }

    /// The files directly in a folder of the project, or in the root for an empty name.
    func paths(in parent: String) -> [String] {
        sortedPaths.filter { path in
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            return folder == parent
        }
    }
}
