internal import Diagnostics

extension DockerfileCheck {
    /// Lengths of time that no builder reads, and questions that come too seldom or never count.
    static let healthCheckTiming = DockerfileCheck("health-check-timing") { checked in
        checked.stages.flatMap { stage in
            stage.all(\.healthCheck).flatMap { check, place -> [Diagnostic] in
                guard case .test(_, let options) = check else { return [] }
                let lengths = [
                    ("interval", options.interval), ("timeout", options.timeout),
                    ("start-period", options.startPeriod),
                ]
                var findings: [Diagnostic] = lengths.compactMap { name, text in
                    guard let text, !text.contains("$"), GoDuration.seconds(text) == nil else { return nil }
                    return .error(
                        "HEALTHCHECK --\(name)=\(text) is no length of time",
                        at: place,
                        hint: "a number with its unit, as 10s or 1m30s"
                    )
                }
                if let retries = options.retries, retries < 1 {
                    findings.append(
                        .error(
                            "HEALTHCHECK --retries=\(retries) never counts",
                            at: place,
                            hint: "--retries=3"
                        )
                    )
                }
                if let interval = options.interval.flatMap(GoDuration.seconds), interval > 300 {
                    findings.append(
                        .warning(
                            "HEALTHCHECK asks every \(options.interval ?? ""): a hung server is found late",
                            at: place,
                            hint: "--interval=30s"
                        )
                    )
                }
                return findings
            }
        }
    }
}
