package import JSONTemplate
package import Values

/// The functions that templates have beside the language's own.
package enum TemplateFunctions {
    package static let all: [String: JSONTemplate.Function] = [
        "seconds": { arguments throws(TemplateError) in
            .int(try duration(arguments, "seconds").wholeSeconds)
        },
        "milliseconds": { arguments throws(TemplateError) in
            .int(try duration(arguments, "milliseconds").wholeMilliseconds)
        },
    ]

    private static func duration(_ arguments: [Value], _ name: String) throws(TemplateError) -> Duration {
        guard arguments.count == 1, let duration = arguments[0].string.flatMap(Duration.init(profile:)) else {
            throw TemplateError.builtin("\(name) takes one length of time such as 30s")
        }
        return duration
    }
}
