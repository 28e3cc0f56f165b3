internal import Diagnostics
internal import Profile
internal import Values

/// Who hears which alerts of a project's servers.
///
/// Servers of one profile share their receivers; a receiver that servers say differently is one for each of them.
struct AlertRouting {
    let servers: [Project.Server]

    /// The receivers as the template sees them.
    var receivers: [Value] {
        var receivers: [(name: String, receiver: AlertReceiver, services: [String])] = []
        for server in servers {
            for entry in server.resolved.profile.observability.alerts.receivers {
                let known = receivers.firstIndex {
                    $0.name == entry.name
                        && $0.receiver.encoded(absent: nil) == entry.element.encoded(absent: nil)
                }
                if let known {
                    receivers[known].services.append(server.name)
                } else {
                    let isTaken = receivers.contains { $0.name == entry.name }
                    let name = isTaken ? "\(server.name)-\(entry.name)" : entry.name
                    receivers.append((name, entry.element, [server.name]))
                }
            }
        }
        return receivers.map { name, receiver, services in
            var matchers = [matcher("severity", receiver.severities.map(\.rawValue))]
            // Everybody's alerts need no list.
            if services.count < servers.count { matchers.append(matcher("service", services)) }
            let encoded = receiver.encoded(absent: .null) ?? .null
            return encoded.setting("name", .string(name))
                .setting("matchers", .array(matchers.map(Value.string)))
                .setting("urgent", .bool(receiver.kind == .pagerduty))
        }
    }

    private func matcher(_ label: String, _ values: [String]) -> String {
        values.count == 1 ? "\(label)=\"\(values[0])\"" : "\(label)=~\"\(values.joined(separator: "|"))\""
    }

    /// That nobody is told, where nobody is.
    var warnings: [Diagnostic] {
        servers.filter(\.resolved.profile.observability.alerts.receivers.isEmpty).map { server in
            Diagnostic(
                .note,
                "nobody is told about alerts of '\(server.name)': observability.alerts names no receiver",
                at: server.resolved.location("observability.alerts"),
                hint:
                    "observability: {alerts: {receivers: {oncall: {kind: pagerduty, secretFile: /etc/alertmanager/secrets/pagerduty}}}}"
            )
        }
    }
}
