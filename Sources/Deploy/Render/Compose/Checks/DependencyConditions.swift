internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A condition that Compose does not know, or a service that is waited for and cannot be reached.
    static let dependencyConditions = ComposeCheck(id: "dependency-condition") { document in
        let known = ["service_started", "service_healthy", "service_completed_successfully"]
        let services = document.services
        return services.flatMap { service in
            (service.value["depends_on"]?.object?.members ?? []).compactMap { member in
                guard let text = member.value.text("condition"), !known.contains(text) else { return nil }
                return .error(
                    "\(service.title) waits for '\(text)' of '\(member.key)', which is no condition",
                    at: member.value["condition"]?.location ?? service.location,
                    hint: nearest(to: text, in: known).map { "did you mean '\($0)'?" }
                        ?? "the conditions are \(known.joined(separator: ", "))"
                )
            }
        }
    }

    /// A service that needs another one while it runs, and has no network with it.
    static let separateNetworks = ComposeCheck(id: "separate-networks") { document in
        let services = document.services
        return services.flatMap { service in
            service.references("depends_on").compactMap { name, location in
                // What only runs before it need not be reached.
                let condition = service.value.at("depends_on", name)?.text("condition")
                guard condition != "service_completed_successfully",
                    let other = services.first(where: { $0.name == name }),
                    let own = service.networkNames, let its = other.networkNames, own.isDisjoint(with: its)
                else { return nil }
                return .error(
                    "\(service.title) depends on '\(name)', and has no network with it",
                    at: service.value["networks"]?.location ?? location ?? service.location,
                    hint: "give both one of \(its.union(own).sorted().joined(separator: ", "))"
                )
            }
        }
    }
}

extension ComposeDocument.Service {
    /// The networks it is in; `nil` when it has those of the host or of another container.
    fileprivate var networkNames: Set<String>? {
        guard value["network_mode"] == nil else { return nil }
        return value["networks"] == nil ? ["default"] : Set(references("networks").map(\.name))
    }
}
