/// A task size that Fargate has: CPU units and the MiB of memory that go with them.
///
/// Amazon ECS Developer Guide, "Amazon ECS task definition parameters for Fargate", Task size.
struct FargateSize: Hashable {
    let cpu: Int
    let memory: Int

    /// The memory each number of CPU units can have, in MiB.
    private static let memories: [(cpu: Int, memories: [Int])] = [
        (256, [512, 1024, 2048]),
        (512, Array(stride(from: 1024, through: 4096, by: 1024))),
        (1024, Array(stride(from: 2048, through: 8192, by: 1024))),
        (2048, Array(stride(from: 4096, through: 16384, by: 1024))),
        (4096, Array(stride(from: 8192, through: 30720, by: 1024))),
        (8192, Array(stride(from: 16384, through: 61440, by: 4096))),
        (16384, Array(stride(from: 32768, through: 122_880, by: 8192))),
        (32768, [61440, 122_880, 249_856]),
    ]

    /// Every size, smallest first.
    static let all = memories.flatMap { entry in
        entry.memories.map { FargateSize(cpu: entry.cpu, memory: $0) }
    }

    var isValid: Bool { Self.all.contains(self) }

    /// The smallest size with at least so much of both; `nil` when Fargate has none so large.
    static func fitting(cpu: Int, memory: Int) -> FargateSize? {
        all.first { $0.cpu >= cpu && $0.memory >= memory }
    }

    /// The sizes nearest to a pair that Fargate does not have: the same CPU with other memory, and the other way
    /// round.
    static func nearest(cpu: Int, memory: Int) -> [FargateSize] {
        let sameCPU = all.filter { $0.cpu == cpu }
        guard !sameCPU.isEmpty else { return fitting(cpu: cpu, memory: memory).map { [$0] } ?? [] }
        let below = sameCPU.last { $0.memory < memory }
        let above = sameCPU.first { $0.memory > memory }
        return [below, above, fitting(cpu: cpu, memory: memory)].compactMap(\.self).uniqued
    }
}
