import Diagnostics
import TestSupport
import Testing
import Values
import YAML

@Suite struct `Damaged YAML` {
    private static let sample = """
        %YAML 1.2
        ---
        # a profile
        defaults: &defaults
          image: "registry.example.com/app:1.2.3"
          ports: [8080, 0x1F90, {name: 'metrics', port: 9090}]
        service:
          <<: *defaults
          command: |-
            exec app \\
              --flag "x"
          text: >+
            folded
            lines

          ? a long key
          : !!str 12
          list:
            - ~
            - .inf
            - -1.5e3
        ...

        """

    /// Damage of a few bytes: removed, doubled, replaced by something that means something, or cut off.
    static func damaged(_ sample: String, by generator: inout SeededGenerator, with pieces: [String])
        -> String
    {
        var bytes = Array(sample.utf8)
        for _ in 0...Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
            let start = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 0..<20, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 2: bytes.insert(contentsOf: Array(generator.pick(pieces).utf8), at: start)
            case 3: bytes[start] = UInt8.random(in: 0...255, using: &generator)
            default: if generator.chance(4) { bytes.removeSubrange(start...) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: 0..<20)
    func `is read or refused with a place, and what was read is written the same`(_ seed: Int) throws {
        let pieces = [
            "\t", "\n", "  ", ": ", "- ", "? ", "[", "]", "{", "}", "&a ", "*a", "*defaults", "!x ", "!!int ",
            "|", ">", "'",
            "\"", "\\", "%", "@", "#", " #", "---\n", "...\n", "\0", "\r", "\u{FEFF}", "\u{85}", "<<: ", ",",
            "é", "😀",
        ]
        var generator = SeededGenerator(seed: UInt64(seed) + 1000)
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<200 {
            let text = Self.damaged(Self.sample, by: &generator, with: pieces)
            let file = SourceFile(name: "damaged.yaml", text: text)
            do throws(InvalidInput) {
                let values = try YAML.documents(in: file)
                let written = YAML.text(of: values)
                let again = try YAML.documents(in: SourceFile(name: "written.yaml", text: written))
                #expect(again == values, "\(text)")
                for value in values { expectPlaces(in: value, file) }
            } catch {
                #expect(!error.diagnostics.isEmpty)
                for problem in error.diagnostics {
                    let place = try #require(problem.location)
                    #expect(place.file === file, "\(problem.text)")
                    #expect(file.line(place.line) != nil || place.line == 1, "\(problem.text)\n\(text)")
                }
            }
        }
        #expect(clock.now - start < .seconds(20))
    }

    /// Every value and key stands on a line of its file.
    private func expectPlaces(in value: Value, _ file: SourceFile) {
        func expect(_ place: Diagnostics.SourceLocation?) {
            guard let place else {
                Issue.record("no place in \(file.text)")
                return
            }
            #expect(file.line(place.line) != nil, "line \(place.line) of \(file.text)")
        }
        expect(value.location)
        for element in value.array ?? [] { expectPlaces(in: element, file) }
        for member in value.object?.members ?? [] {
            expect(member.keyLocation)
            expectPlaces(in: member.value, file)
        }
    }
}
