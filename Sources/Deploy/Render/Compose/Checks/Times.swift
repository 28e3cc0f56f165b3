internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Lengths of time that Compose does not read, questions whose answer never counts, and no time to stop.
    static let times = ComposeCheck.ofEachService("times") { service in
        let check = service.value["healthcheck"]
        let lengths: [(String, Value?)] =
            ["interval", "timeout", "start_period", "start_interval"].map {
                ("healthcheck.\($0)", check?[$0])
            }
            + [("stop_grace_period", service.value["stop_grace_period"])]
        var findings: [Diagnostic] = lengths.compactMap { key, value in
            guard let value, let text = value.string ?? value.number?.text, !text.contains("$"),
                GoDuration.seconds(text) == nil
            else { return nil }
            return .error(
                "\(service.title): \(key) is '\(text)', which is no length of time",
                at: value.location ?? service.location,
                hint: "write a number with its unit, as 10s or 1m30s"
            )
        }
        if let retries = check?["retries"]?.int, retries < 1 {
            findings.append(
                .error(
                    "\(service.title): healthcheck.retries is \(retries): no failure counts",
                    at: check?["retries"]?.location ?? service.location,
                    hint: "write retries: 3"
                )
            )
        }
        if let text = service.value.text("stop_grace_period"), GoDuration.seconds(text) == 0 {
            findings.append(
                .error(
                    "\(service.title) is killed at once when it should stop",
                    at: service.place("stop_grace_period"),
                    hint: "write stop_grace_period: 30s"
                )
            )
        }
        return findings
    }
}
