#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The bytes of a file as memory, read when they are first looked at.
///
/// Nobody may cut the file in the meantime: whoever looks at bytes that are gone is ended by the system.
package struct MappedFile: ~Copyable {
    package let bytes: UnsafeRawBufferPointer

    package init(_ path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("read", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("read", path) }
        let size = Int(status.st_size)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw .last("read", path)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
