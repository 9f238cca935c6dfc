import Values

extension Requirement {
    /// The whole checklist. Who is asked for what follows from `needed` and the answers that a kind of supplier gives
    /// by itself (`SupplierKind.given`): nothing is asked for that is not in this table.
    package static let table: [Requirement] = organisation + professions + insurances + people + data + things

    private static let organisation = [
        Requirement(
            .legalForm, "Legal form and registration",
            "Say where we can look you up: Companies House, the Charity Commission, or your own website and tax "
                + "registration.",
            asks: Asks(words: "Where we can look you up"), feeds: .papers, months: 12,
            source: "domain E1; Companies Act 2006; Charities Act 2011"),
        Requirement(
            .bankAccount, "Bank account",
            "The account that we pay into. Before a new account counts, we call you back on a number we know.",
            asks: Asks(), feeds: .nothing, mayBeWaived: false, source: "domain E1, [S237]; Confirmation of Payee"),
        Requirement(
            .modernSlavery, "Modern slavery statement",
            "Where your statement for the last year can be read.", ifYes: .largeTurnover,
            asks: Asks(words: "Address of the statement"), feeds: .papers, mayBeWaived: false, months: 12,
            source: "domain E1; Modern Slavery Act 2015 s 54; SI 2015/1833 (£36 million)"),
    ]

    private static let professions = [
        Requirement(
            .cqc, "Care Quality Commission",
            "Your registration with the location that visits people or looks after them, and what it is for.",
            ifYes: .regulated,
            asks: Asks(
                number: .cqc("Location number"), otherNumber: .cqc("Provider number"),
                words: "Regulated activities that you are registered for"),
            feeds: .check(.cqc), mayBeWaived: false, months: 12,
            source: "domain E1; Health and Social Care Act 2008 s 10"),
        Requirement(
            .register, "Professional register",
            "The entry of the person who does the work. Where there are several, that of whoever answers for them.",
            ifYes: .registered,
            asks: Asks(number: .register, words: "Name in the register", expires: true),
            feeds: .check(.professional), mayBeWaived: false, months: 24,
            source: "domain E1; A9 R17; Health Professions Order 2001 and like"),
    ]

    private static let insurances = [
        Requirement(
            .employersLiability, "Employers’ liability insurance", "At least £5 million, by law.", ifYes: .employs,
            asks: Asks(number: .policy, sum: Money(pence: 500_000_000), expires: true), feeds: .insurance,
            mayBeWaived: false, months: 13,
            source: "domain E1; Employers’ Liability (Compulsory Insurance) Act 1969; SI 1998/2573 reg 3"),
        Requirement(
            .publicLiability, "Public liability insurance", "At least £2 million.",
            asks: Asks(number: .policy, sum: Money(pence: 200_000_000), expires: true), feeds: .insurance,
            mayBeWaived: false, months: 13, source: "domain E1: £2 million to £10 million"),
        Requirement(
            .indemnity, "Professional indemnity insurance",
            "For advice and treatment. At least £1 million; those who are in a register need what it asks for.",
            ifYes: .advises,
            asks: Asks(number: .policy, sum: Money(pence: 100_000_000), expires: true), feeds: .insurance, months: 13,
            source: "domain E1; SI 2014/1887 (indemnity of health professionals)"),
        Requirement(
            .productLiability, "Product liability insurance", "At least £2 million.", ifYes: .sells,
            asks: Asks(number: .policy, sum: Money(pence: 200_000_000), expires: true), feeds: .insurance, months: 13,
            source: "domain E1; Consumer Protection Act 1987 Part I"),
    ]

    private static let people = [
        Requirement(
            .disclosurePolicy, "Policy on criminal record checks",
            "Who is checked at which level, how often, and what you do with what you learn.", ifYes: .visits,
            asks: Asks(number: .disclosure, words: "What the policy says, in short"), feeds: .papers, months: 36,
            source: "domain E1; Safeguarding Vulnerable Groups Act 2006; DBS code of practice"),
        Requirement(
            .workers, "Checks of the people who visit",
            "That enhanced checks and the right to work have been seen for everybody who visits, and until when that "
                + "holds.",
            ifYes: .visits,
            asks: Asks(words: "Who was checked, by whom and when", expires: true), feeds: .check(.workers),
            mayBeWaived: false, months: 36,
            source: "domain E1; A9 R18; Immigration, Asylum and Nationality Act 2006 s 15"),
        Requirement(
            .safeguarding, "Safeguarding and complaints",
            "Who answers for safeguarding, and how customers complain.", ifYes: .visits,
            asks: Asks(number: .disclosure, words: "Name, role and how to complain"), feeds: .papers, months: 24,
            source: "domain E1; Care Act 2014 ss 42 to 46; SI 2009/309"),
    ]

    private static let data = [
        Requirement(
            .dataProtection, "Data protection registration",
            "You will read names, addresses and what people need.",
            asks: Asks(number: .dataProtection, expires: true), feeds: .papers, months: 13,
            source: "domain E1; SI 2018/480 (data protection charges)"),
        Requirement(
            .dspt, "Data Security and Protection Toolkit",
            "Your last published status; “Standards met” is what we look for.", ifYes: .healthRecords,
            asks: Asks(number: .organisation, words: "Status and day of publication"), feeds: .papers, months: 13,
            source: "domain E1; NHS England, Data Security and Protection Toolkit"),
    ]

    private static let things = [
        Requirement(
            .medicalDevices, "Medical devices",
            "How you make sure that what you sell is registered and marked, and how you pass on safety notices.",
            ifYes: .devices,
            asks: Asks(number: .devices, words: "How marking and safety notices are seen to"), feeds: .papers,
            mayBeWaived: false, months: 12, source: "domain E1; Medical Devices Regulations 2002 (SI 2002/618)"),
        Requirement(
            .lifting, "Lifting equipment",
            "Who examines what you sell, hire out or service. What lifts people is examined every six months.",
            ifYes: .lifting,
            asks: Asks(words: "Who examines it, how often, and who gets the report"), feeds: .papers,
            mayBeWaived: false, months: 12,
            source: "domain E1; Lifting Operations and Lifting Equipment Regulations 1998 (SI 1998/2307) reg 9"),
    ]
}
