internal import Diagnostics
internal import Values

extension ECSCheck {
    /// Containers that are promised more than the task has.
    static let containerMemory = ofTasks("container-memory") { task in
        [("memory", "MiB"), ("cpu", "CPU units")].compactMap { key, unit in
            guard let whole = task.value.text(key).flatMap({ Int($0) }) else { return nil }
            let parts = task.runningContainers.compactMap { container in
                container.value[key == "memory" ? "memoryReservation" : key]?.int ?? container.value[key]?.int
            }
            let largest = task.containers.compactMap { $0.value[key]?.int }.max() ?? 0
            let sum = max(parts.reduce(0, +), largest)
            guard sum > whole else { return nil }
            return .error(
                "\(task.title): its containers want \(sum) \(unit), and the task has \(whole)",
                at: task.value[key]?.location ?? task.location
            )
        }
    }
}
