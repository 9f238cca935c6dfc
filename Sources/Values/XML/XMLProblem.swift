/// Why bytes are not taken as a document, before anything in it is understood.
package enum XMLProblem: Refusal, Hashable {
    case tooLarge(most: Int)
    /// A document type declaration: entities, bombs and addresses of others begin with it, and nobody needs one.
    case documentType
    case tooDeep(most: Int)
    case tooManyElements(most: Int)
    /// Other than UTF-8, UTF-16 or ISO 8859-1.
    case encoding(String)
    /// Not well-formed: what the reader said, and in which line.
    case malformed(line: Int, words: String)

    package var code: String {
        switch self {
        case .tooLarge: "document.too-large"
        case .documentType: "document.document-type"
        case .tooDeep: "document.too-deep"
        case .tooManyElements: "document.too-many-elements"
        case .encoding: "document.encoding"
        case .malformed: "document.malformed"
        }
    }
}
