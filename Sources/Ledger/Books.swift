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

    /// Money moves from the debited account to the credited one; for `cash`, which grows by debits, the other way.
    package struct Move: Sendable, Hashable {
        package let code: PostingCode
        package let debit: LedgerAccount
        package let credit: LedgerAccount
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

    private func move(
        _ code: PostingCode, _ debit: LedgerAccount, _ credit: LedgerAccount, _ amount: Money, _ pot: Pot? = nil
    ) -> Move {
        Move(
            code: code, debit: debit, credit: credit, amount: amount,
            references: EntryReferences(planLine: pot?.planLine, period: pot?.period))
    }
}
