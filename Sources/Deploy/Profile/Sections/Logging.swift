/// What the server logs.
package struct Logging: Section {
    package static let summary = "What the server logs, and how."

    package enum Level: String, Choice { case debug, info, warn, error }
    package enum Format: String, Choice { case json, text }

    package var level = Level.info
    package var format = Format.json

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.level, "level", "The least severe messages that are logged."),
        Field(\.format, "format", "json for machines, text for people."),
    ]
}
