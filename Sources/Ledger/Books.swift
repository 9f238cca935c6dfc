import Values

/// Which happening moves money between which accounts: the table of posting rules (reference, workflow 5.2).
package struct Books: Sendable {
    package let commissioner: String

    package init(commissioner: String) {
        self.commissioner = commissioner
    }

    /// A plan line in one of its periods.
    package struct Pot: Sendable, Hashable {
        package let planLine: String
        package let period: String

        package init(planLine: String, period: String) {
            self.planLine = planLine
            self.period = period
        }
    }

    /// Money moves from the debited account to the credited one; for accounts that grow by debits, the other way.
    package struct Move: Sendable, Hashable {
        package struct Leg: Sendable, Hashable {
            package let debit: LedgerAccount
            package let credit: LedgerAccount
        }

        package let code: PostingCode
        /// Usually one; what is linked, all or nothing, has more. The amount moves along each.
        package let legs: [Leg]
        package let amount: Money
        package var references: EntryReferences
    }

    package func account(_ kind: AccountKind, _ pot: Pot) -> LedgerAccount {
        LedgerAccount(commissioner: commissioner, kind: kind, owner: pot.planLine, period: pot.period)
    }

    package func account(_ kind: AccountKind, owner: String = "") -> LedgerAccount {
        LedgerAccount(commissioner: commissioner, kind: kind, owner: owner)
    }

    /// Money is granted to the commissioner's programme.
    package func fundIn(_ amount: Money) -> Move {
        move(.fundIn, account(.cash), account(.fund), amount)
    }

    /// A plan line is agreed: its whole allocation leaves the fund.
    package func allocate(_ amount: Money, to planLine: String) -> Move {
        var move = move(.allocate, account(.fund), account(.allocated, owner: planLine), amount)
        move.references.planLine = planLine
        return move
    }

    /// A period of a plan line begins, as its dates say.
    package func open(_ pot: Pot, _ amount: Money) -> Move {
        move(.open, account(.allocated, owner: pot.planLine), account(.available, pot), amount, pot)
    }

    /// Spent and paid in this period before the books were opened.
    package func opening(_ pot: Pot, _ amount: Money) -> Move {
        move(.opening, account(.available, pot), account(.cash), amount, pot)
    }

    /// What an earlier period left over is used in a later one, as the rule of the line allows.
    package func carry(from earlier: Pot, to pot: Pot, _ amount: Money) -> Move {
        move(.carry, account(.available, earlier), account(.available, pot), amount, pot)
    }

    /// Free money of a period goes back to the fund because the plan was changed.
    package func reduce(_ pot: Pot, _ amount: Money) -> Move {
        move(.reduce, account(.available, pot), account(.fund), amount, pot)
    }

    /// What a line will not need any more in later periods goes back to the fund.
    package func reduce(_ amount: Money, of planLine: String) -> Move {
        var move = move(.reduce, account(.allocated, owner: planLine), account(.fund), amount)
        move.references.planLine = planLine
        return move
    }

    /// Money moves from one line of a plan to another.
    package func moveLine(from pot: Pot, to other: Pot, _ amount: Money) -> Move {
        move(.moveLine, account(.available, pot), account(.available, other), amount, other)
    }

    package func hold(_ pot: Pot, _ amount: Money) -> Move {
        move(.hold, account(.available, pot), account(.held, pot), amount, pot)
    }

    package func release(_ pot: Pot, _ amount: Money) -> Move {
        move(.release, account(.held, pot), account(.available, pot), amount, pot)
    }

    package func commit(_ pot: Pot, _ amount: Money) -> Move {
        move(.commit, account(.held, pot), account(.committed, pot), amount, pot)
    }

    /// Received as ordered: now owed to the supplier.
    package func match(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        move(.match, account(.committed, pot), account(.payable, owner: supplier), amount, pot)
    }

    package func paySent(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        move(.paySent, account(.payable, owner: supplier), account(.inTransit, owner: supplier), amount, pot)
    }

    package func payOK(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        move(.payOK, account(.inTransit, owner: supplier), account(.cash), amount, pot)
    }

    /// Extra money is asked for.
    package func fundReserve(_ amount: Money) -> Move {
        move(.fundReserve, account(.fund), account(.fundReserved), amount)
    }

    /// … and not given.
    package func fundReserveBack(_ amount: Money) -> Move {
        move(.fundReserveBack, account(.fundReserved), account(.fund), amount)
    }

    /// … and given: to the plan's line for extras, where it is held next.
    package func fundGrant(_ pot: Pot, _ amount: Money) -> Move {
        move(.fundGrant, account(.fundReserved), account(.available, pot), amount, pot)
    }

    /// Cancelled after acceptance, or closed short.
    package func decommit(_ pot: Pot, _ amount: Money) -> Move {
        move(.decommit, account(.committed, pot), account(.available, pot), amount, pot)
    }

    /// The fee of a late cancellation.
    package func cancelFee(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        move(.cancelFee, account(.committed, pot), account(.payable, owner: supplier), amount, pot)
    }

    /// Owed, but not to be paid before a problem is decided.
    package func dispute(_ pot: Pot, _ amount: Money, supplier: String, part: String) -> Move {
        move(.dispute, account(.payable, owner: supplier), account(.disputed, owner: part), amount, pot)
    }

    /// Decided: owed after all. What the holder is given of it is a credit note in the same transaction.
    package func disputeEnd(_ pot: Pot, _ amount: Money, supplier: String, part: String) -> Move {
        move(.disputeEnd, account(.disputed, owner: part), account(.payable, owner: supplier), amount, pot)
    }

    /// Agreed before payment: less is owed.
    package func creditNote(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        move(.creditNote, account(.payable, owner: supplier), account(.available, pot), amount, pot)
    }

    /// The bank did not carry a payment out.
    package func payBack(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        move(.payBack, account(.inTransit, owner: supplier), account(.payable, owner: supplier), amount, pot)
    }

    /// A supplier has to pay back.
    package func refundDue(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        move(.refundDue, account(.supplierReceivable, owner: supplier), account(.refundExpected, pot), amount, pot)
    }

    /// … and has: what was expected can be spent again.
    package func refundIn(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        linked(
            .refundIn, [
                .init(debit: account(.cash), credit: account(.supplierReceivable, owner: supplier)),
                .init(debit: account(.refundExpected, pot), credit: account(.available, pot)),
            ], amount, pot)
    }

    /// … or it is kept back from the next payment, which is booked in full: the bank carries the difference.
    package func refundOffset(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        linked(
            .refundOffset, [
                .init(debit: account(.cash), credit: account(.supplierReceivable, owner: supplier)),
                .init(debit: account(.refundExpected, pot), credit: account(.available, pot)),
            ], amount, pot)
    }

    /// … or it never comes: the commissioner bears the loss, and the plan line is made whole.
    package func writeOff(_ pot: Pot, _ amount: Money, supplier: String) -> Move {
        linked(
            .writeOff, [
                .init(debit: account(.writeOff), credit: account(.supplierReceivable, owner: supplier)),
                .init(debit: account(.refundExpected, pot), credit: account(.available, pot)),
            ], amount, pot)
    }

    /// What a period left over and may not be carried forward.
    package func surplus(_ pot: Pot, _ amount: Money) -> Move {
        move(.surplus, account(.available, pot), account(.returned), amount, pot)
    }

    /// The mirror of a move.
    package func reverse(_ wrong: Move) -> Move {
        Move(
            code: .reverse, legs: wrong.legs.map { .init(debit: $0.credit, credit: $0.debit) }, amount: wrong.amount,
            references: wrong.references)
    }

    private func move(
        _ code: PostingCode, _ debit: LedgerAccount, _ credit: LedgerAccount, _ amount: Money, _ pot: Pot? = nil
    ) -> Move {
        linked(code, [.init(debit: debit, credit: credit)], amount, pot)
    }

    private func linked(_ code: PostingCode, _ legs: [Move.Leg], _ amount: Money, _ pot: Pot?) -> Move {
        Move(
            code: code, legs: legs, amount: amount,
            references: EntryReferences(planLine: pot?.planLine, period: pot?.period))
    }
}

