extension Scenario {
    /// The server runs all the time; only nobody may trust it any more.
    static let certificateExpiry = Scenario(
        name: "cert-expiry",
        summary: "a certificate expires, and is renewed",
        length: 60,
        scenes: [
            Scene(
                0,
                "weather shows a certificate that is good for 12 s more",
                .certificate("weather", seconds: 12)
            ),
            Scene(12, "the certificate of weather expires; its process runs on"),
            Scene(28, "somebody renews it, for a day", .certificate("weather", seconds: 86_400)),
        ]
    )
}
