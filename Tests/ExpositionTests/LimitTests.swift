import Diagnostics
import Exposition
import Testing

@Suite struct LimitTests {
    private func limited(_ change: (inout ExpositionLimits) -> Void) -> ExpositionLimits {
        var limits = ExpositionLimits()
        change(&limits)
        return limits
    }

    /// The message of what a text costs under limits, wherever it stands in a body.
    private func messages(_ text: String, _ limits: ExpositionLimits) -> Set<String> {
        let filling = String(repeating: "# a comment that makes the body long enough\n", count: 3)
        return Set(
            [text, text + filling].map { text in
                do throws(ExpositionError) {
                    return "accepted: \(try read(text, mode: .lenient, limits: limits).count)"
                } catch {
                    return error.diagnostic(name: "m").text.split(separator: "\n").first.map(String.init)
                        ?? ""
                }
            }
        )
    }

    @Test func `a body with too many bytes is not read`() {
        let limits = limited { $0.bodyBytes = 10 }
        #expect(messages("abc 12345\n", limits).contains("accepted: 1"))
        #expect(
            messages("abc 123456\n", limits).contains(
                "error: m: the body has 11 bytes, more than the 10 allowed"
            )
        )
    }

    @Test func `too many samples end the scrape at the first of them`() {
        let limits = limited { $0.samples = 2 }
        #expect(messages("a 1\nb 2\n", limits) == ["accepted: 2"])
        #expect(messages("a 1\nb 2\n\nc 3\n", limits) == ["m:4:1: error: more than the 2 samples allowed"])
        #expect(
            messages("a 1\nb 2\nc NaN\nd 1\n", limits) == ["m:3:1: error: more than the 2 samples allowed"]
        )
    }

    @Test func `too many labels end the scrape`() {
        let limits = limited { $0.labels = 2 }
        #expect(messages("a{b=\"1\",c=\"2\"} 1\n", limits) == ["accepted: 1"])
        #expect(
            messages("a{b=\"1\",c=\"2\",d=\"3\"} 1\n", limits) == [
                "m:1:15: error: a sample with more than the 2 labels allowed"
            ]
        )
    }

    @Test func `too many lines of metadata end the scrape`() {
        let limits = limited { $0.metadataLines = 2 }
        #expect(messages("# TYPE a gauge\n# HELP a x\na 1\n", limits) == ["accepted: 1"])
        #expect(
            messages("# TYPE a gauge\n# HELP a x\n# HELP a y\n", limits) == [
                "m:3:1: error: more than the 2 HELP, TYPE and UNIT lines allowed"
            ]
        )
    }

    @Test func `names and values that are too long end the scrape`() {
        let limits = limited {
            $0.nameBytes = 4
            $0.labelValueBytes = 4
        }
        #expect(messages("abcd{efgh=\"1234\"} 1\n", limits) == ["accepted: 1"])
        #expect(messages("abcde 1\n", limits) == ["m:1:1: error: a name longer than the 4 bytes allowed"])
        #expect(
            messages("a{bcdef=\"1\"} 1\n", limits) == ["m:1:3: error: a name longer than the 4 bytes allowed"]
        )
        #expect(
            messages("a{b=\"12345\"} 1\n", limits) == [
                "m:1:5: error: a label value longer than the 4 bytes allowed"
            ]
        )
    }

    @Test func `a line with very many labels is read in reasonable time`() throws {
        var limits = ExpositionLimits()
        limits.labels = 2000
        let labels = (0..<2000).map { "l\($0)=\"\"" }.joined(separator: ",")
        #expect(try read("a{\(labels)} 1\n", limits: limits).count == 1)
    }
}
