#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The variables this process was started with; those that are not `NAME=value` are left out.
package func processEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    // Nothing in this process changes its environment, which is what makes reading it safe.
    #if canImport(Darwin)
    var entry = _NSGetEnviron().pointee
    #else
    var entry = environ
    #endif
    while let text = entry.pointee {
        let (name, value) = split(String(cString: text))
        if let value { variables[name] = variables[name] ?? value }
        entry += 1
    }
    return variables
}
