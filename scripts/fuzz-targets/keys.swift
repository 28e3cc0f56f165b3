import TerminalUI

/// Whatever a terminal sends: the decoder ends, keeps little, and hears Ctrl-C afterwards.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: data, count: count)
    var decoder = KeyDecoder()
    for input in decoder.decode(bytes) {
        switch input {
        case .key(.character(let character)):
            precondition(character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        case .paste(let text):
            precondition(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) })
            precondition(text.utf8.count <= 16_384)
        case .background(let red, let green, let blue):
            precondition([red, green, blue].allSatisfy { 0...1 ~= $0 })
        case .key, .attributes: break
        }
    }
    _ = decoder.flush()
    precondition(decoder.decode([0x03]).contains(.key(.control("c"))))
    // The same bytes as a server's text: what is drawn of them is no command.
    var screen = Screen(Size(columns: 1 + count % 90, rows: 2))
    screen.draw(String(decoding: bytes, as: UTF8.self), row: 0, column: count % 7)
    var encoder = FrameEncoder(theme: Theme(.dark, .indexed256))
    let frame = encoder.encode(screen)
    precondition(frame.count < 90 * 2 * 70)
    precondition(encoder.encode(screen).isEmpty)
    precondition(
        screen.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) }
    )
    return 0
}
