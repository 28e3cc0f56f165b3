internal import Diagnostics
internal import Values

/// `server.json`: the entry of the MCP registry (https://modelcontextprotocol.io/registry).
struct RegistryEntry: Detector {
    static func detect(in folder: ProjectFolder, service: String?, _ detected: inout DetectedProfile) {
        guard let entry = folder.json("server.json", &detected), entry.object != nil else { return }
        if let value = entry["name"], let name = value.string?.split(separator: "/").last {
            detected.add("name", .string(String(name)), .convention, "\"name\"", at: value.location)
        }
        for key in ["version", "description"] {
            guard let value = entry[key], value.string?.isEmpty == false else { continue }
            detected.add(key, value, .convention, "\"\(key)\"", at: value.location)
        }
        for package in entry["packages"]?.items ?? [] {
            if let type = package.at("transport", "type"), let text = type.string,
                ["stdio", "streamable-http", "sse"].contains(text)
            {
                detected.add("server.transport", type, .declared, "\"transport.type\"", at: type.location)
            }
            let isImage = (package["registryType"] ?? package["registry_type"])?.string == "oci"
            if isImage, let value = package["identifier"], let name = value.string {
                let tag =
                    name.contains("@") || name.split(separator: "/").last?.contains(":") == true
                    ? "" : package["version"]?.string.map { ":\($0)" } ?? ""
                detected.add("image", .string(name + tag), .declared, "\"identifier\"", at: value.location)
            }
            let variables = package["environmentVariables"] ?? package["environment_variables"]
            for variable in variables?.items ?? [] {
                guard let name = variable["name"]?.string else { continue }
                let place = variable["name"]?.location
                if (variable["isSecret"] ?? variable["is_secret"])?.bool == true {
                    detected.nameSecret(name, "\"isSecret\"", at: place)
                } else {
                    detected.addVariable(name, variable["default"], .convention, "\"default\"", at: place)
                }
            }
        }
    }
}
