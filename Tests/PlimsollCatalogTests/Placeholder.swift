import Testing

@Suite("placeholder")
struct Placeholder {
    @Test("builds") func builds() {}
}
