import Diagnostics
import Values

extension Evaluation {
    func suggestion(for name: String, in candidates: [String]) -> String? {
        nearest(to: name, in: candidates).map { "did you mean `\($0)`?" }
    }

    func call(_ builtin: Builtin, _ arguments: [Term], at offset: Int) throws(TemplateError) -> Term {
        if let complaint = builtin.complaint(about: arguments) {
            throw failure(complaint, .builtin, at: offset)
        }
        for argument in arguments { try spend((argument.string?.utf8.count ?? 0) / 32) }
        let numbers = arguments.compactMap(\.number)
        let texts = arguments.compactMap(\.string)
        let result: Term?
        switch builtin {
        case .min: result = numbers.min(by: Arithmetic.precedes).map { .number($0) }
        case .max: result = numbers.max(by: Arithmetic.precedes).map { .number($0) }
        case .abs, .ceil, .floor, .sqrt: result = numbers.first.flatMap { calculate(builtin, $0) }
        case .range: result = try range(numbers.compactMap(\.int), at: offset)
        case .lowercase: result = texts.first.map { .string($0.lowercased()) }
        case .uppercase: result = texts.first.map { .string($0.uppercased()) }
        case .strip: result = texts.first.map { .string($0.strippedAtStart.strippedAtEnd) }
        case .lstrip: result = texts.first.map { .string($0.strippedAtStart) }
        case .rstrip: result = texts.first.map { .string($0.strippedAtEnd) }
        case .number: result = texts.first.flatMap { Number(loosely: $0) }.map { .number($0) }
        case .str: result = arguments.first?.scalarText.map { .string($0) }
        case .len: result = length(arguments)
        case .join: result = try join(arguments)
        case .split: result = try split(arguments)
        case .typeof: result = arguments.first.map { .string($0.typeName) }
        case .defined: result = texts.first.map { .bool(rendering.lookUp($0, in: scope) != nil) }
        case .fromNow: result = try fromNow(texts, at: offset)
        }
        guard let result else {
            throw failure("invalid arguments to builtin: \(builtin.rawValue)", .builtin, at: offset)
        }
        return result
    }

    private func calculate(_ builtin: Builtin, _ number: Number) -> Term? {
        if builtin == .sqrt { return Arithmetic.finite(number.double.squareRoot()).map { .number($0) } }
        if let int = Int(number.text) {
            return .number(builtin == .abs && int < 0 ? Arithmetic.negate(number) : number)
        }
        let double = number.double
        let result = builtin == .abs ? Swift.abs(double) : double.rounded(builtin == .ceil ? .up : .down)
        return Arithmetic.finite(result).map { .number($0) }
    }

    private func range(_ numbers: [Int], at offset: Int) throws(TemplateError) -> Term? {
        guard numbers.count >= 2 else { return nil }
        let step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else { return nil }
        let sequence = stride(from: numbers[0], to: numbers[1], by: step)
        let (span, overflows) = numbers[1].subtractingReportingOverflow(numbers[0])
        let count = (span < 0) == (step < 0) ? (span.magnitude + step.magnitude - 1) / step.magnitude : 0
        guard !overflows, count <= rendering.limits.range else {
            throw failure("range makes more than \(rendering.limits.range) numbers", .builtin, at: offset)
        }
        return try rendering.list(sequence.map { .number(Number($0)) }, at: nil)
    }

    private func length(_ arguments: [Term]) -> Term? {
        guard let argument = arguments.first else { return nil }
        let count = argument.string.map(\.unicodeScalars.count) ?? argument.elements?.count
        return count.map { .number(Number($0)) }
    }

    /// Joins texts and numbers; anything else in the list is refused.
    private func join(_ arguments: [Term]) throws(TemplateError) -> Term? {
        guard let elements = arguments.first?.elements, let separator = arguments.last?.scalarText else {
            return nil
        }
        var result = ""
        for (index, element) in elements.enumerated() {
            guard Builtin.Parameter.stringOrNumber.accepts(element), let text = element.scalarText else {
                return nil
            }
            try spend(1 + (text.utf8.count + separator.utf8.count) / 32)
            if index > 0 { result += separator }
            result += text
            try rendering.check(Measure(text: result), at: source.location)
        }
        return .string(result)
    }

    private func split(_ arguments: [Term]) throws(TemplateError) -> Term? {
        guard let text = arguments.first?.string, let separator = arguments.last?.scalarText else {
            return nil
        }
        try spend(text.utf8.count)
        let parts =
            separator.isEmpty ? text.unicodeScalars.map { String($0) } : ByteSearch(separator).split(text)
        return try rendering.list(parts.map { .string($0) }, at: nil)
    }

    private func fromNow(_ texts: [String], at offset: Int) throws(TemplateError) -> Term? {
        guard let text = texts.first else { return nil }
        let reference = texts.count > 1 ? texts[1] : rendering.lookUp("now", in: scope)?.string
        do throws(TimeFault) {
            return .string(try TimeFault.time(text, after: reference))
        } catch {
            throw failure("invalid arguments to builtin: fromNow: \(error.message)", .builtin, at: offset)
        }
    }
}

extension String {
    fileprivate var strippedAtStart: String { String(unicodeScalars.drop(while: \.isWhitespace)) }

    fileprivate var strippedAtEnd: String {
        let kept = unicodeScalars.reversed().drop(while: \.isWhitespace)
        return String(String.UnicodeScalarView(kept.reversed()))
    }
}

extension Number {
    /// What `number()` reads: decimal, with white space around it, a sign of either kind and leading zeros.
    init?(loosely text: String) {
        let stripped = text.strippedAtStart.strippedAtEnd
        if let number = Number(json: stripped) {
            guard number.double.isFinite else { return nil }
            self = number
            return
        }
        let unsigned = stripped.drop { $0 == "+" || $0 == "-" }
        guard stripped.utf8.count - unsigned.utf8.count <= 1, unsigned.utf8.first.map({ $0.isDigit }) == true,
            unsigned.utf8.allSatisfy({ $0.isDigit || "eE+-.".utf8.contains($0) }),
            let double = Double(stripped), double.isFinite
        else { return nil }
        self.init(double)
    }
}
