import PlimsollEngine
import PlimsollJSON

/// Fields that several kinds of entries share.
extension JSONFieldReader {
    /// An id: lower-case letters, digits, dots, dashes and underscores.
    func identifier(_ name: String) -> String? {
        guard let text = string(name, required: true, length: 1...100) else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard isPlain else {
            report(name, "has to be lower-case letters, digits, '.', '-' and '_' only")
            return nil
        }
        return text
    }

    /// A day as `YYYY-MM-DD`.
    func date(_ name: String) -> String? {
        guard let text = string(name) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard
            parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({
                $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
            }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...Self.days(ofMonth: month, year)).contains(day)
        else {
            report(name, "has to be a day such as 2026-10-31")
            return nil
        }
        return text
    }

    private static func days(ofMonth month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// A measured figure with its range and source.
    func factor(_ name: String, in range: ClosedRange<Double>) -> EmpiricalFactor? {
        guard let fields = object(name, required: true) else { return nil }
        defer { fields.finish() }
        return EmpiricalFactor(fields, in: range)
    }

    /// A measured figure that may be absent.
    func optionalFactor(_ name: String, in range: ClosedRange<Double>) -> EmpiricalFactor? {
        has(name) ? factor(name, in: range) : nil
    }

    /// Rates by number format, in the order of the file.
    func rates(_ name: String) -> [(format: String, rate: FLOPsPerSecond)] {
        numbers(name, in: 1e6...1e20).map { ($0.key, FLOPsPerSecond($0.number)) }
    }

    /// Cache sizes by level, in the order of the file.
    func caches(_ name: String) -> [(level: String, size: Bytes)] {
        numbers(name, in: 1...1e12).map { ($0.key, Bytes(Int($0.number))) }
    }

    private func numbers(
        _ name: String,
        in range: ClosedRange<Double>
    ) -> [(key: String, number: Double)] {
        guard let fields = object(name) else { return [] }
        return fields.value.members.compactMap { member in
            fields.double(member.key, in: range).map { (member.key, $0) }
        }
    }

    /// What shares a scale: a number of columns, `[rows, columns]`, `channel`, `tensor` or nothing.
    func group(_ name: String) -> QuantizationScheme.Group {
        guard let value = value(name), !value.isNull else { return .none }
        let allowed = 1...(1 << 20)
        if let size = value.int, allowed.contains(size) { return .columns(size) }
        if value.string == "channel" { return .row }
        if value.string == "tensor" { return .tensor }
        let sizes = value.elements.compactMap(\.int)
        if value.kind == .array, sizes.count == 2, sizes.allSatisfy(allowed.contains) {
            return .block(rows: sizes[0], columns: sizes[1])
        }
        report(
            name,
            "has to be a number of columns, [rows, columns], \"channel\" or \"tensor\""
        )
        return .none
    }
}

extension EmpiricalFactor {
    /// Reads `value`, `low`, `high`, `source` and `measured_on`.
    init?(_ fields: JSONFieldReader, in range: ClosedRange<Double>) {
        let value = fields.double("value", required: true, in: range)
        let low = fields.double("low", required: true, in: range)
        let high = fields.double("high", required: true, in: range)
        let source = fields.string("source", required: true, length: 1...1000)
        let measuredOn = fields.string("measured_on", required: true, length: 1...500)
        guard let value, let low, let high, let source, let measuredOn else { return nil }
        guard low <= value, value <= high else {
            let given = [low, value, high].map { number in
                Int(exactly: number).map(String.init) ?? number.description
            }
            fields.report(
                "value",
                "low \(given[0]), value \(given[1]) and high \(given[2]) have to be in this order"
            )
            return nil
        }
        self.init(value: value, range: low...high, source: source, measuredOn: measuredOn)
    }
}
