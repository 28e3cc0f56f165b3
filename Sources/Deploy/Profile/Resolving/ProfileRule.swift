internal import Diagnostics
internal import Values

/// A rule that no single section can check: how parts of a profile fit together.
struct ProfileRule: Sendable {
    /// Whether it can be asked when some keys could not be read, and have their defaults.
    var holdsForParts = false
    let findings: @Sendable (ResolvedProfile) -> [Diagnostic]

    /// The rules, in the order their findings are told.
    static let all: [ProfileRule] = [
        .secretsAreDeclared, .portsAreApart, .literalsLookHarmless, .disabledIsSaid, .namesAreDeliveredOnce,
        .secretsAreApart,
        .pathsAreApart,
        .volumesFitReplicas, .scratchFits, .instanceFits, .imageIsPinned, .drainEnds, .insecureIsSaid,
        .sectionsAreRead,
    ]
}

extension ProfileRule {
    /// Sections that wait for their commands are told, so that nobody believes they do something.
    static let sectionsAreRead = ProfileRule { resolved in
        ["checklist"].compactMap { section in
            guard let member = resolved.tree.object?.member(section) else { return nil }
            return Diagnostic(
                .note,
                "'\(section)' is checked, but no command of this version reads it yet",
                at: member.keyLocation
            )
        }
    }

    /// What runs should be known by its content.
    static let imageIsPinned = ProfileRule { resolved in
        guard resolved.profile.image.digest == nil else { return [] }
        return [
            .warning(
                "the image has no digest: a tag can be moved to another image",
                at: resolved.location("image"),
                hint: "image: \(resolved.profile.image.repository):\(resolved.profile.imageTag)@sha256:…"
            )
        ]
    }
}

extension Profile {
    /// The tag that is deployed: semantic versions may hold a `+`, which tags may not.
    package var imageTag: String { image.tag ?? version.replacing("+", with: "-") }

    /// The whole reference of the image.
    package var imageReference: String {
        "\(image.repository):\(imageTag)" + (image.digest.map { "@\($0)" } ?? "")
    }
}
