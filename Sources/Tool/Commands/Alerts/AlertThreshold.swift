internal import Arguments

/// From which state of an alert on a verb reports findings.
enum AlertThreshold: String, CaseIterable, ArgumentValue {
    case pending, firing, never
}
