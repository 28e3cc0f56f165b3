internal import Arguments
internal import Render

/// The verb `mcpctl render docker`.
struct RenderDocker: Command {
    static let name = DockerTarget.name
    static let aliases = ["dockerfile"]
    static let summary = "Write a Dockerfile"
    static let discussion = """
        Prints the Dockerfile, or writes it into a folder with its .dockerignore and the scripts that the image takes from \
        beside it. It builds with BuildKit and with buildah 1.28 or later, in several stages, from the lock file; what runs \
        is a numeric user with an init, on a file system that may be read-only.

        What is in the image follows from 'runtime' in the profile, and is the same in every environment.
        """
    static let examples = [
        Example("See what it would be", "mcpctl render docker"),
        Example(
            "Write it into the project, and build",
            "mcpctl render docker -o . && docker build -t weather:1.4.0 ."
        ),
        Example("Fail in CI when it is out of date", "mcpctl render docker -o . --check"),
        Example(
            "Build with packages of a private registry",
            "docker build --secret id=npmrc,src=$HOME/.npmrc ."
        ),
    ]
    static let parameters: [Parameter<Self>] = RenderOptions.parameters.lifted(into: \.options)

    var options = RenderOptions()

    func run() async throws -> ExitStatus { try await options.run { DockerTarget(templates: $0) } }
}
