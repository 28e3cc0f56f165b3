import Diagnostics
import Render
import Testing
import Values

@Suite struct GoodSetTests {
    @Test func `nothing is found in a hardened set`() throws {
        #expect(try GoodSet.manifests.findings.map { "\($0.check): \($0.diagnostic.text)" } == [])
    }

    @Test func `a list is looked at as if its items stood alone`() throws {
        let list: Value = [
            "apiVersion": "v1", "kind": "List", "items": .array(try GoodSet.manifests.objects),
        ]
        #expect(ManifestSet(objects: [list, .null]).findings.map(\.diagnostic.message) == [])
    }

    @Test func `check ids are unique and written with dashes`() {
        let ids = ManifestCheck.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids { #expect(id.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (97...122).contains($0) }) }
    }
}
