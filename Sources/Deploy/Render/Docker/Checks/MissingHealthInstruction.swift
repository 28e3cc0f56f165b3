internal import Diagnostics

extension DockerfileCheck {
    /// Nobody says how to ask whether the server works.
    static let missingHealthCheck = DockerfileCheck("missing-health-check") { checked in
        guard let final = checked.final, final.last(\.healthCheck) == nil else { return [] }
        return [
            .error(
                "no HEALTHCHECK: a hung server stays in service",
                at: final.location,
                hint: "HEALTHCHECK CMD and words, or HEALTHCHECK NONE when only the platform asks"
            )
        ]
    }
}
