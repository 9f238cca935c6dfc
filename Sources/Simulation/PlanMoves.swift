import Identity
import Operations
import Plans
import Relational
import Storage
import Values

extension Moves {
    /// New versions of plans, which cut lines or do without them; plans that stop, for a time or for good.
    static let plans = [
        Move(name: "begin a new version of a plan", weight: 3) { stage, random in
            let holder = try stage.holder(&random)
            let origin: PlanOrigin = random.once(in: 6) ? .renewal : .copy
            try await stage.perform(
                StartPlanDraft(holder: holder, origin: origin), as: stage.board(of: holder, &random), &random)
        },
        Move(name: "edit a draft of a plan", weight: 6) { stage, random in
            let draft = try await stage.coming(&random, .draft)
            let id = PlanVersionID(draft)
            try await stage.perform(
                EditPlan(plan: id, revision: try await stage.revision(of: id), edit: stage.edit(of: draft, &random)),
                as: stage.board(of: draft.holder, &random), &random)
        },
        Move(name: "propose a version of a plan", weight: 5) { stage, random in
            let draft = try await stage.coming(&random, .draft)
            let (id, staff) = (PlanVersionID(draft), stage.board(of: draft.holder, &random))
            let effect = stage.now.value.day.adding(days: random.number(0...9))
            for edit in [
                PlanEdit.head(
                    span: draft.span, takesEffect: max(effect, draft.span.first), coordinator: draft.coordinator,
                    allowsSplitting: draft.allowsSplitting),
                .narrative(stage.narrative),
            ] {
                try await stage.perform(
                    EditPlan(plan: id, revision: try await stage.revision(of: id), edit: edit), as: staff, &random)
            }
            try await stage.perform(
                ProposePlan(plan: id, revision: try await stage.revision(of: id), reason: "Things have changed."),
                as: staff, &random)
        },
        Move(name: "agree to a plan", weight: 5) { stage, random in
            let plan = try await stage.coming(&random, .proposed)
            let id = PlanVersionID(plan)
            let holder = SimulatedWorld.Player(
                person: .init("p" + plan.holder.text.dropFirst()), holder: plan.holder, organisation: nil)
            try await stage.perform(
                AgreeToPlan(plan: id, revision: try await stage.revision(of: id)), as: holder, &random)
        },
        Move(name: "take a plan back", weight: 1) { stage, random in
            let plan = try await stage.coming(&random, random.once(in: 2) ? .proposed : .agreed)
            try await stage.perform(
                TakeBackPlan(plan: PlanVersionID(plan), fate: random.once(in: 2) ? .draft : .discard),
                as: stage.board(of: plan.holder, &random), &random)
        },
        Move(name: "stop a plan", weight: 1) { stage, random in
            let plan = try await stage.current(&random)
            let how: StopPlan.How = random.once(in: 3) ? .end : .suspend
            try await stage.perform(
                StopPlan(
                    plan: PlanVersionID(plan), how: how, reason: "It can't go on.",
                    takesEffect: stage.now.value.day.adding(days: SimulatedWorld.noticeDays + random.number(0...2))),
                as: stage.board(of: plan.holder, &random), &random)
        },
        Move(name: "let a plan go on", weight: 2) { stage, random in
            let plan = try await stage.current(&random)
            try await stage.perform(
                ResumePlan(plan: PlanVersionID(plan), reason: "It can go on."),
                as: stage.board(of: plan.holder, &random), &random)
        },
        Move(name: "move money between lines", weight: 2) { stage, random in
            let plan = try await stage.current(&random)
            guard let from = random.one(of: plan.lines), let to = random.one(of: plan.lines) else { throw Idle() }
            try await stage.perform(
                MovePlanMoney(
                    plan: PlanVersionID(plan), from: from.id, to: to.id,
                    amount: Money(pence: random.number(1...9_000)), reason: "It is needed there."),
                as: stage.board(of: plan.holder, &random), &random)
        },
        Move(name: "add money to a line", weight: 2) { stage, random in
            let plan = try await stage.current(&random)
            guard let line = random.one(of: plan.lines) else { throw Idle() }
            try await stage.perform(
                AddPlanMoney(
                    plan: PlanVersionID(plan), line: line.id, amount: Money(pence: random.number(1...9_000)),
                    reason: "It is not enough."), as: stage.board(of: plan.holder, &random), &random)
        },
    ]
}

extension Stage {
    func holder(_ random: inout SeededRandom) throws -> Holder.ID {
        guard let holder = random.one(of: SimulatedWorld.holders) else { throw Idle() }
        return .init("h-\(holder)")
    }

    /// One of the staff of a holder's commissioner.
    func board(of holder: Holder.ID, _ random: inout SeededRandom) -> SimulatedWorld.Player {
        SimulatedWorld.staff(of: SimulatedWorld.board(of: String(holder.text.dropFirst(2))), random.number(1...3))
    }

    /// A version that is not in force yet and stands so.
    fileprivate func coming(_ random: inout SeededRandom, _ status: PlanStatus) async throws -> Plan {
        let found = try await database.read { snapshot in
            try SimulatedWorld.holders.compactMap { try snapshot.plans.coming(of: .init("h-\($0)")) }
        }
        let wanted = found.filter { $0.status == status }
        guard let plan = random.one(of: random.once(in: 8) ? found : wanted) else { throw Idle() }
        return plan
    }

    fileprivate func current(_ random: inout SeededRandom) async throws -> Plan {
        let holder = try holder(&random)
        guard let plan = try await database.read({ try $0.plans.current(of: holder) }) else { throw Idle() }
        return plan
    }

    fileprivate func revision(of id: PlanVersionID) async throws -> Int {
        guard let revision = try await database.read({ try $0.plans.revision(of: id.plan, version: id.version) })
        else { throw NotFound() }
        return revision
    }

    fileprivate var narrative: Narrative {
        Narrative(
            aboutMe: "I live here.", needs: "Help to live as I like.",
            risks: [.init(text: "I may fall.", handling: "Somebody comes.")], contingency: "My sister comes.",
            monitoredBy: "Dr Nasreen Iqbal", nextReview: now.value.day.adding(days: 60),
            noticeDays: SimulatedWorld.noticeDays)
    }

    /// A line that gets less or more, costs approval from another price on, or goes away.
    fileprivate func edit(of plan: Plan, _ random: inout SeededRandom) -> PlanEdit {
        guard let line = random.one(of: plan.lines), line.kind == .agreed else {
            return .outcome(Outcome(id: .init("live"), text: "Live as I like"))
        }
        if random.once(in: 3) { return .removeLine(line.id) }
        let amount = Money(pence: line.allocation.amount.pence * random.number(3...13) / 10)
        return .line(
            PlanLine(
                id: line.id, kind: line.kind, budget: line.budget, title: line.title, covers: line.covers,
                limits: line.limits, isExclusive: line.isExclusive, outcomes: line.outcomes,
                allocation: Allocation(
                    amount: amount, every: line.allocation.every, span: line.allocation.span), carry: line.carry,
                cap: line.cap, priceCeiling: line.priceCeiling,
                approvalAbove: random.once(in: 2) ? line.approvalAbove : Money(pence: random.number(1...20_000))))
    }
}
