extension Scenario {
    /// One backend fails, then a second; breakers open, rest, try, and close again.
    static let breakerStorm = Scenario(
        name: "breaker-storm",
        summary: "backends fail, breakers open, and close again",
        length: 60,
        scenes: [
            Scene(0, "every backend answers as it should"),
            Scene(
                4,
                "the forecast backend of weather begins to fail",
                .fail("weather", backend: "forecast-api", ratio: 1)
            ),
            Scene(
                7,
                "it spreads: the vector store of search fails too",
                .fail("search", backend: "vector-store", ratio: 0.97)
            ),
            Scene(
                12,
                "the forecast backend answers again; its breaker does not know yet",
                .heal("weather", backend: "forecast-api")
            ),
            Scene(26, "the vector store answers again", .heal("search", backend: "vector-store")),
        ]
    )
}
