internal import Diagnostics

/// One step of libyaml's parser, in Swift's types.
struct Event {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(Scalar)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    struct Scalar {
        let text: String
        /// Neither quoted nor a block scalar, so the schema decides what it means.
        let isPlain: Bool
    }

    let kind: Kind
    let location: SourceLocation
    var anchor: String?
    /// The resolved tag: `tag:yaml.org,2002:int` for `!!int`, and `!` for itself.
    var tag: String?
}
