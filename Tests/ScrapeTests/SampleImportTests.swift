import Diagnostics
import SampleStore
import Scrape
import TestSupport
import Testing

@Suite struct `Imported samples` {
    private func everything(_ source: some SampleSource) throws -> [UInt8] {
        var export = try OpenMetricsExport(source)
        var text: [UInt8] = []
        while let piece = try export.next() { text += piece }
        return text
    }

    @Test func `are those that were exported`() throws {
        var random = SeededGenerator(seed: 11)
        let store = SampleStore()
        for time in Int64(0)..<200 {
            var values: [Double] = []
            for _ in 0..<20 {
                values.append(
                    random.pick([
                        Double(time), 0.1, .infinity, -.infinity, StaleMarker.ordinaryNaN, 1e-300, 3e99,
                    ])
                )
            }
            let now = values
            store.append { appender in
                for (number, value) in now.enumerated() {
                    let labels = Labels([
                        ("__name__", number % 3 == 0 ? "my.metric" : "m_\(number % 5)"), ("n", "\(number)"),
                        ("ä", "q\"\\\n"),
                    ])
                    appender.append(value, at: time * 15_001 - 7, to: labels)
                }
            }
        }
        let text = try everything(store)
        let copy = SampleStore()
        let outcome = try SampleImport.add(text, name: "export.txt", to: copy)
        #expect(outcome.appended == 4000)
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        let copied = String(decoding: try everything(copy), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == copied.count)
        for (line, copy) in zip(lines, copied) { #expect(line == copy) }
        let again = try SampleImport.add(text, name: "export.txt", to: copy)
        // The last sample of each series is there already, and all others are older.
        #expect(again.appended == 0)
        #expect(again.alreadyThere == 20)
        #expect(again.refused == 3980)
    }

    @Test(arguments: [
        ("a 1 1\n", "1"), ("a 1\n# EOF\n", "no timestamp"), ("a 1 1\nb x 2\n# EOF\n", "2:"),
    ])
    func `are refused with their place when the text is wrong`(_ text: String, _ words: String) throws {
        let store = SampleStore()
        let error = #expect(throws: InvalidInput.self) {
            try SampleImport.add(Array(text.utf8), name: "x.txt", to: store)
        }
        let message = try #require(error?.diagnostics.first?.text)
        #expect(message.hasPrefix("x.txt:") && message.contains(words), "\(message)")
        #expect(store.statistics.samples == 0)
    }
}
