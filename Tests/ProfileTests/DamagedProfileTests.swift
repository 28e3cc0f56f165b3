import Diagnostics
import TestSupport
import Testing

@Suite struct `A damaged profile` {
    private static let sample =
        least + """
            preset: mcp-typescript
            server: {port: 4000, sessions: shared, drain: 45s}
            secrets: {API_KEY: weather-keys/api-key}
            env: {A: 1, B: "x"}
            resources: {cpu: 500m, memory: {request: 1Gi, limit: 2Gi}}
            scaling: {min: 2, max: 4}
            configFiles: {/etc/a.json: {json: {x: null}}}
            volumes: {data: {path: /data, size: 1Gi}}
            network: {egress: [{cidr: 10.0.0.0/8, ports: [443]}]}
            environments:
              staging: {overlay: {scaling: 1, image: {tag: "2"}}}
              production: {protected: true, targets: [https://weather.example.com/mcp]}

            """

    @Test(arguments: 0..<20)
    func `is accepted or told with a place`(_ seed: Int) {
        let pieces = [
            "null", "~", "[]", "{}", "[1]", "{a: b}", "-1", "1e400", "0", "''", "yes", "\n", "  ", ": ", "- ",
            "{", "}",
            "scaling", "overlay", "image", "/", ":", "@", "99999999999999999999", "é", "\u{202E}", "\t", "*a",
            "&a ",
        ]
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<60 {
            var scalars = Array(Self.sample.unicodeScalars)
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                let start = Int.random(in: 0..<scalars.count, using: &generator)
                let end = min(scalars.count, start + Int.random(in: 0..<12, using: &generator))
                scalars.replaceSubrange(start..<end, with: Array(generator.pick(pieces).unicodeScalars))
            }
            let text = String(String.UnicodeScalarView(scalars))
            for problem in diagnostics(text) {
                #expect(!problem.message.isEmpty)
                #expect(!problem.text.isEmpty)
                // What is missing in the profile is told at its beginning.
                #expect(problem.location != nil, "\(problem.text)\n\(text)")
            }
        }
    }
}