extension Books {
    /// The entries of a step of a hold, in order.
    /// - Parameters:
    ///   - supplier: who is or was to be paid.
    ///   - part: the supplier order.
    package func moves(for step: HoldStep, supplier: String, part: String) -> [Move] {
        let (pot, amount) = (step.pot, step.amount)
        return switch step.code {
        case .fundGrant: [fundGrant(pot, amount), hold(pot, amount)]
        case .fundReserveBack: [fundReserveBack(amount)]
        case .commit: [commit(pot, amount)]
        case .release: [release(pot, amount)]
        case .match: [match(pot, amount, supplier: supplier)]
        case .cancelFee: [cancelFee(pot, amount, supplier: supplier)]
        case .decommit: [decommit(pot, amount)]
        case .dispute: [dispute(pot, amount, supplier: supplier, part: part)]
        case .disputeEnd: [disputeEnd(pot, amount, supplier: supplier, part: part)]
        case .creditNote: [creditNote(pot, amount, supplier: supplier)]
        case .payOK: [paySent(pot, amount, supplier: supplier), payOK(pot, amount, supplier: supplier)]
        case .payBack: [reverse(payOK(pot, amount, supplier: supplier)), payBack(pot, amount, supplier: supplier)]
        case .refundDue: [refundDue(pot, amount, supplier: supplier)]
        case .refundIn: [refundIn(pot, amount, supplier: supplier)]
        case .refundOffset: [refundOffset(pot, amount, supplier: supplier)]
        case .writeOff: [writeOff(pot, amount, supplier: supplier)]
        // These do not move a hold's pence; `HoldBucket.workflow` has no such step.
        case .fundIn, .allocate, .open, .opening, .reduce, .carry, .moveLine, .hold, .fundReserve, .paySent, .surplus,
            .reverse:
            []
        }
    }
}
