internal import SampleStore

extension Labels {
    /// The set without what tells of the metric itself: its name, its type and its unit.
    ///
    /// See `schema.IsMetadataLabel` in Prometheus. Few sets have a type or a unit; the others cost next to nothing.
    var withoutMetadata: Labels {
        hasTypeOrUnit ? dropping(["__name__", "__type__", "__unit__"]) : withoutName
    }

    var hasTypeOrUnit: Bool { has("__type__") || has("__unit__") }

    private func has(_ name: StaticString) -> Bool {
        withValue(of: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) { $0 != nil }
    }
}
