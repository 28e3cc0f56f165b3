internal import Diagnostics
internal import Platforms
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
        let chosen = profiles.first { $0.profile.name == source.server }
        let options = LiveOptions(environment: surroundings.variables)
        if let lookup = source.dns {
            return NameTargets(
                name: lookup.name,
                type: lookup.type.recordType,
                refresh: lookup.refresh,
                settings: lookup.resolver.map(ResolverSettings.init(resolver:)),
                mould: mould
            )
        }
        if let lookup = source.kubernetes {
            let profile = (chosen ?? profiles.first)?.profile
            let namespace = lookup.namespace ?? profile?.kubernetes.namespace
            return ClusterTargets(
                place: try ClusterPlace(
                    kubeconfig: lookup.kubeconfig.map(surroundings.path),
                    context: lookup.context,
                    options: options
                ),
                namespace: namespace == "*" ? nil : namespace,
                role: lookup.role.objects,
                selector: lookup.selector ?? selector(of: chosen),
                mould: mould
            )
        }
        if let lookup = source.docker {
            return EngineTargets(
                place: try EnginePlace(host: lookup.host, options: options),
                labels: lookup.labels,
                port: source.endpoint?.port?.number ?? (chosen ?? profiles.first)?.profile.server.port,
                mould: mould
            )
        }
        if let lookup = source.prometheus {
            return ScrapedTargets(
                url: lookup.url,
                jobs: lookup.job.map { [$0] } ?? chosen.map { [$0.profile.name] }
                    ?? profiles.map(\.profile.name),
                refresh: lookup.refresh,
                access: try TargetAccess(lookup.access, in: surroundings),
                mould: mould
            )
        }
        // A source is one of these, and this is what is left.
        let file = source.file ?? ""
        return FileTargets(pattern: surroundings.path(file), shown: file, mould: mould)
    }

    /// What chooses the objects that `mcpctl render k8s` made of the profile.
    private func selector(of chosen: ResolvedProfile?) -> String {
        let names = chosen.map { [$0.profile.name] } ?? profiles.map(\.profile.name)
        return names.count == 1
            ? "app.kubernetes.io/name=\(names[0])"
            : "app.kubernetes.io/name in (\(names.joined(separator: ",")))"
    }
}

extension DNSLookup.Kind {
    fileprivate var recordType: DNSMessage.RecordType {
        switch self {
        case .srv: .srv
        case .a: .a
        case .aaaa: .aaaa
        }
    }
}

extension ClusterLookup.Role {
    fileprivate var objects: ClusterObjects.Role {
        switch self {
        case .pod: .pod
        case .service: .service
        case .endpointslice: .endpointSlice
        }
    }
}

extension PortReference {
    fileprivate var number: Int? {
        switch self {
        case .number(let number): number
        case .name: nil
        }
    }
}
