internal import Diagnostics
internal import Values

/// `.env.example` and its like: the names of variables, never values.
struct VariableFiles: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        for path in folder.sortedPaths where EnvironmentFile.isOne(path) && !path.contains("/") {
            guard let file = folder.file(path) else { continue }
            for (name, location) in EnvironmentFile.names(in: file) {
                detected.addVariable(name, nil, .declared, "", at: location)
            }
        }
    }
}
