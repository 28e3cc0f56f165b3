import JSONTemplate
import Testing
import Values

@Suite struct FunctionTests {
    private let functions: [String: JSONTemplate.Function] = [
        "twice": { (arguments) throws(TemplateError) -> Value in
            guard let number = arguments.first?.int else {
                throw TemplateError("twice expects a number", hint: "give it one")
            }
            return .int(number * 2)
        },
        "max": { (_) throws(TemplateError) -> Value in "mine" },
    ]

    @Test func `the caller's functions are called by name and go before builtins`() throws {
        #expect(try rendered("{$eval: 'twice(twice(3)) + 1'}", functions: functions) == "13")
        #expect(try rendered("{$eval: max()}", functions: functions) == #""mine""#)
        #expect(try rendered("{$eval: twice}", "{twice: 1}", functions: functions) == "1")
        #expect(
            try rendered("{$map: [1, 2], 'each(x)': '${twice(x)}'}", functions: functions) == #"["2","4"]"#
        )
    }

    @Test func `what a function throws is given the place of the call`() throws {
        let template = JSONTemplate(try yaml("a:\n  - ${1 + twice('x')}\n"))
        let error = #expect(throws: TemplateError.self) {
            try template.render(Object(), functions: functions, now: testTime)
        }
        #expect(error?.description == "BuiltinError at template.a[0]: twice expects a number")
        #expect(error?.location.map { "\($0)" } == "template.yaml:2:11")
        #expect(error?.hint == "give it one")
    }

    @Test func `functions are no results and no arguments`() throws {
        let uncalled = "TemplateError: evaluated template contained uncalled functions"
        #expect(try rendered("[{$eval: twice}]", functions: functions) == uncalled)
        let argument = "BuiltinError: twice cannot be given a function"
        #expect(try rendered("{$eval: twice(min)}", functions: functions) == argument)
        #expect(try rendered("{$eval: twice == twice && twice != min}", functions: functions) == "true")
    }
}
