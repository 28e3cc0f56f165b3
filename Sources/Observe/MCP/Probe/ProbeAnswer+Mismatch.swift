internal import JSONRPC

extension ProbeAnswer {
    /// Whether a field that contradicts the message was refused as it must be.
    var mismatchVerdict: ProbeVerdict {
        guard status == 400, let error else {
            return .fail("\(summary) instead of status 400 and code -32020")
        }
        // For standard fields the code is advised only.
        return error.code == ModernError.headerMismatch
            ? .pass(summary) : .warn("\(summary) instead of code -32020")
    }
}
