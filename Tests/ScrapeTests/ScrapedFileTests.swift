import Diagnostics
import Exposition
import SampleStore
import Scrape
import Testing

@Suite struct ScrapedFileTests {
    @Test(arguments: [
        ("a 1\n", ExpositionFormat.text100), ("a 1\n# EOF\n", .openMetrics), ("a 1\n# EOF", .openMetrics),
        ("{\"a\": 1}", .json), (" [{\"a\": 1}]", .json), ("{\"a.b\"} 1\n", .text100), ("", .text100),
        ("{\"a.b\",c=\"d\"} 1\n# EOF\n", .openMetrics),
    ])
    func `a file's text tells its format`(text: String, format: ExpositionFormat) {
        #expect(ScrapedFile.format(of: Array(text.utf8)) == format)
    }

    @Test func `a file is a source of its samples and nothing else`() throws {
        let file = try ScrapedFile(Array("a{b=\"c\"} 1\nd 2 99000000\n".utf8), name: "m.txt", at: 5000)
        #expect(try kept(file.source) == [#"a{b="c"} 5000:1.0"#, "d 99000000:2.0"])
        #expect(file.latest == 99_000_000)
        let history = "a 1 1.0\na 2 2.0\na 3 3.5\n# EOF\n"
        let older = try ScrapedFile(Array(history.utf8), name: "m.txt", at: 5_000_000)
        #expect(try kept(older.source) == ["a 1000:1.0 2000:2.0 3500:3.0"])
        #expect(older.latest == 3500)
    }

    @Test func `a file that cannot be read at all says where`() {
        let error = #expect(throws: InvalidInput.self) {
            try ScrapedFile(Array("a 1\nb ?\n".utf8), name: "m.txt", at: 0, mode: .strict)
        }
        #expect(
            error?.diagnostics.first?.text.hasPrefix("m.txt:2:3: error: the value is not a number") == true
        )
    }
}
