internal import Diagnostics
internal import Profile

/// Makes the sources that a profile and a command line ask for.
struct SourceMaker {
    private let servers: [TargetMould.Server]
    private let profiles: [ResolvedProfile]
    private let place: Environment?
    private let wish: TargetWish
    private let surroundings: AccessSurroundings
    let isInsecure: Bool

    init(
        profiles: [ResolvedProfile],
        place: Environment?,
        wish: TargetWish,
        surroundings: AccessSurroundings
    ) throws(InvalidInput) {
        (self.profiles, self.place, self.wish, self.surroundings) = (profiles, place, wish, surroundings)
        servers = profiles.map {
            TargetMould.Server(name: $0.profile.name, form: EndpointForm($0.profile))
        }
        let accesses =
            wish.namesTargets
            ? [place?.access]
            : [place?.access] + (place?.targets ?? []).map(\.access) + (place?.discovery ?? []).map(\.access)
        isInsecure =
            wish.isInsecure
            || wish.authorities == nil && accesses.contains { $0?.tls?.insecure == true }
    }

    private func mould(_ own: Access? = nil) throws(InvalidInput) -> TargetMould {
        var mould = TargetMould(servers: servers)
        let access = own?.laid(over: place?.access) ?? place?.access
        mould.access = wish.changed(try TargetAccess(access, in: surroundings))
        return mould
    }

    /// The servers that the command line names.
    func named() throws(InvalidInput) -> [any TargetSource] {
        // Credentials of the environment are for its own servers: a mistyped address must not see them.
        var trust = place?.access
        trust?.tokenFile = nil
        trust?.tokenEnv = nil
        trust?.headersFile = nil
        trust?.apiKeyFile = nil
        trust?.apiKeyHeader = nil
        trust?.tls?.certificateFile = nil
        trust?.tls?.keyFile = nil
        trust?.socket = nil
        var mould = TargetMould(servers: servers)
        mould.access = wish.changed(try TargetAccess(trust, in: surroundings))
        let targets = wish.addresses.map { address in
            mould.target(address.url, name: address.name, server: [address.name].compactMap(\.self)) { _ in }
        }
        let own: [any TargetSource] =
            targets.isEmpty ? [] : [StaticTargets(title: "the command line", targets: targets)]
        return own + wish.files.map { FileTargets(pattern: $0, shown: $0, mould: mould) }
    }

    /// What the environment says.
    func discovered() throws(InvalidInput) -> [any TargetSource] {
        guard let place else { return [] }
        var sources: [any TargetSource] = []
        if !place.targets.isEmpty {
            sources.append(StaticTargets(title: "the profile", targets: try place.targets.map(target)))
        }
        for source in place.discovery { sources.append(try self.source(source)) }
        return sources
    }

    private func target(_ target: Target) throws(InvalidInput) -> FleetTarget {
        var mould = try mould(target.access)
        mould.server = target.server
        mould.labels = target.labels.map { ($0.name, $0.element) }
        return mould.target(target.url, name: target.name, server: [target.name].compactMap(\.self)) {
            $0.health = target.health
            $0.readiness = target.readiness
            $0.liveness = target.liveness
            $0.metrics = target.metrics
            $0.admin = target.admin
        }
    }

    private func source(_ source: DiscoverySource) throws(InvalidInput) -> any TargetSource {
        var mould = try mould(source.access)
        mould.server = source.server
        mould.endpoint = source.endpoint
        mould.labels = source.labels.map { ($0.name, $0.element) }
        if let file = source.file {
            return FileTargets(pattern: surroundings.path(file), shown: file, mould: mould)
        }
        throw InvalidInput(.error("this source is not known"))
    }
}
