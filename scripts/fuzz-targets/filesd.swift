import Diagnostics
import Discovery

/// Whatever stands in a file of targets: groups of addresses, or places where it is wrong.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTargets(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for name in ["t.json", "t.yaml"] {
        do throws(InvalidInput) {
            for group in try TargetFile(bytes, name: name).groups {
                guard group.addresses.allSatisfy({ !$0.isEmpty }) else { fatalError("an address of nothing") }
            }
        } catch {
            guard !error.diagnostics.isEmpty else { fatalError("wrong, and nothing said") }
            _ = error.diagnostics.map(\.text)
        }
    }
    return 0
}
