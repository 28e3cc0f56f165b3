internal import Arguments

/// What is asked: the local history, metrics read on the spot, or a server.
struct QuerySourceOptions: OptionGroup {
    var store = HistoryFolder()
    var scrape = ScrapeOptions()
    var server = ServerOptions()

    static let parameters: [Parameter<Self>] =
        (HistoryFolder.parameters.lifted(into: \.store) + ScrapeOptions.parameters.lifted(into: \.scrape))
        .under("What is asked") + ServerOptions.parameters.lifted(into: \.server)

    func validate() throws(UsageError) {
        try scrape.validate()
        let named = [
            store.folder.map { _ in "--store" }, scrape.places.first.map { _ in "--from" },
            server.url.map { _ in "--prometheus" },
        ].compactMap(\.self)
        if named.count > 1 {
            throw UsageError("'\(named[0])' cannot be used with '\(named[1])'")
        }
    }
}
