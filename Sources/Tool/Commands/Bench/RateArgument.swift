internal import Arguments
internal import GoText

/// How many a second, on the command line: `50`, `50/s`, `300/m`.
struct RateArgument: ArgumentValue, Sendable {
    let perSecond: Double

    static let expectation = "a number of requests a second such as 50/s, or a minute such as 30/m"

    init(perSecond: Double) { self.perSecond = perSecond }

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, let number = Double(first), number.isFinite, number > 0 else {
            return nil
        }
        switch parts.count > 1 ? parts[1] : "s" {
        case "s": perSecond = number
        case "m": perSecond = number / 60
        default: return nil
        }
        guard parts.count <= 2 else { return nil }
    }

    var argumentText: String? { "\(GoText.number(perSecond))/s" }
}
