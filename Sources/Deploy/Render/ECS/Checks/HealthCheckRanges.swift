internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Times of a health check that ECS refuses.
    ///
    /// Amazon ECS API Reference, HealthCheck.
    static let healthCheckRanges = ofContainers("health-check-range") { container in
        let ranges = [
            ("interval", 5...300), ("timeout", 2...60), ("retries", 1...10), ("startPeriod", 0...300),
        ]
        return ranges.compactMap { key, range in
            guard let value = container.value.at("healthCheck", key), let number = value.int,
                !range.contains(number)
            else { return nil }
            return .error(
                "\(container.title): \(key) of its health check must be from \(range.lowerBound) to \(range.upperBound) on ECS, not \(number)",
                at: value.location ?? container.location,
                hint: "the nearest is \(min(max(number, range.lowerBound), range.upperBound))"
            )
        }
    }
}
