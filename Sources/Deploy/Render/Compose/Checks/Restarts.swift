internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A service that stays away once it has ended, and one that is killed instead of stopped.
    static let restarts = ComposeCheck(id: "restart") { document in
        let jobs = document.services.flatMap { service in
            (service.value["depends_on"]?.object?.members ?? []).filter {
                $0.value.text("condition") == "service_completed_successfully"
            }.map(\.key)
        }
        return document.services.compactMap { service -> Diagnostic? in
            guard service.value.object != nil else { return nil }
            let policy = service.value["restart"].map { $0.string ?? $0.bool.map { $0 ? "yes" : "no" } ?? "" }
            if let policy, !policy.contains("$"), !isPolicy(policy) {
                return .error(
                    "\(service.title): restart '\(policy)' is no policy",
                    at: service.place("restart"),
                    hint: "write restart: unless-stopped"
                )
            }
            // What is waited for until it has ended is meant to end, and so is what only a profile starts.
            let isJob = jobs.contains(service.name) || service.value["profiles"] != nil
            guard policy == nil || policy == "no", !isJob, service.value.at("deploy", "restart_policy") == nil
            else { return nil }
            return .warning(
                "\(service.title) stays away when it ends, or the machine starts anew",
                at: service.place("restart"),
                hint: "write restart: unless-stopped"
            )
        }
    }

    private static func isPolicy(_ text: String) -> Bool {
        if ["no", "always", "on-failure", "unless-stopped"].contains(text) { return true }
        let parts = text.split(separator: ":")
        return parts.count == 2 && parts[0] == "on-failure" && Int(parts[1]) != nil
    }

    /// A signal that no program can act upon: requests under way are cut off at every stop.
    static let stopSignals = ComposeCheck.ofEachService("stop-signal") { service in
        let signal = service.value["stop_signal"].map { $0.string ?? $0.number?.text ?? "" }?.uppercased()
        guard let signal, ["SIGKILL", "KILL", "9", "SIGSTOP", "STOP", "19"].contains(signal) else {
            return []
        }
        return [
            .error(
                "\(service.title) is stopped by \(signal), which leaves it no time to end its requests",
                at: service.place("stop_signal"),
                hint: "write stop_signal: SIGTERM"
            )
        ]
    }
}
