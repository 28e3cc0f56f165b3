internal import GoText
internal import LinearRegex

/// What makes texts of texts.
extension TemplateFunction {
    static let texts: [TemplateFunction] = [
        TemplateFunction("print", [], rest: .any) { .string(printed($0.arguments)) },
        TemplateFunction("println", [], rest: .any) { call in
            .string(call.arguments.map(\.text).joined(separator: " ") + "\n")
        },
        TemplateFunction("printf", [.string], rest: .any) { call in
            .string(TemplatePrintf.text(call.string(0), Array(call.arguments.dropFirst())))
        },
        TemplateFunction("title", [.string]) { .string(titled($0.string(0))) },
        TemplateFunction("toUpper", [.string]) { .string($0.string(0).uppercased()) },
        TemplateFunction("toLower", [.string]) { .string($0.string(0).lowercased()) },
        TemplateFunction("safeHtml", [.string]) { .string($0.string(0)) },
        TemplateFunction("html", [], rest: .any) { .string(htmlEscaped(printed($0.arguments))) },
        TemplateFunction("urlquery", [], rest: .any) { .string(queryEscaped(printed($0.arguments))) },
        TemplateFunction("urlQueryEscape", [.string]) { .string(queryEscaped($0.string(0))) },
        TemplateFunction("stripPort", [.string]) { call in
            .string(HostAndPort(call.string(0))?.host ?? call.string(0))
        },
        TemplateFunction("stripDomain", [.string]) { .string(HostAndPort.withoutDomain($0.string(0))) },
        TemplateFunction("match", [.string, .string]) { call throws(Failure) in
            .bool(try regex(call.string(0)).matches(call.string(1)))
        },
        TemplateFunction("reReplaceAll", [.string, .string, .string]) { call throws(Failure) in
            let regex = try regex(call.string(0))
            return .string(regex.replaceAll(in: call.string(2), with: call.string(1)))
        },
    ]

    private static func regex(_ pattern: String) throws(Failure) -> LinearRegex {
        do throws(RegexError) {
            return try LinearRegex(pattern)
        } catch {
            throw Failure(reason: error.description)
        }
    }

    /// As Go's `Sprint`: a space between two values when neither is a string.
    static func printed(_ values: [TemplateValue]) -> String {
        var result = ""
        var wasText = true
        for (index, value) in values.enumerated() {
            var isText = false
            if case .string = value { isText = true }
            if index > 0, !isText, !wasText { result += " " }
            result += value.text
            wasText = isText
        }
        return result
    }

    /// The first letter of every word in title case, the others as they are (Unicode annex 29 for what a word is).
    private static func titled(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var isInside = false
        for (index, scalar) in scalars.enumerated() {
            let properties = scalar.properties
            if properties.isAlphabetic || properties.numericType != nil || scalar == "_" {
                if isInside || !properties.isAlphabetic {
                    result.append(scalar)
                } else {
                    result += properties.titlecaseMapping.unicodeScalars
                }
                isInside = true
                continue
            }
            result.append(scalar)
            // An apostrophe or a dot between two letters is inside the word.
            let joins = "'.:·’‧".unicodeScalars.contains(scalar)
            let next = index + 1 < scalars.count ? scalars[index + 1].properties.isAlphabetic : false
            isInside = isInside && joins && next && scalars[index - 1].properties.isAlphabetic
        }
        return String(result)
    }

    private static func htmlEscaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "&#34;"
            case "'": result += "&#39;"
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\0": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// As Go's `url.QueryEscape`.
    static func queryEscaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): result += "+"
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
