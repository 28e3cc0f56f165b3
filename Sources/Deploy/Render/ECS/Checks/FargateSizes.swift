internal import Diagnostics
internal import Values

extension ECSCheck {
    /// A task size that Fargate does not have.
    static let fargateSize = ofTasks("fargate-size") { task in
        guard task.isFargate else { return [] }
        guard let cpu = task.value["cpu"], let memory = task.value["memory"] else {
            return [
                .error(
                    "\(task.title) says no \(task.value["cpu"] == nil ? "cpu" : "memory"), and Fargate needs both",
                    at: task.location
                )
            ]
        }
        guard let units = number(cpu), let size = number(memory) else { return [] }
        guard !FargateSize(cpu: units, memory: size).isValid else { return [] }
        let nearest = FargateSize.nearest(cpu: units, memory: size)
        return [
            .error(
                "Fargate has no task of \(units) CPU units and \(size) MiB",
                at: memory.location ?? cpu.location ?? task.location,
                hint: nearest.isEmpty
                    ? "the largest is 32768 CPU units with 249856 MiB"
                    : "the nearest are "
                        + nearest.map { "\($0.cpu) with \($0.memory)" }.joined(separator: ", ")
            )
        ]
    }

    private static func number(_ value: Value) -> Int? { value.string.flatMap { Int($0) } ?? value.int }
}
