internal import Arguments

/// What is scraped on the spot: files, addresses, standard input.
struct ScrapeOptions: OptionGroup {
    var places: [String] = []
    var scrapes = 1
    var interval = SpanArgument(milliseconds: 5000)

    static let parameters: [Parameter<Self>] = [
        .option(
            \.places,
            "--from",
            value: "FILE|URL",
            help: "Read metrics from a file, from an address, or from standard input (-)",
            completion: .file("txt", "prom", "metrics", "om")
        ).conflicting(with: "--store"),
        .option(
            \.scrapes,
            "--scrapes",
            value: "N",
            help: "Read them so many times, so that rate() has something"
        ),
        .option(\.interval, "--interval", value: "SPAN", help: "Time between two scrapes"),
    ]

    /// Whether it is to be asked over the network.
    static func isAddress(_ place: String) -> Bool {
        place.hasPrefix("http://") || place.hasPrefix("https://")
    }

    func validate() throws(UsageError) {
        guard 1...10_000 ~= scrapes else {
            throw UsageError("--scrapes must be from 1 to 10000, not \(scrapes)")
        }
        if scrapes > 1, places.contains("-") {
            throw UsageError(
                "standard input cannot be read \(scrapes) times",
                hint: "name the address or the file itself"
            )
        }
    }
}
