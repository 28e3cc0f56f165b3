internal import Diagnostics
internal import Values

extension ManifestCheck {
    /// A StatefulSet whose pods get no names in the DNS.
    static let statefulServices = ManifestCheck(id: "stateful-service") { set in
        set.objects(of: "StatefulSet").compactMap { workload in
            guard let value = workload.at("spec", "serviceName"), let name = value.string, !name.isEmpty
            else {
                return .error(
                    "\(workload.title): spec.serviceName is missing",
                    at: workload["spec"]?.location ?? workload.location,
                    hint: "name a headless Service: one with clusterIP: None"
                )
            }
            guard let service = set.object("Service", name, beside: workload) else {
                if set.provides("Service", name) { return nil }
                return .error(
                    "\(workload.title): spec.serviceName is '\(name)', which is no Service among the manifests",
                    at: value.location,
                    hint: nearest(to: name, in: set.names(of: "Service")).map { "did you mean '\($0)'?" }
                        ?? "add a Service with that name and clusterIP: None"
                )
            }
            guard service.at("spec", "clusterIP")?.string == "None" else {
                return .error(
                    "\(workload.title): Service/\(name) is not headless, so the pods get no names",
                    at: value.location,
                    hint: "write clusterIP: None in that Service, or name another one"
                )
            }
            let labels = PodTemplate(workload)?.labels ?? [:]
            guard !LabelSelector(equal: service.at("spec", "selector")).matches(labels) else { return nil }
            return .error(
                "\(workload.title): Service/\(name) does not select its pods",
                at: service.at("spec", "selector")?.location ?? service.location
            )
        }
    }
}
