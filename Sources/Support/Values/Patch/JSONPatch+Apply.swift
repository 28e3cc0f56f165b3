package import Diagnostics

extension JSONPatch {
    /// The tree with every operation applied in order.
    ///
    /// The first operation that cannot be applied ends it, and the error is located there.
    package func applied(to root: Value) throws(InvalidInput) -> Value {
        var result = root
        for operation in operations {
            do throws(Diagnostic) {
                try operation.apply(to: &result)
            } catch {
                throw InvalidInput(error)
            }
        }
        return result
    }
}

extension JSONPatch.Operation {
    fileprivate func apply(to root: inout Value) throws(Diagnostic) {
        switch action {
        case .add(let value): try add(value, to: &root)
        case .remove: _ = try remove(path, from: &root)
        case .replace(let value):
            _ = try existing(path, in: root)
            guard let last = path.tokens.last else { return root = value }
            root.update(path.tokens.dropLast()) { parent in
                parent.change {
                    $0[last] = value
                } orList: {
                    $0[JSONPointer.index(last) ?? 0] = value
                }
            }
        case .move(let source):
            guard source != path else { return _ = try existing(source, in: root) }
            let isInside =
                source.tokens.count < path.tokens.count
                && source == JSONPointer(Array(path.tokens.prefix(source.tokens.count)))
            guard !isInside else { throw failure("cannot move \(source.spoken) into itself") }
            let value = try remove(source, from: &root)
            try add(value, to: &root)
        case .copy(let source):
            try add(existing(source, in: root), to: &root)
        case .test(let expected):
            let found = try existing(path, in: root)
            guard found == expected else {
                let shown = [found, expected].map { shortened($0.json(.compact)) }
                throw failure("the test failed: \(path.spoken) is \(shown[0]), not \(shown[1])")
            }
        }
    }

    private func add(_ value: Value, to root: inout Value) throws(Diagnostic) {
        guard let last = path.tokens.last else { return root = value }
        let parentPath = JSONPointer(path.tokens.dropLast())
        let parent = try existing(parentPath, in: root)
        switch parent.content {
        case .object: break
        case .array(let values):
            guard last == "-" || JSONPointer.index(last).map({ $0 <= values.count }) == true else {
                throw failure(
                    JSONPointer.index(last) == nil
                        ? "\(parentPath.spoken) is a list, and `\(shortened(last))` is no index"
                        : "\(parentPath.spoken) has \(values.count) items, so nothing can be added at \(shortened(last))",
                    hint: "`\(parentPath.appending("-"))` adds at the end"
                )
            }
        case .null, .bool, .number, .string:
            throw failure("\(parentPath.spoken) is \(parent.kind): nothing can be added inside")
        }
        root.update(path.tokens.dropLast()) { parent in
            parent.change { object in
                object.set(last, to: value, keyLocation: object.member(last)?.keyLocation ?? location)
            } orList: {
                $0.insert(value, at: JSONPointer.index(last) ?? $0.count)
            }
        }
    }

    private func remove(_ pointer: JSONPointer, from root: inout Value) throws(Diagnostic) -> Value {
        let removed = try existing(pointer, in: root)
        guard let last = pointer.tokens.last else { throw failure("the whole document cannot be removed") }
        root.update(pointer.tokens.dropLast()) { parent in
            parent.change {
                $0[last] = nil
            } orList: {
                $0.remove(at: JSONPointer.index(last) ?? 0)
            }
        }
        return removed
    }

    private func existing(_ pointer: JSONPointer, in root: Value) throws(Diagnostic) -> Value {
        if let value = pointer.value(in: root) { return value }
        let miss = pointer.miss(in: root)
        throw failure(
            "\(pointer.spoken) does not exist\(miss.map { ": \($0.message)" } ?? "")",
            hint: miss?.hint
        )
    }

    private func failure(_ message: String, hint: String? = nil) -> Diagnostic {
        .error(message, at: location, hint: hint)
    }
}

extension Value {
    /// Changes what the path names, in place; the path is known to exist.
    fileprivate mutating func update(_ path: ArraySlice<String>, _ body: (inout Value) -> Void) {
        guard let first = path.first else { return body(&self) }
        change { object in
            guard var child = object[first] else { return }
            // The object gives up its copy, so that the child changes in place.
            object[first] = .null
            child.update(path.dropFirst(), body)
            object[first] = child
        } orList: { values in
            values[JSONPointer.index(first) ?? 0].update(path.dropFirst(), body)
        }
    }

    /// Changes the members or the elements of a collection in place.
    fileprivate mutating func change(_ object: (inout Object) -> Void, orList list: (inout [Value]) -> Void) {
        switch content {
        case .object(var members):
            content = .null
            object(&members)
            content = .object(members)
        case .array(var values):
            content = .null
            list(&values)
            content = .array(values)
        case .null, .bool, .number, .string: break
        }
    }
}
