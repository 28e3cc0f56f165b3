/// The labels that tell of the metric itself: `__name__`, `__type__`, `__unit__`.
extension Labels {
    /// Whether the set has a type or a unit; few have, and the others cost next to nothing.
    package var hasTypeOrUnit: Bool {
        storage.withUnsafeMutablePointers { header, bytes in
            var cursor = LabelCursor(bytes + Int(header.pointee.nameCount))
            let end = cursor.position + Int(header.pointee.restCount)
            while cursor.position < end {
                let name = cursor.next()
                // Labels are sorted, and most begin with a letter, which comes after an underscore.
                guard let first = name.first, first <= UInt8(ascii: "_") else { return false }
                if name.elementsEqual("__type__".utf8) || name.elementsEqual("__unit__".utf8) { return true }
                _ = cursor.next()
            }
            return false
        }
    }
}
