internal import Diagnostics
internal import Profile

/// The images that stages begin with, as references with tag or digest.
struct BaseImages: Sendable {
    /// What the server runs in.
    let final: String
    /// What it is built in.
    let build: String
    /// Where the init comes from: any Debian or Alpine that the build pulls anyway, else a small one.
    let initial: String

    private static let smallest = "docker.io/library/debian:bookworm-slim"

    /// What follows from language and version where the profile names no images.
    ///
    /// `nil` when it says too little. The full image builds, because packages with native parts need a compiler; the
    /// slim one runs. Both are the same Debian release, so that what was built also loads.
    init?(_ profile: Profile) {
        let runtime = profile.runtime
        let official = "docker.io/library"
        let version = runtime.version
        let made: (build: String?, final: String?) =
            switch runtime.language {
            case .node:
                (
                    version.map { "\(official)/node:\($0)-bookworm" },
                    version.map { "\(official)/node:\($0)-bookworm-slim" }
                )
            case .python:
                (
                    version.map { "\(official)/python:\($0)-bookworm" },
                    version.map { "\(official)/python:\($0)-slim-bookworm" }
                )
            case .swift:
                (
                    version.map { "\(official)/swift:\($0)-bookworm" },
                    version.map { "\(official)/swift:\($0)-bookworm-slim" }
                )
            // A static program needs nothing; only a question for its health is asked with a shell's means.
            case .go:
                (
                    version.map { "\(official)/golang:\($0)-bookworm" },
                    profile.health.kind == .http && profile.health.command.isEmpty
                        ? Self.smallest : "gcr.io/distroless/static-debian12:nonroot"
                )
            case .custom: (runtime.image, nil)
            }
        // What is built against one C library or interpreter need not run with another.
        let isInterpreted = runtime.language == .node || runtime.language == .python
        let sameImage = isInterpreted ? runtime.image : nil
        guard let build = runtime.buildImage ?? sameImage ?? made.build,
            let final = runtime.image ?? made.final
        else { return nil }
        self.build = build
        self.final = final
        initial = ImageFamily(final) == .other ? Self.smallest : final
    }

    /// Those without a digest, each once.
    var unpinned: [String] { [build, final].uniqued.filter { !$0.contains("@") } }
}

/// What an image is made of, as far as its name tells.
enum ImageFamily: Sendable {
    /// `apt-get` and bash are there.
    case debian
    /// `apk` and busybox are there.
    case alpine
    /// Nothing can be counted on, not even a shell.
    case other

    init(_ reference: String) {
        let name = String(reference.prefix { $0 != "@" })
        if name.holds("alpine") {
            self = .alpine
        } else if name.holds("distroless") || name.hasSuffix("scratch") {
            self = .other
        } else if ["debian", "ubuntu", "bookworm", "trixie", "bullseye", "jammy", "noble", "-slim"].contains(
            where: name.holds
        ) {
            self = .debian
        } else {
            self = .other
        }
    }
}
