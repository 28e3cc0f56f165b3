internal import Fleet
internal import RuleWatch
internal import Rules
internal import TerminalUI

/// A state as a mark, a word and a colour; the first two say it alone.
struct StateMark: Sendable, Hashable {
    var mark: String
    var word: String
    var style: Style

    var text: String { "\(mark) \(word)" }
}

extension HealthState {
    var shown: StateMark {
        switch self {
        case .healthy: StateMark(mark: "●", word: rawValue, style: .good)
        case .degraded: StateMark(mark: "▲", word: rawValue, style: .warning)
        case .unhealthy: StateMark(mark: "✗", word: rawValue, style: .bad)
        case .unreachable: StateMark(mark: "✗", word: rawValue, style: .bad)
        case .unauthorized: StateMark(mark: "!", word: rawValue, style: .warning)
        case .wrongService: StateMark(mark: "≠", word: rawValue, style: .bad)
        case .unknown: StateMark(mark: "?", word: rawValue, style: .muted)
        }
    }
}

extension Optional<BreakerSnapshot.State> {
    var shown: StateMark {
        switch self {
        case .closed?: StateMark(mark: "●", word: "closed", style: .good)
        case .open?: StateMark(mark: "✗", word: "open", style: .bad)
        case .halfOpen?: StateMark(mark: "▲", word: "half-open", style: .warning)
        case .forcedOpen?: StateMark(mark: "✗", word: "forced open", style: .bad)
        case .disabled?: StateMark(mark: "○", word: "disabled", style: .muted)
        case nil: StateMark(mark: "?", word: "unknown", style: .muted)
        }
    }

    /// How much it wants attention.
    var severity: Int {
        switch self {
        case .open?: 5
        case .forcedOpen?: 4
        case .halfOpen?: 3
        case nil: 2
        case .disabled?: 1
        case .closed?: 0
        }
    }
}

extension AlertSnapshot {
    var shown: StateMark {
        switch state {
        case .firing:
            StateMark(mark: "✗", word: "firing", style: severity == "critical" ? .bad : .warning)
        case .pending: StateMark(mark: "…", word: "pending", style: .accent)
        case .inactive: StateMark(mark: "●", word: "resolved", style: .muted)
        }
    }

    /// How much it wants attention: what fires before what may fire, and the most severe first.
    var rank: Int {
        let level =
            switch severity {
            case "critical", "page": 3
            case "error", "high": 2
            case "warning": 1
            default: 0
            }
        return switch state {
        case .firing: 20 + level
        case .pending: 10 + level
        case .inactive: level
        }
    }
}

extension ProbeSnapshot.Outcome {
    var shown: StateMark {
        switch self {
        case .none: StateMark(mark: "-", word: "not asked", style: .muted)
        case .passed: StateMark(mark: "●", word: "passed", style: .good)
        case .failed: StateMark(mark: "✗", word: "failed", style: .bad)
        }
    }
}

extension TruthSnapshot.Outcome {
    var shown: StateMark {
        switch self {
        case .passed: StateMark(mark: "●", word: "passed", style: .good)
        case .failed: StateMark(mark: "✗", word: "failed", style: .bad)
        case .skipped: StateMark(mark: "-", word: "skipped", style: .muted)
        }
    }
}
