import Diagnostics
import Render
import Testing
import Values

/// Trees of the right kind with wrong things in them.
@Suite struct MutationTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `no check stumbles over odd shapes`(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let good = try GoodSet.manifests
        for _ in 0..<20 {
            var set = good
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                let index = Int.random(in: set.objects.indices, using: &generator)
                set.objects[index] = set.objects[index].mutated(using: &generator)
            }
            for finding in set.findings {
                #expect(!finding.diagnostic.message.isEmpty && !finding.diagnostic.message.hasSuffix("."))
                _ = finding.diagnostic.text
            }
        }
    }

    @Test(arguments: [.int(.max), .int(.min), -1, .number(Number(1e300)), ""] as [Value])
    func `no number is too large or too small`(number: Value) throws {
        let good = try GoodSet.manifests
        for (index, object) in good.objects.enumerated() {
            for path in object.pathsToNumbers {
                var set = good
                set.objects[index] = object.replacing(path[...], with: number)
                // Most numbers matter; all that counts here is that none of them stops a check.
                #expect(set.findings.allSatisfy { !$0.diagnostic.message.isEmpty })
            }
        }
    }

    /// Nothing in the good set may be dropped without a word where the other checks then have nothing to look at.
    @Test(arguments: ["kind", "apiVersion", "metadata", "spec"])
    func `an object that lost a part is not passed over`(key: String) throws {
        let good = try GoodSet.manifests
        for index in good.objects.indices where good.objects[index][key] != nil {
            var set = good
            set.objects[index] = set.objects[index].replacing([key][...], with: nil)
            #expect(!set.findings.isEmpty, "\(good.objects[index].title) without \(key)")
        }
    }
}

extension Value {
    private static let oddities: [Value] = [
        nil, true, false, 0, -1, 70_000, "", "x", "10.5", "0.0.0.0/0", "://:@", "%", "🦊\u{301}\n", [], [[]],
        [nil], [""], [:], ["": ""],
        ["name": 1], .int(.max), .int(.min), .number(Number(1e300)), .number(Number(.nan)),
        ["a": ["b": ["c": nil]]],
        .string(String(repeating: "=", count: 1000)),
    ]

    fileprivate var pathsToNumbers: [[String]] {
        switch content {
        case .number: [[]]
        case .array(let values):
            values.enumerated().flatMap { index, value in value.pathsToNumbers.map { [String(index)] + $0 } }
        case .object(let object):
            object.members.flatMap { member in member.value.pathsToNumbers.map { [member.key] + $0 } }
        case .null, .bool, .string: []
        }
    }

    /// The tree with one node at random dropped, doubled or replaced.
    fileprivate func mutated(using generator: inout SplitMix) -> Value {
        let children = array?.count ?? object?.count ?? 0
        guard children > 0, Int.random(in: 0..<8, using: &generator) > 0 else {
            return Self.oddities[Int.random(in: Self.oddities.indices, using: &generator)]
        }
        let place = Int.random(in: 0..<children, using: &generator)
        let drops = Int.random(in: 0..<6, using: &generator) == 0
        if var values = array {
            if drops {
                values.remove(at: place)
            } else if Int.random(in: 0..<6, using: &generator) == 0 {
                values.append(values[place])
            } else {
                values[place] = values[place].mutated(using: &generator)
            }
            return Value(.array(values), at: location)
        }
        var members = object ?? Object()
        let member = members.members[place]
        members[member.key] = drops ? nil : member.value.mutated(using: &generator)
        return Value(.object(members), at: location)
    }
}

/// SplitMix64: the same sequence on every machine.
struct SplitMix: RandomNumberGenerator {
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
