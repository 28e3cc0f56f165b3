package import Diagnostics
package import Values

/// The instructions of a Dockerfile in order, and the stages they make.
package struct Dockerfile: Sendable {
    let instructions: [Instruction]

    init(_ instructions: [Instruction]) { self.instructions = instructions }

    /// The instructions from one `FROM` up to the next.
    struct Stage: Sendable {
        let base: Instruction.Base
        let location: SourceLocation?
        /// Without the `FROM` itself.
        let instructions: [Instruction]

        /// The last instruction that `select` takes something from: the one that counts.
        func last<Part>(_ select: (Instruction.Content) -> Part?) -> (part: Part, location: SourceLocation?)?
        {
            for instruction in instructions.reversed() {
                if let part = select(instruction.content) { return (part, instruction.location) }
            }
            return nil
        }

        /// Everything that `select` takes from the instructions.
        func all<Part>(_ select: (Instruction.Content) -> Part?) -> [(part: Part, location: SourceLocation?)]
        {
            instructions.compactMap { instruction in
                select(instruction.content).map { ($0, instruction.location) }
            }
        }
    }

    var stages: [Stage] {
        var stages: [Stage] = []
        var open: (base: Instruction.Base, location: SourceLocation?, body: [Instruction])?
        func close() {
            guard let open else { return }
            stages.append(Stage(base: open.base, location: open.location, instructions: open.body))
        }
        for instruction in instructions {
            if case .from(let base) = instruction.content {
                close()
                open = (base, instruction.location, [])
            } else {
                open?.body.append(instruction)
            }
        }
        close()
        return stages
    }

    /// What the image is made from: the last stage with those it builds on, the first of them first.
    var finalChain: [Stage] {
        let stages = stages
        guard var stage = stages.last else { return [] }
        var chain = [stage]
        var before = stages.dropLast()
        while let index = before.lastIndex(where: { $0.base.name != nil && $0.base.name == stage.base.image })
        {
            stage = before[index]
            before = before[..<index]
            chain.insert(stage, at: 0)
        }
        return chain
    }

    /// The last stage, with what it takes over from the stages it builds on.
    var final: Stage? {
        let chain = finalChain
        guard let first = chain.first, let last = chain.last else { return nil }
        return Stage(base: first.base, location: last.location, instructions: chain.flatMap(\.instructions))
    }
}

extension Dockerfile {
    /// Reads a list of instructions, as templates make it: mappings with one key each.
    package init(list: Value) throws(InvalidInput) { self = try InstructionReader.dockerfile(list) }

    /// The file itself.
    package var text: String { DockerfileEmitter.text(of: self) }

    /// What a check found.
    package struct Finding: Sendable, Hashable {
        /// The check's id.
        package let check: String
        package let diagnostic: Diagnostic
    }

    /// Everything the checks find, check by check, in a Dockerfile for a server that listens on those ports; `nil`
    /// when they are not known.
    package func findings(ports: Set<Int>? = nil) -> [Finding] {
        let checked = CheckedDockerfile(self, ports: ports)
        return DockerfileCheck.all.flatMap { check in
            check.findings(checked).map { Finding(check: check.id, diagnostic: $0) }
        }
    }
}

extension Instruction.Content {
    var run: Instruction.Run? { if case .run(let run) = self { run } else { nil } }
    var copy: Instruction.Copy? { if case .copy(let copy) = self { copy } else { nil } }
    var add: Instruction.Copy? { if case .add(let copy) = self { copy } else { nil } }
    var user: String? { if case .user(let user) = self { user } else { nil } }
    var command: Instruction.Words? { if case .command(let words) = self { words } else { nil } }
    var entrypoint: Instruction.Words? { if case .entrypoint(let words) = self { words } else { nil } }
    var expose: [String]? { if case .expose(let ports) = self { ports } else { nil } }
    var env: [Instruction.Assignment]? { if case .env(let entries) = self { entries } else { nil } }
    var label: [Instruction.Assignment]? { if case .label(let entries) = self { entries } else { nil } }
    var shell: [String]? { if case .shell(let words) = self { words } else { nil } }
    var stopSignal: String? { if case .stopSignal(let signal) = self { signal } else { nil } }
    var workingDirectory: String? { if case .workingDirectory(let path) = self { path } else { nil } }
    var healthCheck: Instruction.HealthCheck? {
        if case .healthCheck(let check) = self { check } else { nil }
    }
}
