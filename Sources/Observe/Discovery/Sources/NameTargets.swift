internal import Diagnostics

/// Servers that the DNS knows: SRV records, or the addresses of a name.
struct NameTargets: TargetSource {
    let name: String
    let type: DNSMessage.RecordType
    let refresh: Duration
    /// The server to ask; those of the machine when it is `nil`.
    let settings: ResolverSettings?
    let mould: TargetMould

    var title: String { "dns \(name)" }

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            var last: Diagnostic?
            while !Task.isCancelled {
                let problem: Diagnostic?
                do throws(Resolver.Failure) {
                    // The machine's settings change when its network does.
                    let found = try await Resolver(settings: settings ?? .machine).lookUp(name, type)
                    let targets = found.compactMap(target)
                    continuation.yield(.targets(targets))
                    problem = targets.isEmpty ? nothing : nil
                } catch {
                    problem = error.diagnostic(about: name)
                }
                // What lasts is told once.
                if let problem, problem != last { continuation.yield(.problem(problem)) }
                last = problem
                try? await Task.sleep(for: refresh)
            }
        }
    }

    private var nothing: Diagnostic {
        let what =
            switch type {
            case .srv: "SRV records"
            case .a: "IPv4 addresses"
            case .aaaa: "IPv6 addresses"
            case .cname: "aliases"
            }
        return .warning("\(visible(name)) has no \(what)", hint: "check the name, and 'type'")
    }

    private func target(_ data: DNSMessage.RecordData) -> FleetTarget? {
        switch data {
        case .address(let address):
            var found = TargetMould.Found(host: address)
            found.certificateName = name.hasSuffix(".") ? String(name.dropLast()) : name
            found.serverWords = name.split(separator: ".").map(String.init)
            return mould.target(found)
        case .service(_, _, let port, let host):
            guard port > 0, !host.isEmpty else { return nil }
            var found = TargetMould.Found(host: host, port: Int(port))
            found.serverWords = (host.split(separator: ".") + name.split(separator: ".")).map(String.init)
            return mould.target(found)
        case .alias: return nil
        }
    }
}
