internal import Diagnostics

extension DockerfileCheck {
    /// A file of secrets becomes a layer of the image.
    static let secretFiles = DockerfileCheck("secret-file") { checked in
        checked.stages.flatMap { stage in
            stage.all { $0.copy ?? $0.add }.flatMap { copy, place in
                copy.sources.filter(isSecret).map { source in
                    .error(
                        "\(source) is copied into the image, and stays in its layers",
                        at: place,
                        hint:
                            "keep it out (.dockerignore), and mount it: in a RUN, or when the container starts"
                    )
                }
            }
        }
    }

    private static func isSecret(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if [".env.example", ".env.sample", ".env.template"].contains(name) { return false }
        return name == ".env" || name.hasPrefix(".env.") || name == ".netrc" || name == ".npmrc"
            || name == ".pypirc"
            || name == "id_rsa"
            || name == "id_ed25519" || name.hasSuffix(".key") || name.hasSuffix(".p12")
            || path.hasSuffix(".aws/credentials")
    }
}
