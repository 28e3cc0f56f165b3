package import Diagnostics

/// A Dockerfile as it is written, taken apart: stages, and instructions with their words and places.
///
/// Follows the Dockerfile reference (https://docs.docker.com/reference/dockerfile/) as far as looking at it needs: line
/// continuation, comments, the escape directive, here-documents, exec and shell form, and `ARG`/`ENV` substitution.
package struct DockerfileText: Sendable {
    package struct Instruction: Sendable {
        /// In capitals: `RUN`.
        package let keyword: String
        /// `--from=builder` as (`from`, `builder`).
        package let flags: [(name: String, value: String)]
        /// Everything after the keyword and the flags, on one line.
        package let text: String
        /// The lines of the here-documents that the instruction opens.
        package let hereDocument: String?
        /// The words of the exec form `["node", "index.js"]`; `nil` in shell form.
        package let execWords: [String]?
        package let location: SourceLocation

        package func flag(_ name: String) -> String? { flags.first { $0.name == name }?.value }

        /// The words of either form, without substitution: quotes and backslashes are taken away.
        package var words: [String] { execWords ?? ShellWords.split(text) }

        /// What a shell reads of a `RUN`: a here-document alone is the script, any other is a program's input.
        package var script: String { text.hasPrefix("<<") ? hereDocument ?? text : text }
    }

    package struct Stage: Sendable {
        /// What `FROM` names, with the arguments filled in that have a value.
        package let base: String
        package let name: String?
        package let from: Instruction
        package internal(set) var instructions: [Instruction] = []
        /// The values of `ARG` and `ENV` at the end of the stage.
        package internal(set) var variables: [String: String] = [:]

        package func all(_ keyword: String) -> [Instruction] {
            instructions.filter { $0.keyword == keyword }
        }

        package func last(_ keyword: String) -> Instruction? {
            instructions.last { $0.keyword == keyword }
        }
    }

    package internal(set) var stages: [Stage] = []
    /// `ARG`s before the first `FROM`.
    package internal(set) var globals: [Instruction] = []

    /// Every instruction, in order.
    package var instructions: [Instruction] {
        globals + stages.flatMap { [$0.from] + $0.instructions }
    }

    /// The stages that the last one is built on, itself first.
    package var finalStages: [Stage] {
        var chain: [Stage] = []
        var next = stages.indices.last
        while let index = next {
            let stage = stages[index]
            chain.append(stage)
            // Only an earlier stage can be built upon.
            next = stages[..<index].lastIndex { $0.name != nil && $0.name == stage.base.lowercased() }
        }
        return chain
    }
}
