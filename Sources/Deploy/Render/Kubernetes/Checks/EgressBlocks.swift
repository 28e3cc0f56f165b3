internal import Diagnostics
internal import Profile
internal import Values

extension ManifestCheck {
    /// Ways out that include the cloud's metadata service, which hands out the node's credentials.
    static let egressBlocks = ManifestCheck(id: "egress-block") { set in
        set.objects(of: "NetworkPolicy").flatMap { policy -> [Diagnostic] in
            let blocks = ["egress", "ingress"].flatMap { direction in
                (policy["spec"]?.list(direction) ?? [])
                    .flatMap { $0.list(direction == "egress" ? "to" : "from") }
                    .compactMap { peer in peer["ipBlock"].map { (direction: direction, block: $0) } }
            }
            return blocks.flatMap { addresses(in: $0.block, of: policy) }
                + blocks.filter { $0.direction == "egress" }.compactMap {
                    metadataService(in: $0.block, of: policy)
                }
                + (policy["spec"]?.list("egress") ?? []).compactMap { anywhere($0, in: policy) }
        }
    }

    private static let metadataAddress = "169.254.169.254/32"

    private static func metadataService(in block: Value, of policy: Value) -> Diagnostic? {
        guard let cidr = block["cidr"], let range = cidr.string.flatMap(IPv4Block.init) else { return nil }
        let address = IPv4Block(metadataAddress)
        let exceptions = block.list("except").compactMap { $0.string.flatMap(IPv4Block.init) }
        guard range.contains(address), !exceptions.contains(where: { $0.contains(address) }) else {
            return nil
        }
        return .warning(
            "\(policy.title): egress to \(cidr.string ?? "") includes the cloud's metadata service",
            at: cidr.location,
            hint: "write except: [\(metadataAddress)]"
        )
    }

    private static func anywhere(_ rule: Value, in policy: Value) -> Diagnostic? {
        guard rule.object != nil, rule.list("to").isEmpty else { return nil }
        let ports = rule.list("ports")
        // DNS alone to anywhere is common, and the metadata service does not listen there.
        let reachesMetadata =
            ports.isEmpty
            || ports.contains { port in
                guard let first = port["port"]?.int else { return true }
                return first...max(first, port["endPort"]?.int ?? first) ~= 80
            }
        guard reachesMetadata else { return nil }
        return .warning(
            "\(policy.title): an egress rule without 'to' leads everywhere, to the cloud's metadata service too",
            at: rule.location,
            hint: "write to: [{ipBlock: {cidr: …, except: [\(metadataAddress)]}}]"
        )
    }

    private static func addresses(in block: Value, of policy: Value) -> [Diagnostic] {
        guard let cidr = block["cidr"], let text = cidr.string else {
            return [
                .error(
                    "\(policy.title): an ipBlock has no cidr",
                    at: block.location,
                    hint: "write cidr: 10.0.0.0/8"
                )
            ]
        }
        if text.contains(":") { return [] }
        guard let range = IPv4Block(text) else {
            return [
                .error(
                    "\(policy.title): '\(text)' is no address block",
                    at: cidr.location,
                    hint: "write it as 10.0.0.0/8, with zeros after the prefix"
                )
            ]
        }
        return block.list("except").compactMap { exception in
            guard !range.contains(exception.string.flatMap(IPv4Block.init)) else { return nil }
            return .error(
                "\(policy.title): the exception '\(exception.string ?? exception.kind)' does not lie in \(text)",
                at: exception.location
            )
        }
    }
}
