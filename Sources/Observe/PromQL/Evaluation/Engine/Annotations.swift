/// The annotations of a query: each text once, with the place where it came up last.
struct Annotations {
    private var places: [String: Int] = [:]
    private(set) var all: [Annotation] = []

    mutating func add(_ kind: AnnotationKind, at range: TextRange) {
        let text = kind.text(isFinal: false)
        guard let place = places[text] else {
            places[text] = all.count
            all.append(Annotation(kind: kind, range: range))
            return
        }
        all[place] = Annotation(kind: all[place].kind.merged(with: kind), range: range)
    }
}

extension AnnotationKind {
    /// Both as one, for two of the same text.
    fileprivate func merged(with other: AnnotationKind) -> AnnotationKind {
        guard case .forcedMonotonicity(let name, var details) = self,
            case .forcedMonotonicity(_, let more) = other
        else { return other }
        details.merge(more)
        return .forcedMonotonicity(metricName: name, details)
    }
}
