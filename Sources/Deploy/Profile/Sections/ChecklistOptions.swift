/// What the production checklist is told.
package struct ChecklistOptions: Section {
    package static let summary = "What the production checklist is told: waivers and attestations."

    package var waivers: [Waiver] = []
    package var attestations: [Attestation] = []

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.waivers, "waivers", "Findings that are accepted, by whom, why and until when."),
        Field(\.attestations, "attestations", "What no program can know, said by a person."),
    ]
}

/// A finding that is accepted for a time.
package struct Waiver: Section {
    package static let summary = "A finding that is accepted for a time."

    package var id = ""
    package var reason = ""
    package var owner = ""
    package var expires = ""

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.id, "id", .nonEmpty, "The check.", required: true),
        Field(\.reason, "reason", .nonEmpty, "Why it is accepted.", required: true),
        Field(\.owner, "owner", .nonEmpty, "Who accepted it.", required: true),
        Field(\.expires, "expires", .date, "The last day it holds (UTC).", required: true),
    ]
}

/// Something a person vouches for.
package struct Attestation: Section {
    package static let summary = "Something a person vouches for."

    package var id = ""
    package var by = ""
    package var date = ""
    package var evidence: String?
    package var expires = ""

    package init() {}

    package static let fields: [Field<Self>] = [
        Field(\.id, "id", .nonEmpty, "The check it answers.", required: true),
        Field(\.by, "by", .nonEmpty, "Who says so.", required: true),
        Field(\.date, "date", .date, "Since when (UTC).", required: true),
        Field(\.evidence, "evidence", .nonEmpty, "Where to read about it."),
        Field(\.expires, "expires", .date, "The last day it holds (UTC).", required: true),
    ]
}

extension TextRule {
    static let date = TextRule(
        expectation: "a date such as 2027-03-31",
        pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    ) { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), 1...12 ~= month
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return 1...days[month - 1] ~= day
    }
}
