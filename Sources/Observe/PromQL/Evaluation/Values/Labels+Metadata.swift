internal import SampleStore

extension Labels {
    /// The set without what tells of the metric itself: its name, its type and its unit.
    ///
    /// See `schema.IsMetadataLabel` in Prometheus.
    var withoutMetadata: Labels {
        hasTypeOrUnit ? dropping(["__name__", "__type__", "__unit__"]) : withoutName
    }
}
