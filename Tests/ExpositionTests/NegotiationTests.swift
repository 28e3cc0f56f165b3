import Diagnostics
import Exposition
import Testing

@Suite struct NegotiationTests {
    @Test(arguments: [
        ("text/plain; version=0.0.4; charset=utf-8", ExpositionFormat.text004),
        ("text/plain;charset=utf-8", .text004),
        ("TEXT/Plain ; Version=\"1.0.0\" ; escaping=underscores", .text100),
        ("application/openmetrics-text; version=1.0.0; charset=utf-8", .openMetrics),
        ("application/openmetrics-text;version=0.0.1", .openMetrics),
        ("application/json", .json),
    ])
    func `the content type picks the reader`(contentType: String, format: ExpositionFormat) throws {
        let picked = try ExpositionFormat.named(by: contentType, fallback: nil)
        #expect(picked.format == format && !picked.isFallback)
    }

    @Test(arguments: [
        nil, "", "text/html", "nonsense", "a/b/c", "text/plain; version", "text/plain; a=1; A=2",
    ])
    func `without a known type only a fallback helps`(contentType: String?) throws {
        let picked = try ExpositionFormat.named(by: contentType, fallback: .text004)
        #expect(picked.format == .text004 && picked.isFallback)
        let error = #expect(throws: UnknownFormat.self) {
            _ = try ExpositionFormat.named(by: contentType, fallback: nil)
        }
        #expect(error?.diagnostic(name: "m").hint != nil)
    }

    @Test func `a page for people is told as one`() {
        let text = UnknownFormat(contentType: "text/html; charset=utf-8").diagnostic(name: "http://h/").text
        #expect(text.contains("another service may answer here"))
    }

    @Test func `what is asked for can be read, with preferences that fall`() throws {
        var last = 1.0
        for part in ExpositionFormat.accept.split(separator: ",") {
            let type = try #require(MediaType(String(part)))
            let weight = try #require(type.parameters["q"].flatMap(Double.init))
            #expect(weight < last)
            last = weight
            guard type.essence != "*/*" else { continue }
            #expect(throws: Never.self) { try ExpositionFormat.named(by: String(part), fallback: nil) }
        }
    }
}
