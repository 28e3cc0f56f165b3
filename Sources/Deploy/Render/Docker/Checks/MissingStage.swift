internal import Diagnostics

extension DockerfileCheck {
    /// Without `FROM` there is no image.
    static let missingStage = DockerfileCheck("missing-stage") { checked in
        guard checked.stages.isEmpty else { return [] }
        return [.error("the Dockerfile has no FROM: there is nothing to build", hint: "FROM node:22-slim")]
    }
}
