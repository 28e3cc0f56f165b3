internal import Diagnostics
internal import SampleStore

/// The samples that were kept on this machine.
enum LocalHistory {
    static func source(in folder: String) throws -> SeriesList {
        throw InvalidInput(
            .error(
                "there is no history in '\(folder)'",
                hint: "name metrics with --from, or a server with --prometheus"
            )
        )
    }
}
