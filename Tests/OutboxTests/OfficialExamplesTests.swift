import Documents
import Foundation
import Outbox
import Testing
import TestSupport
import Values

enum Standards {
    static let folder = ProcessInfo.processInfo.environment["STANDARDS_FOLDER"].map { $0 + "/peppol-poacc" }
}

/// The examples that OpenPEPPOL publishes: each of a kind that suppliers send is read as it is meant, every other is
/// refused for what it is. `STANDARDS_FOLDER` says where they are.
@Suite("Official examples", .enabled(if: Standards.folder != nil, "STANDARDS_FOLDER is not set"))
struct OfficialExamplesTests {
    /// By the path of each file.
    private static func told() throws -> [String: String] {
        let examples = try #require(Standards.folder) + "/examples"
        var told: [String: String] = [:]
        let paths = try FileManager.default.subpathsOfDirectory(atPath: examples)
        for path in paths where path.hasSuffix(".xml") {
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(examples)/\(path)")))
            do {
                told[path] = summary(try UBLReader.read(try XMLReader.read(bytes)))
            } catch let refusal as any Refusal {
                told[path] = refusal.code
            }
        }
        return told
    }

    private static func summary(_ document: IncomingDocument) -> String {
        switch document {
        case .orderResponse(let response):
            let lines = response.lines.map { line in
                "\(line.line):\(line.code.rawValue)"
                    + (line.quantity.map { " \($0.value) \($0.unit ?? "")" } ?? "")
                    + (line.price.map { " @\($0.amount)/\($0.per)" } ?? "")
                    + (line.substitute.map { " → \($0.reference ?? "")" } ?? "")
                    + (line.promised.map { " \($0)" } ?? "")
            }
            return ([response.id, response.isAdvanced ? "advanced" : "simple", response.order, response.code.rawValue,
                     response.currency] + lines).joined(separator: " | ")
        case .despatchAdvice(let advice):
            let lines = advice.lines.map { "\($0.line):\($0.delivered.value) \($0.delivered.unit ?? "")" }
            return ([advice.id, advice.orders.joined(separator: "+"), advice.tracking ?? "-"] + lines)
                .joined(separator: " | ")
        case .invoice(let invoice), .creditNote(let invoice): return "\(invoice)"
        }
    }

    @Test func `answers and despatch advices are read as they are meant`() throws {
        let expected = [
            "OrderResponse_Example.xml":
                "101 | simple | 11233 | CA | EUR | 1:3 10 C62 @1.5/1 → SN-34 2018-08-10 | 2:5 | 3:3 → SN-36",
            "OrderResponseAdvanced_Example.xml":
                "101 | advanced | 11233 | CA | EUR | 1:3 10 C62 @1.5/1 → SN-34 2022-05-10 | 2:5 2022-05-10",
            "Order-response use cases/UC3_Order_response.xml": "4552 | simple | 5 | RE | EUR",
            "Order-response use cases/UC5_Order_response.xml": "101 | simple | 5 | AP | SEK",
            "Advanced Ordering scenarios/advanced_ordering_sc2/OrderResponse_sc2.xml":
                "Response-2 | advanced | Order-1 | AP | EUR",
            "Advanced Ordering scenarios/advanced_ordering_sc4/OrderResponse_sc4.xml":
                "Response-4 | advanced | Order-1 | AP | EUR",
            "Advanced Ordering scenarios/advanced_ordering_sc5/OrderResponse_sc5.xml":
                "Response-4 | advanced | Order-1 | RE | EUR",
            "DespatchAdvice_Example.xml": "565899 | AEG012345 | 456789 | 1:10 C62",
            "Despatch Advice use cases/DespatchAdvice-BIS3_UseCase1.xml": "1234 | 4321 | 12345 | 1:10 EA | 2:10 EA",
            "Despatch Advice use cases/DespatchAdvice-BIS3_UseCase4.xml":
                "1234 | 4321 | - | 1:4.25 KGM | 2:5.97 KGM | 3:8 EA | 5:3 EA",
            "Despatch Advice use cases/DespatchAdvice-BIS3_UseCase5.xml":
                "1234 | 4321 | 1178298510DK | 1:23 EA | 2:6 EA | 3:3 KGM | 3:0.975 KGM | 5:3 EA",
        ]
        let told = try Self.told()
        for (path, words) in expected { #expect(told[path] == words) }
        #expect(told.count == 59)
        // All that are of these kinds are read.
        for (path, words) in told where path.contains("Response_sc") || path.contains("DespatchAdvice") {
            #expect(!words.hasPrefix("document."), "\(path): \(words)")
        }
    }

    @Test func `what suppliers do not send is refused for what it is`() throws {
        for (path, words) in try Self.told() {
            let name = path.split(separator: "/").last ?? ""
            let isResponse = name.hasPrefix("OrderResponse") || name.contains("_Order_response")
            let isOurs = isResponse || path.contains("Despatch")
            #expect(isOurs != (words == "document.unknown-kind"), "\(path): \(words)")
        }
    }

    @Test func `the schemes of electronic addresses are those of the published list`() throws {
        let path = try #require(Standards.folder) + "/structure/codelist/eas.xml"
        let list = try XMLReader.read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        #expect(Set(list.all("Code").compactMap { $0.value("Id") }) == ElectronicAddress.schemes)
    }
}
