internal import GoText

/// Go's `fmt.Sprintf` over the values of templates, with its words for what does not fit.
struct TemplatePrintf {
    /// Longer paddings help nobody, and a template must not be able to ask for much memory.
    private static let maximumWidth = 4096

    fileprivate struct Directive {
        var plus = false
        var minus = false
        var sharp = false
        var space = false
        var zero = false
        var width: Int?
        var precision: Int?
    }

    private let format: [Unicode.Scalar]
    private let arguments: [TemplateValue]
    private var position = 0
    private var used = 0
    private var result = ""

    static func text(_ format: String, _ arguments: [TemplateValue]) -> String {
        var printer = TemplatePrintf(format: Array(format.unicodeScalars), arguments: arguments)
        printer.run()
        return printer.result
    }

    private init(format: [Unicode.Scalar], arguments: [TemplateValue]) {
        self.format = format
        self.arguments = arguments
    }

    private mutating func run() {
        while position < format.count {
            let scalar = format[position]
            position += 1
            if scalar == "%" { directive() } else { result.unicodeScalars.append(scalar) }
        }
        guard used < arguments.count else { return }
        let extra = arguments[used...].map { "\($0.typeName)=\($0.text)" }
        result += "%!(EXTRA \(extra.joined(separator: ", ")))"
    }

    private mutating func directive() {
        var directive = Directive()
        flags: while position < format.count {
            switch format[position] {
            case "+": directive.plus = true
            case "-": directive.minus = true
            case "#": directive.sharp = true
            case " ": directive.space = true
            case "0": directive.zero = true
            default: break flags
            }
            position += 1
        }
        directive.width = size("%!(BADWIDTH)")
        if let width = directive.width, width < 0 {
            directive.minus = true
            directive.width = -width
        }
        if position < format.count, format[position] == "." {
            position += 1
            directive.precision = size("%!(BADPREC)") ?? 0
            if let precision = directive.precision, precision < 0 { directive.precision = nil }
        }
        guard position < format.count else {
            result += "%!(NOVERB)"
            return
        }
        let verb = format[position]
        position += 1
        if verb == "%" {
            result += "%"
        } else if used >= arguments.count {
            result += "%!\(verb)(MISSING)"
        } else {
            used += 1
            write(arguments[used - 1], verb, directive)
        }
    }

    /// Digits, or a star that takes the next argument.
    private mutating func size(_ problem: String) -> Int? {
        if position < format.count, format[position] == "*" {
            position += 1
            guard used < arguments.count, case .int(let value) = arguments[used],
                value.magnitude <= UInt64(Self.maximumWidth)
            else {
                used = min(used + 1, arguments.count)
                result += problem
                return nil
            }
            used += 1
            return Int(value)
        }
        var value: Int?
        while position < format.count, let digit = format[position].properties.numericValue,
            ("0"..."9").contains(format[position])
        {
            value = min((value ?? 0) * 10 + Int(digit), Self.maximumWidth)
            position += 1
        }
        return value
    }

    // MARK: Verbs

    private mutating func write(_ value: TemplateValue, _ verb: Unicode.Scalar, _ directive: Directive) {
        if verb == "T" { return pad(value.typeName, directive) }
        switch value {
        case .bool(let flag) where verb == "t" || verb == "v": pad(flag ? "true" : "false", directive)
        case .int(let number): write(number, verb, directive, of: value)
        case .duration(let number) where verb == "d": write(number, verb, directive, of: value)
        case .float(let number): write(number, verb, directive, of: value)
        case .string(let text): write(text, verb, directive, of: value)
        case .labels, .arguments, .samples, .sample, .time, .duration, .data, .missing, .null, .bool:
            guard verb == "v" || (verb == "s" && Self.isComposite(value)) else {
                return bad(verb, value)
            }
            pad(value.text, directive)
        }
    }

    private static func isComposite(_ value: TemplateValue) -> Bool {
        switch value {
        case .labels, .time, .duration: true
        case .missing, .null, .bool, .int, .float, .string, .arguments, .samples, .sample, .data: false
        }
    }

    private mutating func bad(_ verb: Unicode.Scalar, _ value: TemplateValue) {
        switch value {
        case .missing, .null: result += "%!\(verb)(<nil>)"
        case .bool, .int, .float, .string, .labels, .arguments, .samples, .sample, .time, .duration, .data:
            result += "%!\(verb)(\(value.typeName)=\(value.text))"
        }
    }

