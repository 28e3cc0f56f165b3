internal import Diagnostics

/// One instruction of a Dockerfile, whoever wrote it.
///
/// The words and their meaning are those of the Dockerfile reference,
/// https://docs.docker.com/reference/dockerfile/.
struct Instruction: Sendable {
    let content: Content
    /// Where it was written.
    let location: SourceLocation?

    init(_ content: Content, at location: SourceLocation? = nil) {
        self.content = content
        self.location = location
    }

    enum Content: Sendable {
        case comment(String)
        case from(Base)
        case run(Run)
        case copy(Copy)
        case add(Copy)
        case env([Assignment])
        case label([Assignment])
        case argument(name: String, fallback: String?)
        case workingDirectory(String)
        case user(String)
        case expose([String])
        case volume([String])
        case entrypoint(Words)
        case command(Words)
        case healthCheck(HealthCheck)
        case shell([String])
        case stopSignal(String)
    }
}

extension Instruction {
    /// Where a stage begins: `FROM IMAGE AS NAME`.
    struct Base: Sendable {
        var image: String
        var name: String?
        var platform: String?
    }

    /// What is run while the image is built.
    struct Run: Sendable {
        var mounts: [Mount] = []
        var network: String?
        var script: Script
    }

    /// The text of a `RUN`.
    enum Script: Sendable {
        /// Shell commands, each only after the one before it succeeded.
        case steps([String])
        /// A shell script of several lines, as a heredoc.
        case lines(String)
        /// A program and its arguments, without a shell.
        case words([String])

        /// Everything a shell would read.
        var text: String {
            switch self {
            case .steps(let steps): steps.joined(separator: " && ")
            case .lines(let text): text
            case .words(let words): words.joined(separator: " ")
            }
        }
    }

    /// Something that is there during one `RUN` only.
    struct Mount: Sendable {
        /// `cache`, `bind`, `tmpfs`, `secret` or `ssh`.
        var kind: String
        /// The other options in the order they were written.
        var options: [(name: String, value: String)]

        subscript(name: String) -> String? { options.first { $0.name == name }?.value }
    }

    /// Files that come from the build context, another stage, or the template itself.
    struct Copy: Sendable {
        var sources: [String]
        /// The text of the one file, instead of sources: a heredoc.
        var content: String?
        var target: String
        var from: String?
        var owner: String?
        var mode: String?
    }

    /// A variable or label and its text.
    struct Assignment: Sendable {
        let name: String
        let text: String
        /// Whether `$NAME` and `${NAME}` in the text stand for variables.
        var expands = false
        var location: SourceLocation?
    }

    /// What is started, in exec form or through a shell.
    enum Words: Sendable {
        case exec([String])
        case shell(String)

        /// The words, or the text split at its blanks: for looking, not for running.
        var all: [String] {
            switch self {
            case .exec(let words): words
            case .shell(let text): text.split(whereSeparator: \.isWhitespace).map(String.init)
            }
        }
    }

    enum HealthCheck: Sendable {
        case none
        case test(Words, options: HealthOptions)
    }

    /// Lengths of time as Go reads them, such as `10s`.
    struct HealthOptions: Sendable {
        var interval: String?
        var timeout: String?
        var startPeriod: String?
        var retries: Int?
    }
}
