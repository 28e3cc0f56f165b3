internal import Diagnostics
internal import Profile
internal import Values

extension ECSModel {
    /// The size of the task as ECS takes it: texts.
    ///
    /// What the profile says is taken as it is, and judged with the task definition; what it leaves out is the
    /// smallest size that the limits fit into.
    func size() throws(InvalidInput) -> (cpu: Value, memory: Value) {
        guard let size = FargateSize.fitting(cpu: wantedCPU, memory: wantedMemory) else {
            throw InvalidInput(
                .error(
                    "Fargate has no task of \(wantedCPU) CPU units and \(wantedMemory) MiB",
                    at: resolved.location(options.cpu ?? options.memory == nil ? "resources" : "ecs"),
                    hint: "the largest is 32768 CPU units with 249856 MiB"
                )
            )
        }
        return (
            options.cpu.map { value(.string(String($0)), at: "ecs.cpu") } ?? .string(String(size.cpu)),
            options.memory.map { value(.string(String($0)), at: "ecs.memory") }
                ?? .string(String(size.memory))
        )
    }

    private var wantedCPU: Int {
        options.cpu ?? ((profile.resources.cpu.limit?.millicores ?? 250) * 1024 + 999) / 1000
    }

    private var wantedMemory: Int {
        let bytes = profile.resources.memory.limit?.bytes ?? 512 << 20
        return options.memory ?? (bytes + (1 << 20) - 1) >> 20
    }

    /// That the size was rounded up, when it was.
    var sizeNotes: [Diagnostic] {
        guard options.cpu == nil || options.memory == nil, let cpu = profile.resources.cpu.limit,
            let memory = profile.resources.memory.limit,
            let size = FargateSize.fitting(cpu: wantedCPU, memory: wantedMemory),
            options.cpu == nil && size.cpu * 1000 != cpu.millicores * 1024
                || options.memory == nil && size.memory << 20 != memory.bytes
        else { return [] }
        return [
            Diagnostic(
                .note,
                "Fargate has certain sizes only: limits of \(cpu.text) CPU and \(memory.text) become \(size.cpu) CPU "
                    + "units and \(size.memory) MiB",
                at: resolved.location("resources"),
                hint: "ecs.cpu and ecs.memory name another size"
            )
        ]
    }

    /// Time between the stop signal and the kill; Fargate grants 120 s at most.
    ///
    /// Amazon ECS API Reference, ContainerDefinition, stopTimeout.
    var stopTimeout: Value {
        value(.int(min(120, profile.server.drain.wholeSeconds + 5)), at: "server.drain")
    }

    var drainWarnings: [Diagnostic] {
        guard profile.server.drain.wholeSeconds > 115 else { return [] }
        return [
            .warning(
                "server.drain of \(profile.server.drain.profileText) is cut short: Fargate kills a task 120 s after it asked it to stop",
                at: resolved.location("server.drain"),
                hint: "1m55s is the longest that fits, with five seconds to end in"
            )
        ]
    }

    /// The listeners other services may come to; the admin channel is none of them.
    ///
    /// A port's name is lowercase and 64 characters at most; hostPort is left out, as it is the same in awsvpc mode.
    var ports: [Value] {
        var numbers = [profile.server.port]
        var ports: [Value] = [port("mcp", profile.server.port)]
        func add(_ name: String, _ number: Int?) {
            guard let number, !numbers.contains(number) else { return }
            numbers.append(number)
            ports.append(port(name, number))
        }
        add("health", profile.health.kind == .http ? profile.health.port : nil)
        add("metrics", profile.metrics.enabled ? profile.metrics.port : nil)
        return ports
    }

    private func port(_ name: String, _ number: Int) -> Value {
        ["name": .string(name), "port": .int(number)]
    }

    /// Asks the server itself, by words that run in its container; null when the image has nothing to ask with.
    var healthCheck: Value {
        guard let question = server.containerQuestion else { return .null }
        let health = profile.health
        // ECS waits 60 s at most; what the profile says beyond that is judged with the task definition.
        let timeout = max(health.timeout.wholeSeconds, min(60, server.containerQuestionSeconds))
        return [
            "command": .array((["CMD"] + question).map(Value.string)),
            "interval": value(.int(health.period.wholeSeconds), at: "health.period"),
            "timeout": value(.int(timeout), at: "health.timeout"),
            "retries": 3,
            "startPeriod": value(.int(health.startup.wholeSeconds), at: "health.startup"),
        ]
    }
}