    private mutating func write(
        _ number: Int64,
        _ verb: Unicode.Scalar,
        _ directive: Directive,
        of value: TemplateValue
    ) {
        func digits(_ radix: Int, _ prefix: String, uppercase: Bool = false) -> String {
            var text = String(number.magnitude, radix: radix, uppercase: uppercase)
            if let precision = directive.precision {
                text = String(repeating: "0", count: max(0, precision - text.utf8.count)) + text
            }
            return (directive.sharp ? prefix : "") + text
        }
        switch verb {
        case "v", "d": pad(number: digits(10, ""), isNegative: number < 0, directive)
        case "b": pad(number: digits(2, "0b"), isNegative: number < 0, directive)
        case "o": pad(number: digits(8, "0"), isNegative: number < 0, directive)
        case "O": pad(number: "0o" + digits(8, ""), isNegative: number < 0, directive)
        case "x": pad(number: digits(16, "0x"), isNegative: number < 0, directive)
        case "X": pad(number: digits(16, "0X", uppercase: true), isNegative: number < 0, directive)
        case "c", "q", "U":
            let scalar = UInt32(exactly: number).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
            if verb == "c" { return pad(String(Character(scalar)), directive) }
            if verb == "q" { return pad("'\(scalar)'", directive) }
            let code = String(scalar.value, radix: 16, uppercase: true)
            pad("U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code, directive)
        default: bad(verb, value)
        }
    }

    private mutating func write(
        _ number: Double,
        _ verb: Unicode.Scalar,
        _ directive: Directive,
        of value: TemplateValue
    ) {
        let magnitude = number.magnitude
        var text: String
        switch verb {
        case "v", "g", "G":
            text =
                directive.precision.map { GoText.general(magnitude, precision: $0) }
                ?? GoText.shortest(magnitude)
        case "f", "F": text = GoText.fixed(magnitude, digits: directive.precision ?? 6)
        case "e", "E": text = GoText.exponent(magnitude, digits: directive.precision ?? 6)
        default: return bad(verb, value)
        }
        if verb == "G" || verb == "E" { text = text.replacingExponentMark }
        guard number.isFinite else {
            // No zeros before an infinity, and always its sign.
            var directive = directive
            directive.zero = false
            let name = number.isNaN ? "NaN" : "Inf"
            if number.isNaN { return pad(number: name, isNegative: false, directive) }
            directive.plus = directive.plus || (number > 0 && verb == "v")
            return pad(number: name, isNegative: number < 0, number > 0 ? directive.withPlus : directive)
        }
        pad(number: text, isNegative: number.sign == .minus, directive)
    }

    private mutating func write(
        _ text: String,
        _ verb: Unicode.Scalar,
        _ directive: Directive,
        of value: TemplateValue
    ) {
        var text = text
        if let precision = directive.precision, verb != "x", verb != "X" {
            text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(precision)))
        }
        switch verb {
        case "v", "s": pad(text, directive)
        case "q":
            let isRaw =
                directive.sharp && !text.contains("`") && text.unicodeScalars.allSatisfy(GoText.isPrinted)
            pad(isRaw ? "`\(text)`" : GoText.quoted(text), directive)
        case "x", "X":
            let bytes = text.utf8.prefix(directive.precision ?? .max)
            pad(
                bytes.map { byte in
                    let digits = String(byte, radix: 16, uppercase: verb == "X")
                    return digits.utf8.count < 2 ? "0\(digits)" : digits
                }.joined(separator: directive.space ? " " : ""),
                directive
            )
        default: bad(verb, value)
        }
    }

    // MARK: Padding

    private mutating func pad(_ text: String, _ directive: Directive) {
        let missing = max(0, (directive.width ?? 0) - text.unicodeScalars.count)
        let padding = String(repeating: directive.zero && !directive.minus ? "0" : " ", count: missing)
        result += directive.minus ? text + padding : padding + text
    }

    private mutating func pad(number: String, isNegative: Bool, _ directive: Directive) {
        let sign = isNegative ? "-" : directive.plus ? "+" : directive.space ? " " : ""
        let missing = max(0, (directive.width ?? 0) - number.utf8.count - sign.utf8.count)
        if directive.minus {
            result += sign + number + String(repeating: " ", count: missing)
        } else if directive.zero {
            result += sign + String(repeating: "0", count: missing) + number
        } else {
            result += String(repeating: " ", count: missing) + sign + number
        }
    }
}

extension TemplatePrintf.Directive {
    fileprivate var withPlus: Self {
        var copy = self
        copy.plus = true
        return copy
    }
}

extension String {
    fileprivate var replacingExponentMark: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0 == "e" ? "E" : $0 }))
    }
}
