import PlimsollEngine
import Testing

@Suite("Quantities in words")
struct FormattingTests {
    @Test(
        "bytes read in binary units",
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (671_088_640, "640 MiB"),
            (141_107_412_992, "131.42 GiB"), (-1_073_741_824, "-1 GiB"),
        ]
    )
    func bytes(count: Int, text: String) {
        #expect(Bytes(count).description == text)
    }

    @Test(
        "decimals are rounded and trailing zeros dropped",
        arguments: [
            (1.005, 0, "1"), (2.5, 2, "2.5"), (0.999, 2, "1"), (-0.001, 2, "0"), (-0.5, 1, "-0.5"),
            (12.345, 2, "12.35"),
            (4.15625, 5, "4.15625"), (100, 3, "100"),
        ]
    )
    func decimals(value: Double, places: Int, text: String) {
        #expect(decimal(value, places: places) == text)
    }

    @Test(
        "thousands are grouped",
        arguments: [(0, "0"), (999, "999"), (-1000, "-1,000"), (70_553_706_496, "70,553,706,496")]
    )
    func groups(value: Int, text: String) {
        #expect(grouped(value) == text)
    }

    @Test("bits round up to whole bytes")
    func rounding() {
        #expect(Elements(3) * BitsPerElement(4) == Bytes(2))
        #expect(Elements(32) * BitsPerElement(4.5) == Bytes(18))
    }
}
