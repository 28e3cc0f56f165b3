import JSONTemplate
import Testing
import Values

@Suite struct OperatorTests {
    @Test(arguments: [
        ("{a: [1, two, {b: null}], c: true}", #"{"a":[1,"two",{"b":null}],"c":true}"#),
        ("'${n} and ${s}'", #""3 and text""#),
        ("'$${n} $n $$n ${n}$'", #""${n} $n $$n 3$""#),
        ("'${o.k + 1}${null}${true}'", #""2true""#),
        ("{'k${n}': 1, '$${n}': 2, $$n: 3, '$': 4, '$1': 5}", #"{"k3":1,"${n}":2,"$n":3,"$":4,"$1":5}"#),
        ("{'${s}': 1, text: 2}", #"{"text":2}"#),
        ("\"${ {'}': 5}['}'] }\"", #""5""#),
        ("{$$eval: '${n}', $$x: {$$$$y: 1}}", #"{"$eval":"3","$x":{"$$$y":1}}"#),
    ])
    func `texts and keys are interpolated, and doubled dollars are not`(template: String, result: String)
        throws
    {
        #expect(try rendered(template, "{n: 3, s: text, o: {k: 1}}") == result)
    }

    @Test(arguments: [
        ("{$if: 'n > 2', then: yes, else: no}", #""yes""#),
        ("{$if: 'n > 3', then: yes, else: no}", #""no""#),
        ("{$if: 'false', then: 1}", "(deleted)"),
        ("{$if: 'true', else: 1}", "(deleted)"),
        ("{$if: 'false', then: {$eval: missing +}, else: 1}", "1"),
        ("[1, {$if: 'false', then: 2}, 3]", "[1,3]"),
        ("{a: 1, b: {$if: 'false', then: 2}}", #"{"a":1}"#),
        ("{$switch: {'n == 3': three, 'n == 4': four}}", #""three""#),
        ("{$switch: {'n == 4': four, $default: {$eval: n}}}", "3"),
        ("{a: {$switch: {'n == 4': four}}}", "{}"),
        ("{$match: {'n < 9': c, 'n > 1': {$if: 'false', then: d}, 'n == 3': b, 'n > 4': a}}", #"["c","b"]"#),
        ("{$let: {m: {$eval: n + 1}, 'v_${n}': 5}, in: {$eval: '[n, m, v_3]'}}", "[3,4,5]"),
        ("{$let: {n: 1}, in: {$let: {m: {$eval: n}}, in: {$eval: '[n, m]'}}}", "[1,1]"),
        ("{$let: {$if: 'n == 3', then: {a: 1}, else: {a: 2}}, in: {$eval: a}}", "1"),
        ("{$let: {}, in: {$if: 'false', then: 1}}", "(deleted)"),
        ("{$let: {f: [{$eval: max}]}, in: {$eval: 'f[0](1, 2)'}}", "2"),
        ("{$eval: 'n'}", "3"),
        ("{$json: {b: [1, 'é\"', {$eval: n}], a: null}}", #""{\"a\":null,\"b\":[1,\"é\\\"\",3]}""#),
        ("{$json: {$if: 'false', then: 1}}", #""null""#),
        ("{$fromNow: '1 day', from: '2000-01-01T00:00:00Z'}", #""2000-01-02T00:00:00.000Z""#),
        ("{$fromNow: '${n} hours'}", #""2020-09-13T15:26:40.123Z""#),
    ])
    func `conditions, bindings and values`(template: String, result: String) throws {
        #expect(try rendered(template, "{n: 3}") == result)
    }

    @Test(arguments: [
        ("{$map: [1, 2], 'each(x)': {$eval: x * n}}", "[3,6]"),
        ("{$map: [a, b], 'each(x, i)': '${i}${x}'}", #"["0a","1b"]"#),
        ("{$map: [1, 2], 'each(x)': {$if: 'x > 1', then: {$eval: x}}}", "[2]"),
        ("{$map: {a: 1, b: 2}, 'each(v,k)': {'${k}${k}': {$eval: v}}}", #"{"aa":1,"bb":2}"#),
        ("{$map: {a: 1}, 'each(x)': {'${x.key}': {$eval: x}}}", #"{"a":{"key":"a","val":1}}"#),
        ("{$map: {a: 1, b: 2}, 'each(v,k)': {$if: 'v > 1', then: {'${k}': 0}}}", #"{"b":0}"#),
        ("{$map: {a: 1, b: 2}, 'each(v,k)': {same: {$eval: v}}}", #"{"same":2}"#),
        ("{$map: {$eval: '[min, max]'}, 'each(f)': {$eval: 'f(4, 5)'}}", "[4,5]"),
        ("{$reduce: [1, 2, 3], initial: 10, 'each(a, x)': {$eval: a + x}}", "16"),
        ("{$reduce: [1, 2], initial: '${n}', 'each(a, x, i)': '${a}:${x}${i}'}", #""3:10:21""#),
        ("{$reduce: [], initial: {a: 1}, 'each(a, x)': 1}", #"{"a":1}"#),
        ("{$reduce: [1, 2], initial: 5, 'each(a, x)': {$if: 'x > 1', then: {$eval: a - x}}}", "3"),
        ("{$find: [1, 2, 3], 'each(x)': 'x > 1'}", "2"),
        ("{$find: [5, 6, 7], 'each(x, i)': 'i == 2'}", "7"),
        ("[{$find: [1], 'each(x)': 'x > 1'}]", "[]"),
        ("{$find: [null, 1], 'each(x)': 'x == null'}", "null"),
        ("{$flatten: [[1, [2]], 3, [], [[4]]]}", "[1,[2],3,[4]]"),
        ("{$flattenDeep: [[1, [2, [[]]]], 3, {a: [4]}]}", #"[1,2,3,{"a":[4]}]"#),
        ("{$reverse: [1, [2, 3], a]}", #"["a",[2,3],1]"#),
        ("{$merge: [{a: 1, b: 1}, {b: 2}, {a: {c: 3}}]}", #"{"a":{"c":3},"b":2}"#),
        ("{$merge: []}", "{}"),
        (
            "{$mergeDeep: [{a: {b: [1], c: 1}}, {a: {b: [2], d: 2}, e: 3}, {a: {c: []}}]}",
            #"{"a":{"b":[1,2],"c":[],"d":2},"e":3}"#
        ),
        ("{$sort: [b, a, B, é, z]}", #"["B","a","b","z","é"]"#),
        ("{$sort: [10, 9, 9.5, -1]}", "[-1,9,9.5,10]"),
        ("{$sort: []}", "[]"),
        ("{$sort: [ba, aa, ab, bb], 'by(x)': 'x[0]'}", #"["aa","ab","ba","bb"]"#),
        ("{$sort: [{k: 2}, {k: 1}], 'by(x)': '-x.k'}", #"[{"k":2},{"k":1}]"#),
    ])
    func `iteration and structures`(template: String, result: String) throws {
        #expect(try rendered(template, "{n: 3}") == result)
    }

    @Test(arguments: [
        ("{$eval: 1}", "$eval must be given a string expression"),
        ("{$eval: a, else: 1, b: 2}", "$eval has undefined properties: b else"),
        ("{$if: true}", "$if can evaluate string expressions only"),
        ("{$if: 'true', $then: 1}", "$if Syntax error: $then: should be spelled then: (no $)"),
        ("{$if: 'true', thn: 1}", "$if has undefined properties: thn"),
        ("{$switch: [1]}", "$switch can evaluate objects only"),
        ("{$switch: {'1 < 2': 1, '2 < 3': 2}}", "$switch can only have one truthy condition"),
        ("{$match: 1}", "$match can evaluate objects only"),
        ("{$let: 1, in: 1}", "$let value must be an object"),
        ("{$let: {$eval: '1'}, in: 1}", "$let value must be an object"),
        ("{$let: {a: 1}}", "$let operator requires an `in` clause"),
        ("{$let: {'a-b': 1}, in: 1}", "top level keys of $let must follow /[a-zA-Z_][a-zA-Z0-9_]*/"),
        ("{$map: 1, 'each(x)': 1}", "$map value must evaluate to an array or object"),
        ("{$map: 1}", "$map value must evaluate to an array or object"),
        ("{$map: []}", "$map must have exactly two properties"),
        ("{$map: [], 'each( x)': 1}", "$map has undefined properties: each( x)"),
        ("{$map: [], 'each(x)': 1, 'each(y)': 1}", "only one each(..) is allowed"),
        ("{$map: {a: 1}, 'each(x)': 1}", "$map on objects expects each(x) to evaluate to an object"),
        ("{$reduce: {}, initial: 1, 'each(a, x)': 1}", "$reduce value must evaluate to an array"),
        ("{$reduce: [], 'each(a, x)': 1}", "$reduce must have exactly three properties"),
        ("{$reduce: [], initial: 1}", "$reduce must have exactly three properties"),
        ("{$reduce: [], initial: 1, 'each(a)': 1}", "$reduce has undefined properties: each(a)"),
        ("{$find: {}, 'each(x)': x}", "$find value must evaluate to an array"),
        ("{$find: [], 'each(x)': 1}", "each can evaluate string expressions only"),
        ("{$find: []}", "$find must have exactly two properties"),
        ("{$flatten: 1}", "$flatten value must evaluate to an array"),
        ("{$flattenDeep: {}}", "$flattenDeep value must evaluate to an array"),
        ("{$reverse: abc}", "$reverse value must evaluate to an array of objects"),
        ("{$merge: [{}, 1]}", "$merge value must evaluate to an array of objects"),
        ("{$merge: {}}", "$merge value must evaluate to an array of objects"),
        ("{$mergeDeep: [[]]}", "$mergeDeep value must evaluate to an array of objects"),
        ("{$sort: {}}", "$sorted values to be sorted must have the same type"),
        ("{$sort: [1, a]}", "$sorted values to be sorted must have the same type"),
        ("{$sort: [true]}", "$sorted values to be sorted must have the same type"),
        ("{$sort: [[1]], 'by(x)': x}", "$sorted values to be sorted must have the same type"),
        ("{$sort: [1], 'by(x, y)': x}", "$sort has undefined properties: by(x, y)"),
        ("{$fromNow: 1}", "$fromNow expects a string"),
        ("{$fromNow: 1 fortnight}", "String: '1 fortnight' isn't a time expression"),
        ("{$fromNow: 1d, from: [1]}", "the reference time must be a string"),
        ("{$json: {$eval: min}}", "evaluated template contained uncalled functions"),
        ("{$eval: min}", "evaluated template contained uncalled functions"),
        ("{a: [{$eval: '{b: max}'}]}", "evaluated template contained uncalled functions"),
        ("'${[1]}'", "interpolation of '[1]' produced an array or object"),
        ("'${ min }'", "interpolation of ' min ' produced an array or object"),
        ("{$eval: '1', $json: 2}", "only one operator allowed"),
        ("{$unknown: 1}", "$<identifier> is reserved; use $$<identifier>"),
    ])
    func `misused operators are template errors`(template: String, message: String) throws {
        #expect(try rendered(template) == "TemplateError: \(message)")
    }

    @Test(arguments: ["my-key", "2fast", "", "a.b"])
    func `names in the context must be names`(name: String) throws {
        var context = Object()
        context[name] = 1
        let error = #expect(throws: TemplateError.self) {
            try JSONTemplate("text").render(context, now: testTime)
        }
        let message = "TemplateError: top level keys of context must follow /[a-zA-Z_][a-zA-Z0-9_]*/"
        #expect(error?.description == message)
    }

    @Test func `rendering the same again gives the same`() throws {
        let template = try yaml(
            """
            items: {$map: {$eval: 'range(0, 50)'}, each(x): {'k${x}': {$fromNow: '${x} days'}}}
            json: {$json: {$eval: '{b: items, a: now}'}}
            """
        )
        let compiled = JSONTemplate(template)
        let context = try yaml("items: {z: 1, a: 2}").object ?? Object()
        let first = try compiled.render(context, now: testTime)?.json(.pretty)
        for _ in 0..<5 { #expect(try compiled.render(context, now: testTime)?.json(.pretty) == first) }
        #expect(try JSONTemplate(template).render(context, now: testTime)?.json(.pretty) == first)
    }
}
