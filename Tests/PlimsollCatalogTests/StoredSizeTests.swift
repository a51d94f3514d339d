import Foundation
import PlimsollEngine
import PlimsollJSON
import Testing

@testable import PlimsollCatalog

/// A size that a program printed of weights it had loaded.
struct StoredSize: CustomTestStringConvertible, Sendable {
    let model: String
    let weights: String
    let tensor: Int
    let bytes: Int

    var testDescription: String { "\(model) \(weights) on \(tensor)" }

    static func rows(_ file: String) -> [StoredSize] {
        let url = Fixture.folder.appending(path: "weights/\(file).json")
        guard let rows = try? Fixture.json(url) else { return [] }
        return rows.elements.compactMap { row in
            guard let model = row["model"]?.string, let weights = row["weights"]?.string,
                let tensor = row["tensor"]?.int, let bytes = row["bytes"]?.int
            else { return nil }
            return StoredSize(model: model, weights: weights, tensor: tensor, bytes: bytes)
        }
    }

    /// The prediction, in percent above or below what was printed.
    func error(_ catalog: Catalog) throws -> Double {
        let model = try #require(catalog.models[model], "no model \(model)").architecture.get()
        let format =
            weights == "published"
            ? model.publishedFormat
            : try #require(catalog.weightFormats[weights], "no format \(weights)").format
        let predicted = model.profile.weightBytes(
            format,
            layout: try ParallelLayout([.tensor: tensor], gpus: tensor, model: model.profile.shape)
        ) { format.mix == nil || !$0.isTower }
        return (Double(predicted.magnitude) / Double(bytes) - 1) * 100
    }
}

@Suite("Stored sizes")
struct StoredSizeTests {
    private static let catalog = CatalogStore.read(Fixture.catalog.path)

    @Test("GGUF files hold what llama.cpp printed: 0.5 % off at the median, 2 % at worst")
    func gguf() throws {
        let catalog = try Self.catalog.get()
        let rows = StoredSize.rows("gguf")
        #expect(rows.count >= 30)
        let errors = try rows.map { abs(try $0.error(catalog)) }.sorted()
        #expect(errors[errors.count / 2] < 0.5)
        #expect(try #require(errors.last) < 2)
    }

    @Test("engines print what weights take on a GPU, within 1 %")
    func engines() throws {
        let catalog = try Self.catalog.get()
        let rows = StoredSize.rows("engines")
        for row in rows { #expect(abs(try row.error(catalog)) < 1, "\(row.testDescription)") }
    }
}
