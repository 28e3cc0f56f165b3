import Values

extension Evaluation {
    /// Properties, indices, slices and calls, from the left.
    func access(_ base: Expression, _ steps: [Expression.Access]) throws(TemplateError) -> Term {
        var term = try self.term(base)
        for step in steps {
            try spend()
            switch step.kind {
            case .property(let name): term = try property(name, of: term, at: step.offset)
            case .index(let index): term = try element(self.term(index), of: term, at: step.offset)
            case .slice(let lower, let upper): term = try slice(term, lower, upper, at: step.offset)
            case .call(let arguments): term = try call(term, arguments, at: base.offset)
            }
        }
        return term
    }

    private func property(_ name: String, of term: Term, at offset: Int) throws(TemplateError) -> Term {
        guard term.isObject else { throw failure("infix: . expects objects", at: offset) }
        guard let value = member(name, of: term) else {
            let keys = term.value?.object?.keys ?? []
            throw failure(
                "object has no property \"\(name)\"",
                at: offset,
                hint: suggestion(for: name, in: keys)
            )
        }
        return value
    }

    private func member(_ key: String, of term: Term) -> Term? {
        if let object = term.value?.object { return object[key].map { Term($0) } }
        return term.fields?.first { $0.key.isIdentical(to: key) }?.term
    }

    private func element(_ index: Term, of term: Term, at offset: Int) throws(TemplateError) -> Term {
        if term.isObject {
            guard let key = index.string else { throw failure("object keys must be strings", at: offset) }
            return member(key, of: term) ?? Term(.null, Measure())
        }
        guard let count = try count(of: term) else {
            throw failure("infix: \"[..]\" expects object, array, or string", at: offset)
        }
        guard let position = index.number?.int else {
            throw failure("should only use integers to access arrays or strings", at: offset)
        }
        let (sum, overflows) = position.addingReportingOverflow(position < 0 ? count : 0)
        guard !overflows, (0..<count).contains(sum) else { throw failure("index out of bounds", at: offset) }
        if let values = term.value?.array { return Term(values[sum]) }
        if let text = term.string { return .string(part(of: text, sum..<(sum + 1))) }
        guard let elements = term.elements else { throw failure("index out of bounds", at: offset) }
        return elements[sum]
    }

    private func slice(
        _ term: Term,
        _ lower: Expression?,
        _ upper: Expression?,
        at offset: Int
    ) throws(TemplateError) -> Term {
        guard let count = try count(of: term) else {
            let message =
                term.isObject
                ? "object keys must be strings" : "infix: \"[..]\" expects object, array, or string"
            throw failure(message, at: offset)
        }
        let start = try bound(lower, count: count, at: offset) ?? 0
        let end = try bound(upper, count: count, at: offset) ?? count
        let range = min(start, end)..<end
        if let text = term.string { return .string(part(of: text, range)) }
        if let values = term.value?.array {
            try spend(range.count)
            return Term(Value(.array(Array(values[range])), at: term.location), term.measure)
        }
        return try rendering.list(Array((term.elements ?? [])[range]), at: term.location, bound: term.measure)
    }

    /// A limit of a slice, counted from the end when negative, and moved into the range there is.
    private func bound(_ expression: Expression?, count: Int, at offset: Int) throws(TemplateError) -> Int? {
        guard let expression else { return nil }
        let term = try self.term(expression)
        guard let number = term.number, number.double.rounded(.towardZero) == number.double else {
            throw failure("cannot perform interval access with non-integers", at: offset)
        }
        let position = number.int ?? (number.double < 0 ? -count : count)
        return min(max(position < 0 ? position + count : position, 0), count)
    }

    /// The elements of an array or the code points of a text; `nil` for anything else.
    private func count(of term: Term) throws(TemplateError) -> Int? {
        if let text = term.string {
            try spend(text.utf8.count / 32)
            return text.unicodeScalars.count
        }
        return term.value?.array?.count ?? (term.isArray ? term.elements?.count : nil)
    }

    /// Code points by their numbers.
    private func part(of text: String, _ range: Range<Int>) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: range.lowerBound)
        let end = scalars.index(start, offsetBy: range.count)
        return String(scalars[start..<end])
    }

    private func call(_ term: Term, _ arguments: [Expression], at offset: Int) throws(TemplateError) -> Term {
        guard case .function(let callable) = term.content else {
            throw failure("\(term.scalarText ?? term.typeName) is not callable", at: offset)
        }
        var terms: [Term] = []
        for argument in arguments { terms.append(try self.term(argument)) }
        switch callable {
        case .builtin(let builtin): return try call(builtin, terms, at: offset)
        case .custom(let name, let function):
            var values: [Value] = []
            for term in terms {
                guard let value = term.value else {
                    throw failure("\(name) cannot be given a function", .builtin, at: offset)
                }
                values.append(value)
            }
            do throws(TemplateError) {
                return Term(try function(values))
            } catch {
                throw rendering.placed(error, at: source.location(ofByte: offset))
            }
        }
    }
}
