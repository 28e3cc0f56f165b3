internal import Values

/// The OpenRPC 1.3.2 document of the channel, with `x-mcp-admin` for each method.
func openRPC(_ server: String) -> Value {
    let methods = AdminMethod.all.map { method -> Value in
        let parameters = method.parameters + (method.isMutating ? AdminMethod.ofChanges : [])
        return [
            "name": .string(method.name), "summary": .string(method.summary), "paramStructure": "by-name",
            "params": .array(
                parameters.map {
                    [
                        "name": .string($0.name), "required": .bool($0.isRequired),
                        "schema": ["type": .string($0.type)],
                    ]
                }
            ),
            "result": ["name": "result", "schema": ["type": "object"]],
            "x-mcp-admin": [
                "mutating": .bool(method.isMutating), "destructive": .bool(method.isDestructive),
                "role": .string(method.role.rawValue),
            ],
        ]
    }
    let discover: Value = [
        "name": "rpc.discover", "summary": "This document.", "paramStructure": "by-name", "params": [],
        "result": ["name": "result", "schema": ["type": "object"]],
        "x-mcp-admin": ["mutating": false, "destructive": false, "role": "read"],
    ]
    return [
        "openrpc": "1.3.2", "info": ["title": .string("\(server) admin"), "version": "1"],
        "methods": .array([discover] + methods),
    ]
}
