internal import Diagnostics
internal import Templates

extension Diagnostic {
    /// The same message without places in built-in templates: it points at what the user wrote, or nowhere.
    var withoutEmbeddedPlaces: Diagnostic {
        var copy = self
        copy.location = location.outsideEmbedded
        for index in copy.notes.indices {
            copy.notes[index].location = notes[index].location.outsideEmbedded
        }
        return copy
    }
}

extension SourceLocation? {
    fileprivate var outsideEmbedded: SourceLocation? {
        flatMap { TemplateSet.isEmbedded($0.file) ? nil : $0 }
    }
}
