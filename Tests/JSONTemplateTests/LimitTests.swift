import Glibc
import JSONTemplate
import Testing
import Values

@Suite(.serialized) struct LimitTests {
    private func limits(_ change: (inout JSONTemplate.Limits) -> Void) -> JSONTemplate.Limits {
        var limits = JSONTemplate.Limits()
        change(&limits)
        return limits
    }

    /// What comes of the work on a thread with a stack of 512 KB.
    private func onSmallStack(_ work: @escaping @Sendable () -> String) -> String {
        final class Job {
            let work: @Sendable () -> String
            var result = ""
            init(_ work: @escaping @Sendable () -> String) { self.work = work }
        }
        let job = Job(work)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, 512 << 10)
        var thread = pthread_t()
        let started = pthread_create(
            &thread,
            &attributes,
            { argument in
                if let argument {
                    let job = Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue()
                    job.result = job.work()
                }
                return nil
            },
            Unmanaged.passUnretained(job).toOpaque()
        )
        guard started == 0 else { return "no thread" }
        pthread_join(thread, nil)
        return job.result
    }

    private static func text(_ template: Value) -> String {
        do throws(TemplateError) {
            return try JSONTemplate(template).render(Object(), now: testTime)?.json(.compact) ?? "(deleted)"
        } catch {
            return "\(error.category): \(error.message)"
        }
    }

    private static func nested(_ levels: Int, around inner: Value, _ wrap: (Value) -> Value) -> Value {
        (0..<levels).reduce(inner) { value, _ in wrap(value) }
    }

    /// An expression as deep as it may be, with an operator of every precedence at each level.
    private static let deepExpression: String = {
        let levels = 5
        let open = String(repeating: "false || true && 1 in 1 == 1 < 1 + 1 * -[", count: levels)
        return open + "1" + String(repeating: "][0]", count: levels)
    }()

    @Test(arguments: [
        "array", "object", "$let", "$if", "$map", "$reduce", "$mergeDeep", "$switch", "$json", "$flatten",
    ])
    func `the deepest templates render, deeper ones are errors, and small stacks do not overflow`(
        kind: String
    ) {
        let inner: Value = [
            "$eval": .string(String(repeating: "(", count: 47) + "1" + String(repeating: ")", count: 47))
        ]
        let wrap: @Sendable (Value) -> Value = { value in
            switch kind {
            case "object": ["k": value]
            case "$let": ["$let": ["x": 1], "in": value]
            case "$if": ["$if": "true", "then": value]
            case "$map": ["$map": [1], "each(x)": value]
            case "$reduce": ["$reduce": [1], "initial": 1, "each(a, x)": value]
            case "$mergeDeep": ["$mergeDeep": [["k": value], ["k": value]]]
            case "$switch": ["$switch": ["true": value]]
            case "$json": ["$json": value]
            case "$flatten": ["$flatten": [value]]
            default: [value]
            }
        }
        // Such templates double at each level; a few levels are enough to see them end.
        let levels = kind == "$mergeDeep" ? 8 : kind == "$flatten" ? 48 : kind == "$json" ? 8 : 97
        let template = Self.nested(levels, around: inner, wrap)
        let result = Self.text(template)
        #expect(!result.contains("nested") && !result.isEmpty, "\(result.prefix(200))")
        let small = onSmallStack { Self.text(template) }
        #expect(small == result || small.hasSuffix(": nested too deeply for the stack of this thread"))
        guard levels > 40 else { return }
        let deeper = onSmallStack { Self.text(Self.nested(200, around: inner, wrap)) }
        #expect(deeper.contains("nested"), "\(deeper)")
    }

    @Test(arguments: [
        ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("abs(", "1", ")"), ("[1][", "0", "]"),
        ("1 + 2 * (", "1", ")"),
    ])
    func `the deepest expressions are evaluated, deeper ones are errors, and small stacks do not overflow`(
        open: String,
        inner: String,
        close: String
    ) {
        func expression(_ levels: Int) -> Value {
            let text =
                String(repeating: open, count: levels) + inner + String(repeating: close, count: levels)
            return ["$eval": .string(text)]
        }
        let operators = open.contains("+") ? 3 : 1
        let deepest = expression(47 / operators)
        let result = Self.text(deepest)
        #expect(!result.contains("nested"), "\(result)")
        let small = onSmallStack { Self.text(deepest) }
        #expect(small == result || small.hasSuffix(": nested too deeply for the stack of this thread"))
        for levels in [49, 100_000] {
            let template = expression(levels)
            #expect(Self.text(template) == "syntax: expression is nested more than 48 levels deep")
            #expect(onSmallStack { Self.text(template) }.hasPrefix("syntax: "))
        }
    }

    @Test func `the deepest expression renders inside the deepest template`() {
        let text = "${\(Self.deepExpression)}"
        let template = Self.nested(97, around: .string(text)) { ["$map": [1], "each(x)": $0] }
        let result = Self.text(template)
        #expect(!result.contains("nested"), "\(result.prefix(300))")
        #expect(!onSmallStack { Self.text(template) }.isEmpty)
    }

    @Test(arguments: ["1 + ", "true && ", "2 ** ", "- ", "! "])
    func `long chains of operators are not deep`(link: String) throws {
        let text = String(repeating: link, count: 20_000) + "1"
        let result = onSmallStack { Self.text(["$eval": .string(text)]) }
        #expect(!result.contains("nested"))
        let access = "{a: 1}" + String(repeating: "['b']", count: 2)
        #expect(try evaluated(access).hasPrefix("InterpreterError"))
        let calls = "'a'" + String(repeating: "[0]", count: 20_000)
        #expect(onSmallStack { Self.text(["$eval": .string(calls)]) } == #""a""#)
    }

    @Test func `values cannot be nested deeper than templates`() throws {
        let template = "{$reduce: {$eval: 'range(0, 5000)'}, initial: 1, 'each(a, x)': [{$eval: a}]}"
        let message = "TemplateError at template[0]: a value is nested more than 100 levels deep"
        let result = try rendered(template)
        #expect(result == message || result == "TemplateError: a value is nested more than 100 levels deep")
    }

    @Test func `deep contexts are errors and not crashes`() {
        let deep = Self.nested(300, around: 1) { [$0] }
        var context = Object()
        context["deep"] = deep
        for expression in ["deep", "deep == deep", "[deep]", "deep in [deep]", "deep[0:1]"] {
            let template: Value = ["$eval": .string(expression)]
            let error = #expect(throws: TemplateError.self) {
                try JSONTemplate(template).render(context, now: testTime)
            }
            #expect(error?.message == "a value is nested more than 100 levels deep", "\(expression)")
        }
    }

    @Test func `doubling a value again and again is stopped`() throws {
        var template = "{$eval: x}"
        for _ in 0..<40 { template = "{$let: {x: {$eval: '[x, x]'}}, in: \(template)}" }
        #expect(
            try rendered(template, "{x: [1]}")
                == "TemplateError at template.x: a value has more than 500000 parts"
        )
        var text = "{$eval: x}"
        for _ in 0..<40 { text = "{$let: {x: {$eval: 'x + x'}}, in: \(text)}" }
        #expect(
            try rendered(text, "{x: abcdefgh}")
                == "TemplateError at template.x: a value has more than 500000 parts"
        )
    }

    @Test func `nested maps are stopped by the number of steps`() throws {
        var template = "1"
        for _ in 0..<12 {
            template = "{$map: {$eval: 'range(0, 10)'}, 'each(x)': {$if: 'false', then: \(template)}}"
        }
        let few = limits { $0.steps = 20 }
        let message = "TemplateError: rendering takes more than 20 steps"
        #expect(try rendered(template, limits: few) == message)
        template = "1"
        for _ in 0..<12 { template = "{$map: {$eval: 'range(0, 10)'}, 'each(x)': \(template)}" }
        let error = try #require(try failure(template, limits: limits { $0.steps = 50_000 }))
        #expect(error.message == "rendering takes more than 50000 steps")
        #expect(error.hint == "look for nested `$map` or `$reduce` over long lists")
    }

    @Test(arguments: ["range(0, 100001)", "range(0, 9223372036854775807)", "range(-9223372036854775807, 5)"])
    func `long ranges are refused`(expression: String) throws {
        #expect(try evaluated(expression) == "BuiltinError: range makes more than 100000 numbers")
        #expect(try evaluated("len(range(0, 100000))") == "100000")
    }

    @Test func `searching is linear in the worst case`() throws {
        let context = Object.init(
            text: String(repeating: "a", count: 1 << 20),
            part: String(repeating: "a", count: 1 << 19) + "b"
        )
        let template: Value = ["$eval": "part in text"]
        #expect(try JSONTemplate(template).render(context, now: testTime) == false)
    }
}

extension Object {
    fileprivate init(text: String, part: String) {
        self.init()
        self["text"] = .string(text)
        self["part"] = .string(part)
    }
}
