internal import Arguments

/// What is asked: the local history, metrics read on the spot, or a server.
struct QuerySourceOptions: OptionGroup {
    var store = HistoryFolder()
    var scrape = ScrapeOptions()
    var server = ServerOptions()

    static let parameters: [Parameter<Self>] =
        (HistoryFolder.parameters.lifted(into: \.store) + ScrapeOptions.parameters.lifted(into: \.scrape))
        .under("What is asked") + ServerOptions.parameters.lifted(into: \.server)

    func validate() throws(UsageError) { try scrape.validate() }
}
