import Identity
import Orders
import Outbox
import Plans
import Testing
import TestSupport
import Values

/// Who hears of what, as tables.
@Suite("Who hears of what") struct NoticeRuleTests {
    private static let holder = Cast.inPerson
    private static let carer = Cast.asCarer(limit: nil)

    private static func authority(_ kind: AuthorityKind, _ scopes: Set<Authority.Scope>) -> Authority {
        Authority(
            id: "a-9", person: "p-9", holder: Cast.ann.id, kind: kind, signLimit: nil, scopes: scopes,
            first: Cast.day("2026-04-06"), last: nil)
    }

    private static let viewer = authority(.carer, [.statement])
    private static let shopper = authority(.carer, [.shop])
    private static let receiver = authority(.proxy, [.shop, .confirm])
    private static let nominee = authority(.nominee, [.shop, .sign])

    @Test(arguments: [
        // Asked of those who may answer it.
        (Message.Kind.changeOffered, [Hearing.act, .act, nil, nil, nil, .act]),
        (.requestQuestion, [.act, .act, nil, nil, nil, .act]),
        (.answerReminder, [.act, .act, nil, nil, nil, .act]),
        (.delivered, [.act, .act, nil, nil, .act, .know]),
        (.receiptNotice, [.act, .act, nil, nil, .act, .know]),
        // Known by who decides; nobody else gets copies unasked.
        (.orderAccepted, [.know, nil, nil, nil, nil, .know]), (.requestDeclined, [.know, nil, nil, nil, nil, .know]),
        (.problemDecided, [.know, nil, nil, nil, nil, .know]), (.refunded, [.know, nil, nil, nil, nil, .know]),
        // Of suppliers and staff.
        (.orderSent, [nil, nil, nil, nil, nil, nil]), (.requestMade, [nil, nil, nil, nil, nil, nil]),
        (.paid, [nil, nil, nil, nil, nil, nil]),
    ] as [(Message.Kind, [Hearing?])]) func `everybody hears what is theirs`(kind: Message.Kind, expected: [Hearing?]) {
        let everybody = [Self.holder, Self.carer, Self.viewer, Self.shopper, Self.receiver, Self.nominee]
        let heard = everybody.map {
            NoticeKind.message(kind).holderRule?.hearing(of: $0, isSigner: false, getsCopies: false)
        }
        #expect(heard == expected)
    }

    @Test func `a carer hears of the orders that they signed themselves`() {
        let rule = NoticeKind.message(.orderDeclined).holderRule
        #expect(rule?.hearing(of: Self.shopper, isSigner: true, getsCopies: false) == .know)
        #expect(rule?.hearing(of: Self.shopper, isSigner: false, getsCopies: false) == nil)
    }

    @Test func `copies go to whom the holder allowed them, and of plan and money only to who may see those`() {
        for (kind, authority, expected) in [
            (NoticeKind.message(.orderAccepted), Self.shopper, Hearing.copy),
            (.message(.orderAccepted), Self.viewer, .copy),
            (.plan(.cut), Self.viewer, .copy), (.plan(.cut), Self.shopper, nil),
            (.message(.refunded), Self.viewer, .copy), (.message(.refunded), Self.receiver, nil),
            (.right(.ended), Self.viewer, nil),
        ] as [(NoticeKind, Authority, Hearing?)] {
            let heard = kind.holderRule?.hearing(of: authority, isSigner: false, getsCopies: true)
            #expect(heard == expected, "\(kind) \(authority.scopes)")
        }
    }

    @Test func `what law or silence demands cannot be switched off, and nothing else`() {
        let kept = NoticeKind.all.filter { $0.holderRule?.duty != nil }
        #expect(
            Set(kept) == [
                .message(.receiptNotice), .message(.countedReceived), .message(.requestApproved),
                .message(.requestPartApproved), .message(.requestDeclined), .message(.requestVoided),
                .message(.requestEnded), .message(.reviewUpheld), .message(.reviewChanged), .message(.problemDecided),
                .plan(.cut), .plan(.suspend), .plan(.end), .right(.given), .right(.changed), .right(.ended),
            ])
    }

    @Test func `nobody has to get a copy`() {
        for kind in NoticeKind.all { #expect(kind.holderRule?.duty(for: .copy) == nil) }
    }

    private static let staff = [
        StaffMember(person: "p-c", name: "Cora", posts: [StaffPost(.coordinator)]),
        StaffMember(person: "p-a", name: "Abe", posts: [StaffPost(.approver)]),
        StaffMember(person: "p-f", name: "Fay", posts: [StaffPost(.finance), StaffPost(.coordinator)]),
    ]

    @Test(arguments: [
        (Message.Kind.requestMade, ["p-a"]), (.reviewAsked, ["p-a"]), (.receiptConfirmed, ["p-f"]),
        (.contingencyUsed, ["p-c", "p-f"]), (.problemEscalated, ["p-a"]), (.refundLate, ["p-c", "p-f"]),
        (.orderAccepted, []),
    ] as [(Message.Kind, [String])]) func `staff hear by their roles`(kind: Message.Kind, expected: [String]) {
        let readers = kind.staffRule?.readers(among: Self.staff, deciders: ["p-a"]) ?? []
        #expect(readers.map(\.text).sorted() == expected)
    }

    @Test func `where nobody has the role, everybody of the staff hears`() {
        let nobody = [StaffMember(person: "p-x", name: "Xan", posts: [])]
        #expect(Message.Kind.receiptConfirmed.staffRule?.readers(among: nobody, deciders: []) == ["p-x"])
    }

    private static let parties = OrderMessages.Parties(holder: "h", supplier: "s", commissioner: "c")

    /// Everything that the tables of messages write, and what operations write beside them.
    private static var written: [(kind: Message.Kind, recipient: Message.Recipient)] {
        var all: [(kind: Message.Kind, recipient: Message.Recipient)] = [
            (.requestMade, .commissioner("c")), (.contingencyUsed, .commissioner("c")), (.noteWritten, .holder("h")),
            (.statementAdded, .holder("h")), (.statementAdded, .commissioner("c")),
            (.supplierReviewPublished, .holder("h")), (.supplierReviewRefused, .holder("h")),
        ]
        for action in SupplierOrderAction.allCases {
            for status in SupplierOrderStatus.allCases {
                all += OrderMessages.messages(for: action, from: status, parties)
            }
        }
        for action in ApprovalAction.allCases {
            for status in ApprovalStatus.allCases {
                all += OrderMessages.messages(for: action, from: status, parties)
            }
        }
        for action in ProblemAction.allCases { all += OrderMessages.messages(for: action, parties) }
        return all
    }

    @Test func `whatever is written to a holder or a commissioner has a rule and words, and nothing else has`() {
        let toHolder = Set(Self.written.filter { $0.recipient == .holder("h") }.map(\.kind))
        let toStaff = Set(Self.written.filter { $0.recipient == .commissioner("c") }.map(\.kind))
        for kind in Message.Kind.allCases {
            #expect((NoticeKind.message(kind).holderRule != nil) == toHolder.contains(kind), "\(kind)")
            #expect((kind.staffRule != nil) == toStaff.contains(kind), "\(kind)")
        }
    }
}
