internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A container that owns its host, or nearly.
    static let privileges = ComposeCheck.ofEachService("privileges") { service in
        var findings: [Diagnostic] = []
        if service.value["privileged"]?.bool == true {
            findings.append(
                .error(
                    "\(service.title) is privileged: it owns the host",
                    at: service.place("privileged"),
                    hint: "remove privileged"
                )
            )
        }
        for added in service.value.list("cap_add") where added.string != "NET_BIND_SERVICE" {
            findings.append(
                .error(
                    "\(service.title) adds the capability \(added.string ?? added.kind)",
                    at: added.location ?? service.location,
                    hint: "an MCP server needs none"
                )
            )
        }
        for option in service.value.list("security_opt").compactMap(\.string)
        where option.hasSuffix("unconfined") || option.hasSuffix(":disable") {
            findings.append(
                .error(
                    "\(service.title): '\(option)' takes a guard away",
                    at: service.place("security_opt"),
                    hint: "remove it"
                )
            )
        }
        return findings
    }
}
