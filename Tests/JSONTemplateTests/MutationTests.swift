import Diagnostics
import JSONTemplate
import Testing
import Values
import YAML

/// Templates changed at random never crash, never take long, and always give the same.
@Suite struct MutationTests {
    private static let seeds = [
        "{$map: {$eval: 'range(0, 3)'}, 'each(x, i)': {'k${x}': {$eval: '-x ** 2 + i * (3 - x) / 2'}}}",
        "{$let: {f: {$eval: min}, s: 'aé${1 + 1}'}, in: [{$eval: 'f(1, 2)'}, '${s[0:-1]}', {$eval: 's in [s]'}]}",
        "{$switch: {'a.b[0] == 1 && !c': {$json: {$eval: a}}, $default: [$$x, '$${y}', '$${z']}}",
        "{$reduce: [1, [2], {k: 3}], initial: [], 'each(acc, x)': {$flatten: [{$eval: acc}, {$eval: '[x]'}]}}",
        "{$sort: {$mergeDeep: [{a: [1]}, {a: [2]}]}, 'by(x)': \"split('a,b', ',')[1]\"}",
        "{$if: \"defined('a') || typeof(c) != 'null'\", then: {$fromNow: '1 day', from: '2017-01-19'}, else: {$find: [1], 'each(x)': x}}",
        "{$merge: [{$match: {'1 < 2': {a: 1}}}, {$reverse: [1, 2, {$flattenDeep: [[[3]]]}]}]}",
        "'${lowercase(strip(join([1, 2], str(3.5))))}${{a: 1, \"b\": [true, false, null]}.b[-1]}'",
    ]

    private static let pieces = [
        "${", "}", "$$", "$", "(", ")", "[", "]", "{", "}", "'", "\"", ":", ",", ".", "+", "-", "*", "**",
        "/", "!",
        "!=", "==", "<", ">=", "&&", "||", " in ", "true", "null", "0", "9223372036854775807", "1e9", "x",
        "acc", "min",
        "each(x)", "$eval", "$map", "$let", "in", "é", "😀", "\u{301}", "\u{0}", " ",
    ]

    /// A small generator (xorshift), so that every run tries the same.
    private struct Random {
        var state: UInt64
        mutating func next(below limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
    }

    /// The template with some texts cut, joined or replaced, and some nodes moved.
    private static func mutated(_ value: Value, _ random: inout Random) -> Value {
        if random.next(below: 40) == 0 {
            return [.null, 0, "${a}", [], ["$eval": "a"]][random.next(below: 5)]
        }
        switch value.content {
        case .null, .bool, .number: return value
        case .string(let text): return Value(.string(mutated(text, &random)), at: value.location)
        case .array(var values):
            for index in values.indices { values[index] = mutated(values[index], &random) }
            if random.next(below: 10) == 0, let first = values.first { values.append(first) }
            return Value(.array(values), at: value.location)
        case .object(let object):
            var changed = Object()
            for member in object {
                let key = random.next(below: 4) == 0 ? mutated(member.key, &random) : member.key
                changed.set(key, to: mutated(member.value, &random), keyLocation: member.keyLocation)
            }
            return Value(.object(changed), at: value.location)
        }
    }

    private static func mutated(_ text: String, _ random: inout Random) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<random.next(below: 4) {
            let start = random.next(below: scalars.count + 1)
            let end = min(scalars.count, start + random.next(below: 4))
            let piece = random.next(below: 2) == 0 ? pieces[random.next(below: pieces.count)] : ""
            scalars.replaceSubrange(start..<end, with: piece.unicodeScalars)
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func outcome(_ template: JSONTemplate, _ context: Object) -> String {
        do throws(TemplateError) {
            return try template.render(context, now: testTime)?.json(.compact) ?? "(deleted)"
        } catch {
            return "\(error)\n\(error.diagnostic.text)"
        }
    }

    @Test(arguments: Array(seeds.indices))
    func `mutated templates render or fail, the same way each time`(seed: Int) throws {
        var random = Random(state: 0x9E37_79B9_7F4A_7C15 &+ UInt64(seed))
        var limits = JSONTemplate.Limits()
        limits.steps = 20_000
        limits.size = 5_000
        limits.range = 1_000
        let context = try yaml("{a: {b: [1, 2]}, c: '', x: 3}", name: "context.yaml").object ?? Object()
        let original = try yaml(Self.seeds[seed])
        var template = original
        var succeeded = 0
        for round in 0..<600 {
            if round % 12 == 0 { template = original }
            template = Self.mutated(template, &random)
            let compiled = JSONTemplate(template, limits: limits)
            let first = Self.outcome(compiled, context)
            #expect(Self.outcome(compiled, context) == first)
            if !first.contains("Error") { succeeded += 1 }
        }
        #expect(succeeded > 0)
    }
}
