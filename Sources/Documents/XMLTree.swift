import CLibXML2
import Values

/// Builds the tree from what the reader meets, and stops it at the first thing that is not allowed.
final class XMLTree {
    private struct Open {
        let space: String
        let name: String
        let attributes: [String: String]
        var children: [XMLElement] = []
        var text: [UInt8] = []
    }

    private var open: [Open] = []
    private var count = 0
    private(set) var root: XMLElement?
    private(set) var problem: XMLProblem?
    var context: xmlParserCtxtPtr?

    /// The first problem counts.
    func fail(_ problem: XMLProblem) {
        if self.problem == nil { self.problem = problem }
        if let context { xmlStopParser(context) }
    }

    fileprivate func begin(_ space: String, _ name: String, _ attributes: [String: String]) {
        guard problem == nil else { return }
        count += 1
        guard count <= XMLReader.elementsMaximum else {
            return fail(.tooManyElements(most: XMLReader.elementsMaximum))
        }
        guard open.count < XMLReader.depthMaximum else { return fail(.tooDeep(most: XMLReader.depthMaximum)) }
        open.append(Open(space: space, name: name, attributes: attributes))
    }

    fileprivate func add(_ text: UnsafeBufferPointer<UInt8>) {
        guard problem == nil, !open.isEmpty else { return }
        open[open.count - 1].text += text
    }

    /// Text among elements is their indentation.
    fileprivate func end() {
        guard problem == nil, let last = open.popLast() else { return }
        let element = last.children.isEmpty
            ? XMLElement(
                space: last.space, last.name, last.attributes, text: String(decoding: last.text, as: UTF8.self))
            : XMLElement(space: last.space, last.name, last.attributes, children: last.children)
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }
}

extension XMLTree {
    /// `XML_SAX2_MAGIC`, which does not fit into what C macros are imported as.
    private static let secondInterface: UInt32 = 0xdeed_beaf

    /// What is not named here is passed over: comments, instructions for programs.
    static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = secondInterface
        handler.internalSubset = { tree, _, _, _ in XMLTree.of(tree)?.fail(.documentType) }
        handler.startElementNs = { tree, name, _, space, _, _, count, _, values in
            guard let tree = XMLTree.of(tree), let name else { return }
            tree.begin(
                space.map { String(cString: $0) } ?? "", String(cString: name),
                XMLTree.attributes(values, Int(count)))
        }
        handler.endElementNs = { tree, _, _, _ in XMLTree.of(tree)?.end() }
        handler.characters = XMLTree.text
        handler.ignorableWhitespace = XMLTree.text
        handler.cdataBlock = XMLTree.text
        handler.serror = { tree, error in
            guard let error, error.pointee.level != XML_ERR_WARNING else { return }
            let words = error.pointee.message.map { Text.line(String(cString: $0)) } ?? "it is not well-formed"
            XMLTree.of(tree)?.fail(.malformed(line: Int(error.pointee.line), words: words))
        }
        return handler
    }

    private static let text: charactersSAXFunc = { tree, start, length in
        guard let start, length > 0 else { return }
        XMLTree.of(tree)?.add(UnsafeBufferPointer(start: start, count: Int(length)))
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLTree? {
        pointer.map { Unmanaged<XMLTree>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Five pointers each: name, prefix, namespace, where the value begins, where it ends.
    private static func attributes(
        _ values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int
    ) -> [String: String] {
        guard let values else { return [:] }
        var found: [String: String] = [:]
        for index in 0..<count {
            guard values[index * 5 + 2] == nil, let name = values[index * 5], let start = values[index * 5 + 3],
                let end = values[index * 5 + 4]
            else { continue }
            let bytes = UnsafeBufferPointer(start: start, count: end - start)
            found[String(cString: name)] = String(decoding: bytes, as: UTF8.self)
        }
        return found
    }
}
