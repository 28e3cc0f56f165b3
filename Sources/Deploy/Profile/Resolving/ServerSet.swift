internal import Diagnostics
internal import Values

/// A profile that lists several servers, taken apart: each becomes a profile of its own.
///
/// What the profile says holds for all; what a server says is laid over it, and its patches follow those for all.
/// Environments are laid over both: first
/// what an environment says for all, then what it says for the one under its own `servers`.
struct ServerSet {
    /// The profiles of the servers, in order.
    let members: [Value]

    /// `nil` when the profile describes one server.
    init?(_ tree: Value) throws(InvalidInput) {
        guard let list = tree["servers"], !list.isNull else { return nil }
        var problems = Self.problems(of: tree)
        guard let servers = list.object, problems.isEmpty else {
            if list.object == nil {
                problems.append(
                    .error(
                        "servers must be a mapping of names to servers, not \(list.kind)",
                        at: list.location,
                        hint: "servers: {weather: {preset: mcp-typescript, image: …}}"
                    )
                )
            }
            throw InvalidInput(problems)
        }
        members = servers.members.enumerated().map { index, member in
            Self.profile(of: member, in: tree, isFirst: index == 0)
        }
    }

    private static func profile(of member: Object.Member, in tree: Value, isFirst: Bool) -> Value {
        let names = tree["servers"]?.object?.keys ?? []
        var base = tree.object ?? Object()
        base["patches"] = base["patches"].map { patches($0, for: member.key, of: names) }
        base["servers"] = nil
        base["name"] = Value(.string(member.key), at: member.keyLocation)
        // They share a namespace, which one of them makes.
        let setName = tree["name"]?.string ?? member.key
        let namespace = setName.hasPrefix("mcp-") ? setName : "mcp-\(setName)"
        var options: Value = ["namespace": .string(namespace)]
        if !isFirst { options = options.adding("createNamespace", false) }
        base["kubernetes"] = base["kubernetes"].map { Overlay.laid($0, over: options) } ?? options
        if let gateway = base["gateway"], gateway.object != nil {
            var shared: Value = ["prefix": .string("/\(member.key)")]
            if gateway["kind"]?.string != "httproute" {
                // One host, one certificate.
                shared = shared.adding("tlsSecret", .string("\(setName)-tls"))
            }
            base["gateway"] = Overlay.laid(gateway, over: shared)
        }
        var profile = said(member.value, over: Value(.object(base), at: tree.location))
        guard let environments = profile["environments"]?.object else { return profile }
        profile = profile.adding(
            "environments",
            Value(
                .object(environments.mapped { overlay(of: $0, for: member.key, of: names) }),
                at: profile["environments"]?.location
            )
        )
        return profile
    }

    /// What an environment says for all servers, and over it what it says for one.
    private static func overlay(of environment: Value, for server: String, of names: [String]) -> Value {
        guard let overlay = environment["overlay"], var common = overlay.object else { return environment }
        let own = common["servers"]?[server]
        common["servers"] = nil
        common["patches"] = common["patches"].map { patches($0, for: server, of: names) }
        let whole = Value(.object(common), at: overlay.location)
        return environment.adding("overlay", own.map { said($0, over: whole) } ?? whole)
    }

    /// What one server says, over what is said for all: a patch of its own must not undo the others.
    private static func said(_ own: Value, over common: Value) -> Value {
        let whole = laid(own, over: common)
        guard let all = common["patches"]?.array, let more = own["patches"]?.array else { return whole }
        return whole.adding("patches", Value(.array(all + more), at: own["patches"]?.location))
    }

    /// The patches said for all servers that may meet an object of one: those that name another server's are left
    /// to that one.
    private static func patches(_ patches: Value, for server: String, of names: [String]) -> Value {
        guard let rules = patches.array else { return patches }
        let kept = rules.filter { rule in
            guard let name = rule["target"]?["name"]?.string else { return true }
            // An object is called as its server, or that and a word: the longest name that fits is whose it is.
            let owner = names.filter { name == $0 || name.hasPrefix("\($0)-") || name.hasPrefix("\($0).") }
                .max { $0.count < $1.count }
            return owner == nil || owner == server
        }
        return Value(.array(kept), at: patches.location)
    }

    /// What is wrong with a setting for this set, and would be ignored.
    func problems(with setting: Value) -> [Diagnostic] {
        let known = members.compactMap { $0["name"]?.string }
        var problems: [Diagnostic] = []
        if let name = setting["name"] {
            problems.append(
                .error(
                    "the name cannot be set: every server of the profile would have it",
                    at: name.location,
                    hint: "the servers are called by their keys under servers"
                )
            )
        }
        guard let servers = setting["servers"] else { return problems }
        guard let chosen = servers.object else {
            return problems + [
                .error(
                    "servers must be a mapping of names to servers, not \(servers.kind)",
                    at: servers.location,
                    hint: "servers.NAME.KEY=VALUE changes one of them"
                )
            ]
        }
        for member in chosen where !known.contains(member.key) {
            problems.append(
                .error(
                    "there is no server '\(member.key)'",
                    at: member.keyLocation,
                    hint: Suggestion.nearest(to: member.key, in: known)
                        ?? "the servers are \(known.joined(separator: ", "))"
                )
            )
        }
        return problems
    }

    /// What a setting says for one server: what it says for all, and over it what is under the server's name.
    static func setting(_ setting: Value, for server: String) -> Value {
        guard var common = setting.object, let servers = common["servers"] else { return setting }
        common["servers"] = nil
        let whole = Value(.object(common), at: setting.location)
        return servers[server].map { laid($0, over: whole) } ?? whole
    }

    static func laid(_ upper: Value, over lower: Value) -> Value {
        Overlay.laid(upper, over: Alternatives.settled(lower, under: upper))
    }

    /// What is wrong with the list itself; the servers are checked as the profiles they become.
    private static func problems(of tree: Value) -> [Diagnostic] {
        var decoding = Decoding()
        decoding.partially { decoding in
            decoding.descend(into: "servers") { decoding in
                _ = tree["servers"].map {
                    Named<ServerTree>.decode($0, keys: .serverName, &decoding)
                }
            }
        }
        var problems = decoding.diagnostics
        for member in tree["servers"]?.object ?? Object() where member.value.isNull {
            problems.append(
                .error(
                    "servers.\(member.key) says nothing",
                    at: member.keyLocation,
                    hint: "a server has an image at least: {preset: mcp-typescript, image: …}"
                )
            )
        }
        if tree["servers"]?.object?.isEmpty == true {
            problems.append(.error("servers lists none", at: tree["servers"]?.location))
        }
        if tree["name"]?.string == nil {
            problems.append(
                .error("missing 'name'", at: tree.location, hint: "it names the set of servers")
            )
        }
        let known = tree["servers"]?.object?.keys ?? []
        for environment in tree["environments"]?.object ?? Object() {
            for member in environment.value["overlay"]?["servers"]?.object ?? Object()
            where !known.contains(member.key) {
                problems.append(
                    .error(
                        "environments.\(environment.key) changes a server '\(member.key)' that is not listed",
                        at: member.keyLocation,
                        hint: Suggestion.nearest(to: member.key, in: known)
                            ?? "the servers are \(known.joined(separator: ", "))"
                    )
                )
            }
            problems += TargetRules.unknownServers(in: environment.value, known: known)
        }
        return problems
    }
}

extension Object {
    fileprivate func mapped(_ transform: (Value) -> Value) -> Object {
        var object = Object()
        for member in self {
            object.set(member.key, to: transform(member.value), keyLocation: member.keyLocation)
        }
        return object
    }
}
