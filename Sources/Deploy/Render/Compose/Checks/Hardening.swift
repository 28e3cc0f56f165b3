internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// Guards that cost nothing and are not there.
    static let hardening = ComposeCheck.ofEachService("hardening") { service in
        var findings: [Diagnostic] = []
        func miss(_ message: String, _ key: String, _ hint: String) {
            findings.append(.warning("\(service.title) \(message)", at: service.place(key), hint: hint))
        }
        if service.value["read_only"]?.bool != true {
            miss("can change its own files", "read_only", "write read_only: true, and tmpfs where it writes")
        }
        if !service.value.list("cap_drop").contains(where: { $0.string?.uppercased() == "ALL" }) {
            miss("keeps capabilities it does not need", "cap_drop", "write cap_drop: [ALL]")
        }
        let options = service.value.list("security_opt").compactMap(\.string)
        if !options.contains(where: {
            ["no-new-privileges", "no-new-privileges:true", "no-new-privileges=true"].contains($0)
        }) {
            miss(
                "may gain privileges it was not started with",
                "security_opt",
                "write security_opt: ['no-new-privileges:true']"
            )
        }
        return findings
    }
}
