/// A picture of dots, two wide and four high in each cell (Unicode's Braille patterns).
struct BrailleCanvas {
    let columns: Int
    let rows: Int
    private var dots: [UInt8]
    /// Who drew into a cell last.
    private var owners: [Int?]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        dots = Array(repeating: 0, count: columns * rows)
        owners = Array(repeating: nil, count: columns * rows)
    }

    var width: Int { columns * 2 }
    var height: Int { rows * 4 }

    /// The bit of each dot of a cell, row by row.
    private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

    /// A dot; `y` counts from the top.
    mutating func plot(_ x: Int, _ y: Int, owner: Int) {
        guard 0..<width ~= x, 0..<height ~= y else { return }
        let cell = y / 4 * columns + x / 2
        dots[cell] |= Self.bits[y % 4 * 2 + x % 2]
        owners[cell] = owner
    }

    /// A straight line, both ends drawn (Bresenham's algorithm).
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), owner: Int) {
        var (x, y) = start
        let (width, height) = (abs(end.x - x), -abs(end.y - y))
        let (right, down) = (x < end.x ? 1 : -1, y < end.y ? 1 : -1)
        var error = width + height
        while true {
            plot(x, y, owner: owner)
            if x == end.x, y == end.y { return }
            let double = 2 * error
            if double >= height {
                error += height
                x += right
            }
            if double <= width {
                error += width
                y += down
            }
        }
    }

    /// The character of a cell, and who drew it last; nothing when it is empty.
    func cell(_ column: Int, _ row: Int) -> (character: Character, owner: Int)? {
        let index = row * columns + column
        guard let owner = owners[index], let scalar = Unicode.Scalar(0x2800 + UInt32(dots[index])) else {
            return nil
        }
        return (Character(scalar), owner)
    }
}
