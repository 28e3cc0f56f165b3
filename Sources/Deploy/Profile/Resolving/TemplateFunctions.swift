package import Diagnostics
package import JSONTemplate
package import Values

/// How templates are filled, and the functions they have beside the language's own.
package enum TemplateFunctions {
    /// What `$fromNow` starts from: rendering reads no clock, so that the same profile gives the same bytes.
    private static let noTime = Timestamp(milliseconds: 0)

    /// Fills a template; `nil` when it says that there is nothing to render.
    package static func render(_ template: Value, _ context: Object) throws(InvalidInput) -> Value? {
        try render(JSONTemplate(template), context)
    }

    /// Fills a compiled template.
    package static func render(_ template: JSONTemplate, _ context: Object) throws(InvalidInput) -> Value? {
        do throws(TemplateError) {
            return try template.render(context, functions: all, now: noTime)
        } catch {
            throw InvalidInput(error.diagnostic)
        }
    }

    private static let all: [String: JSONTemplate.Function] = [
        "seconds": { arguments throws(TemplateError) in
            .int(try duration(arguments, "seconds").wholeSeconds)
        },
        "milliseconds": { arguments throws(TemplateError) in
            .int(try duration(arguments, "milliseconds").wholeMilliseconds)
        },
        "mebibytes": { arguments throws(TemplateError) in
            guard arguments.count == 1, let quantity = arguments[0].string.flatMap(ByteQuantity.init) else {
                throw TemplateError("mebibytes takes one amount such as 512Mi")
            }
            return .int(quantity.bytes >> 20)
        },
    ]

    private static func duration(_ arguments: [Value], _ name: String) throws(TemplateError) -> Duration {
        guard arguments.count == 1, let duration = arguments[0].string.flatMap(Duration.init(profile:)) else {
            throw TemplateError("\(name) takes one length of time such as 30s")
        }
        return duration
    }
}
