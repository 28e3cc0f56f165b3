import Diagnostics
import Testing
import Values

@Suite struct `Damaged JSON` {
    private static let sample = #"""
        {
          "name": "app \u00e9\uD83D\uDE00\n",
          "ports": [8080, -1.5e+3, 0.25, {"deep": [[[]]]}],
          "on": true, "off": false, "nothing": null,
          "é": {"a/b": "c~d", "": []}
        }
        """#

    @Test(arguments: 0..<20)
    func `is read or refused with a place, and what was read prints the same`(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) + 7)
        let alphabet = Array("{}[]:,\"\\/ \n\r\t0123456789.eE+-u'#tfnabcé\0".utf8)
        for _ in 0..<300 {
            var bytes = Array(Self.sample.utf8)
            for _ in 0...Int.random(in: 0..<3, using: &random) where !bytes.isEmpty {
                let start = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, start + Int.random(in: 0..<12, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.removeSubrange(start..<end)
                case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
                default: bytes[start] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                }
            }
            let file = SourceFile(name: "damaged.json", text: String(decoding: bytes, as: UTF8.self))
            do throws(InvalidInput) {
                let value = try JSON.value(in: file)
                for style in [JSONStyle.compact, .pretty] {
                    let printed = SourceFile(name: "printed.json", text: value.json(style))
                    let again = try JSON.value(in: printed)
                    #expect(again == value)
                    #expect(again.json(style) == printed.text)
                }
            } catch {
                let place = try #require(error.diagnostics.first?.location)
                #expect(file.line(place.line) != nil, "\(file.text)")
            }
        }
    }

    /// SplitMix64: the same sequence on every machine.
    private struct SeededRandom: RandomNumberGenerator {
        private var state: UInt64
        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
