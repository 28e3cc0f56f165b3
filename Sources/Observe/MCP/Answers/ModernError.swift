internal import JSONRPC
internal import Values

/// Errors that only a server of the newer era sends (2026-07-28, "Basic", section "Error Codes").
enum ModernError {
    static let headerMismatch = -32020
    static let missingCapability = -32021
    static let unsupportedVersion = -32022
    /// Of the older era, and retired: a number of the range that tells nothing.
    private static let retired = -32042

    /// Whether the error tells the era: any number that the specification keeps for itself.
    static func isRecognized(_ error: RPCError) -> Bool {
        -32099 ... -32020 ~= error.code && error.code != retired
    }

    /// The versions that a refusal of a version names, in either era.
    static func supportedVersions(_ error: RPCError) -> [String]? {
        error.data?["supported"]?.array.map { $0.compactMap(\.string) }
    }
}
