/// What the process reports to whoever started it.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case success = 0
    /// Something failed while running.
    case failure = 1
    /// The command line or a file it names is wrong.
    case usage = 2
    /// The work finished, and it found problems.
    case findings = 3
    /// A server could not be reached or did not answer in time.
    case unavailable = 4
    /// Stopped by Ctrl-C.
    case interrupted = 130

    /// One sentence for help and manual pages, without a full stop.
    package var meaning: String {
        switch self {
        case .success: "It worked, and nothing was found"
        case .failure: "The operation failed"
        case .usage: "The command line is wrong, or a file cannot be read or is invalid"
        case .findings: "It worked and found something: a failed check, a firing rule, or files that differ"
        case .unavailable: "A server could not be reached or did not answer in time"
        case .interrupted: "Interrupted by Ctrl-C"
        }
    }
}
