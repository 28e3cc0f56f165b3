internal import Diagnostics
internal import GoText

/// What to do about a query that cannot be read.
enum Hints {
    static let range = "a range is a number with a unit, as in `[5m]` or `[1h30m]`"
    static let orderOfUnits = "units go from long to short, each once: y, w, d, h, m, s, ms; as in `1h30m`"
    static let extraParenthesis = "there is one `)` too many"
    static let regexOutsideBraces = "`=~` and `!~` compare labels, between braces: `metric{label=~\"a|b\"}`"
    static let negation =
        "there is no `!`: compare with `== 0`, leave series out with `unless`, or test with `absent()`"
    static let labelValue = "the value of a label goes in quotation marks: `code=\"200\"`"
    static let depth =
        "each operator of a chain is a level: select many series at once, as in `{job=~\"a|b|c\"}`"
    static let escape = "write a backslash twice, or put the text between backticks: `\\\\d` or `` `\\d` ``"
    static let timestamp = "seconds since 1970, as in `@ 1609746000`, or `@ start()` or `@ end()`"
    static let matchesEverything = "name a metric, or demand a label that is not empty: `{job=~\".+\"}`"
    static let experimentalFunction =
        "it is experimental in Prometheus, behind --enable-feature=promql-experimental-functions"
    static let durationArithmetic =
        "write the result: `[10m]`; arithmetic in ranges is experimental in Prometheus"

    static func unterminated(_ mark: UInt8) -> String {
        "end the text with `\(Unicode.Scalar(mark))`"
            + (mark == UInt8(ascii: "`") ? "" : "; only a text between backticks may hold line breaks")
    }

    /// About a character that means nothing in a query.
    static func character(_ scalar: Unicode.Scalar?) -> String? {
        switch scalar {
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}": "use straight quotation marks: `\"`"
        case "\u{2018}", "\u{2019}", "\u{00B4}": "use straight quotation marks: `'`"
        case "&": "the operator is `and`"
        case "|": "the operator is `or`"
        case "\u{2013}", "\u{2014}", "\u{2212}": "use an ordinary minus sign: `-`"
        case "\u{00D7}": "use an ordinary asterisk: `*`"
        case "\u{00A0}", "\u{2003}", "\u{2009}", "\u{200B}", "\u{FEFF}", "\u{3000}", "\u{0C}", "\u{0B}":
            "there is an invisible or unusual space here: replace it by an ordinary one"
        case "$": "variables of dashboards have to be replaced by what they stand for, as in `[5m]`"
        case ";": "a query is one expression: drop what ends it"
        case ".": "a name with dots goes in braces and quotation marks: `{\"http.requests\"}`"
        case "~", "?", "\\": "it has no meaning outside of texts"
        case .some(let scalar) where !scalar.isASCII && scalar.properties.isAlphabetic:
            "a name with such letters goes in braces and quotation marks: `{\"température\"}`"
        default: nil
        }
    }

    /// About `5min`, `1hour`, `1.5d`, `0b101`; the text may go on behind it.
    static func duration(_ text: String) -> String {
        let rest = text.utf8.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: ".") }
        let digits = rest.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        let number = String(Substring(digits))
        let unit = String(Substring(rest.dropFirst(digits.count)))
        if number == "0", unit.hasPrefix("b") || unit.hasPrefix("o") {
            return "whole numbers are decimal, hexadecimal as in `0x1F`, or octal as in `017`"
        }
        if digits.contains(UInt8(ascii: ".")), let unit = units[unit.lowercased()] {
            return "spans of time are whole: say \(number)\(unit) in a smaller unit, as in `90s` for 1.5m"
        }
        if let unit = units[unit.lowercased()] { return "write `\(number)\(unit)`" }
        if !unit.isEmpty, unit.allSatisfy({ $0.isLetter || $0 == "_" }) {
            return "units are ms, s, m, h, d, w and y; the name of a metric cannot begin with a digit"
        }
        return orderOfUnits
    }

    private static let units: [String: String] = {
        var units: [String: String] = [:]
        let words = [
            "ms": "ms msec msecs millisecond milliseconds", "s": "s sec secs second seconds",
            "m": "m min mins minute minutes", "h": "h hr hrs hour hours", "d": "d day days",
            "w": "w wk wks week weeks", "y": "y yr yrs year years",
        ]
        for (unit, words) in words { for word in words.split(separator: " ") { units[String(word)] = unit } }
        return units
    }()

    static func function(_ name: String) -> String? {
        let others = [
            "median": "quantile(0.5, …)", "average": "avg(…)", "mean": "avg(…)",
            "percentile": "quantile(0.95, …)",
            "log": "ln(…) or log10(…)", "pow": "x ^ y", "mod": "x % y", "if": "x and y", "now": "time()",
            "holt_winters": "double_exponential_smoothing(…), experimental since Prometheus 3",
            "top": "topk(5, …)", "bottom": "bottomk(5, …)", "distinct": "count(count by (label) (…))",
        ]
        let lowercased = name.lowercased()
        if name != lowercased, FunctionSignature[lowercased] != nil {
            return "names of functions are in lower case: `\(lowercased)`"
        }
        if let other = others[lowercased] { return "write `\(other)`" }
        let names = FunctionSignature.all.map(\.name) + Aggregator.allCases.map(\.rawValue)
        return nearest(to: name, in: names).map { "did you mean `\($0)`?" }
    }

    static func signature(_ function: FunctionSignature) -> String {
        var types = function.arguments.map(\.documentedName)
        switch function.variation {
        case .none: break
        case .upTo(let count):
            if let last = types.popLast() { types.append("[\(last)\(count > 1 ? ", …" : "")]") }
        case .unlimited: if let last = types.popLast() { types.append("[\(last), …]") }
        }
        return "it takes `\(function.name)(\(types.joined(separator: ", ")))`"
    }

    static func arguments(of symbol: Aggregator, count: Int) -> String? {
        switch symbol.parameterType {
        case .scalar where count == 1:
            "it needs a number first: `\(symbol.rawValue)(\(symbol == .quantile ? "0.95" : "5"), …)`"
        case .string where count == 1:
            "it needs the name of a label first: `\(symbol.rawValue)(\"version\", …)`"
        case nil: "join vectors with `or`, or aggregate each by itself"
        default: nil
        }
    }
}
