internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// Times and thresholds that an API server refuses, or silently changes.
    static let probeTiming = ManifestCheck(id: "probe-timing") { set in
        set.pods.flatMap(\.containers).flatMap(\.probes).flatMap { probe in
            numbers(of: probe) + relations(of: probe)
        }
    }

    private static let fields = [
        "initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold",
    ]

    private static func numbers(of probe: Probe) -> [Diagnostic] {
        fields.compactMap { field in
            guard let value = probe.value[field], !value.isNull else { return nil }
            guard let number = value.int, number >= 0 else {
                return .error(
                    "\(probe.title): \(field) must be a whole number, not \(value.number?.text ?? value.kind)",
                    at: value.location,
                    hint: value.string == nil ? nil : "write the number without quotes and without a unit"
                )
            }
            guard number == 0, field != "initialDelaySeconds" else { return nil }
            return .warning(
                "\(probe.title): \(field) of 0 silently becomes the default",
                at: value.location,
                hint: "write 1 or more"
            )
        }
    }

    private static func relations(of probe: Probe) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let period = probe.value["periodSeconds"]?.int ?? 10
        if let timeout = probe.value["timeoutSeconds"], let seconds = timeout.int, seconds > max(period, 1),
            period > 0
        {
            findings.append(
                .warning(
                    "\(probe.title): timeoutSeconds of \(seconds) is longer than periodSeconds of \(period)",
                    at: timeout.location,
                    hint: "a probe should have ended before the next one begins"
                )
            )
        }
        if probe.purpose != .readiness, let threshold = probe.value["successThreshold"],
            let count = threshold.int, count > 1
        {
            findings.append(
                .error(
                    "\(probe.title): successThreshold must be 1, not \(count)",
                    at: threshold.location,
                    hint: "only a readinessProbe may ask for more"
                )
            )
        }
        return findings
    }
}
