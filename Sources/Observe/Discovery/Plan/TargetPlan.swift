package import Diagnostics
internal import FileSystem
package import Profile
internal import Synchronization

/// Which servers there are to look at, and what is expected of them: a profile at one of its environments, and what a
/// command line says over it.
package struct TargetPlan: Sendable {
    /// The environment; `nil` when servers were named without one.
    package let environment: String?
    /// Whether changes there must be confirmed by name.
    package let isProtected: Bool
    /// Everything that knows targets, as one source: addresses and names are there once.
    ///
    /// Its first list comes when every source has said something, or when the slowest took too long.
    package private(set) var source: any TargetSource
    private let expected: Expected
    /// What should be said before anything is looked at: that certificates are not checked, say.
    package let warnings: [Diagnostic]
    /// Whether certificates of any server are not checked.
    package let isInsecure: Bool

    /// Throws when nothing says where servers are, or what says so cannot be used.
    ///
    /// `folder` is the profile's, where relative paths start; `variables` are those of the process.
    package init(
        profiles: [ResolvedProfile],
        environment name: String?,
        wish: TargetWish,
        folder: String?,
        variables: [String: String]
    ) throws(InvalidInput) {
        let surroundings = AccessSurroundings(folder: folder, variables: variables)
        let place = name.flatMap { profiles.first?.profile.environments[$0] }
        environment = name
        isProtected = place?.protected ?? false
        expected = Expected(profiles)
        let makers = try SourceMaker(
            profiles: profiles,
            place: place,
            wish: wish,
            surroundings: surroundings
        )
        let sources = try wish.namesTargets ? makers.named() : makers.discovered()
        if !wish.namesTargets, place != nil, sources.isEmpty {
            throw InvalidInput(
                .error(
                    "the environment '\(name ?? "")' has neither targets nor discovery",
                    at: profiles.first?.location("environments.\(name ?? "")"),
                    hint: "add targets: [https://HOST/mcp] to it, or name servers with --target URL"
                )
            )
        }
        source = MergedTargets(
            sources,
            title: name.map { "environment \($0)" } ?? "the command line",
            keeping: wish.servers
        )
        isInsecure = makers.isInsecure
        warnings =
            isInsecure
            ? [
                .warning(
                    "certificates are not checked: whoever sits in between reads everything, tokens too",
                    hint: "trust the authority that signed them instead: --ca-file FILE, or access.tls.caFile"
                )
            ] : []
    }

    /// The same plan, following its profile: when the file changes it is read again.
    ///
    /// Throws what `read` does; later versions that it refuses are told as problems, and the one before goes on.
    package static func following(_ path: String, read: @escaping @Sendable () throws -> TargetPlan) throws
        -> TargetPlan
    {
        let stamp = FileStamp(of: path)
        var plan = try read()
        let expected = plan.expected
        plan.source = ReloadingTargets(
            title: plan.source.title,
            path: path,
            first: plan.source,
            read: {
                let next = try read()
                expected.profiles.withLock { $0 = next.profiles }
                return next.source
            },
            stamp: stamp
        )
        return plan
    }

    /// What to expect: each server of the profile as it is now; empty without a profile.
    package var profiles: [ResolvedProfile] { expected.profiles.withLock { $0 } }

    /// What is expected of a target; `nil` without a profile, or when none of its servers fits.
    package func profile(for target: FleetTarget) -> ResolvedProfile? {
        target.server.flatMap { name in profiles.first { $0.profile.name == name } }
    }
}

/// The profiles of a plan, which a new version of the file replaces.
private final class Expected: Sendable {
    let profiles: Mutex<[ResolvedProfile]>

    init(_ profiles: [ResolvedProfile]) { self.profiles = Mutex(profiles) }
}
