import Markup

/// What every page's foot leads to.
enum HelpPages {
    static var help: View {
        View("Help and contact") {
            h1 { "Help and contact" }
            div(.class("text")) {
                p(.class("lead")) {
                    "Your coordinator is the person to ask. Their name and telephone number are in your plan."
                }
                h2 { "How it works" }
                ol(.class("numbers")) {
                    li { "You shop. Each thing says what your plan thinks of it." }
                    li { "You check and sign. What is in your plan goes to the suppliers at once." }
                    li {
                        """
                        What is not in your plan goes to your commissioner first, with your reasons. The money is \
                        set aside meanwhile.
                        """
                    }
                    li { "The supplier accepts and delivers. You confirm that it came." }
                    li { "Your commissioner pays the supplier." }
                }
                h2 { "If you are not happy with a decision" }
                p {
                    """
                    Ask your commissioner to look at it again. Your coordinator tells you how. You get an answer with \
                    reasons. Then you may use the NHS complaints procedure, and after that go to the Parliamentary and \
                    Health Service Ombudsman.
                    """
                }
                h2 { "For suppliers" }
                p { Link("What suppliers’ programs can do", href: ProgramHelp.address) }
                h2 { "In an emergency" }
                p { "Call 999. For urgent medical help, call 111." }
            }
        }
    }

    static var accessibility: View {
        View("Accessibility statement") {
            h1 { "Accessibility statement" }
            div(.class("text")) {
                p(.class("lead")) {
                    """
                    Holdfast is made to be used by everyone. It aims at the Web Content Accessibility Guidelines \
                    2.2, level AA.
                    """
                }
                p {
                    """
                    Every page works without scripts, with a keyboard alone, and on a screen 320 pixels wide. Pages \
                    can be printed.
                    """
                }
                h2 { "How it was tested" }
                p {
                    """
                    With the automatic checker axe in a real browser, at 320 and 1280 pixels, on the pages of \
                    holders, suppliers and commissioners. It was not yet tested by people who use assistive \
                    technology every day.
                    """
                }
                h2 { "If something is hard to use" }
                p {
                    """
                    Tell your coordinator or your commissioner. They can also give you what is on these pages on \
                    paper.
                    """
                }
            }
        }
    }

    static var privacy: View {
        View("Privacy") {
            h1 { "Privacy" }
            div(.class("text")) {
                p(.class("lead")) {
                    """
                    Holdfast keeps what is needed to buy what your plan is for, and to show how public money was \
                    spent.
                    """
                }
                ul(.class("bullets")) {
                    li {
                        """
                        Suppliers see your first name, address and telephone number once you order from them. They \
                        never see your plan, your budget, your reasons or your other orders.
                        """
                    }
                    li { "Your commissioner sees your plan, your budget and your orders." }
                    li { "Those who act for you see what you see. What they do is recorded with their name." }
                    li { "One cookie keeps you signed in. There is no other, and nothing is sent to third parties." }
                }
                p { "To see or correct what is kept about you, ask your commissioner, who is responsible for it." }
            }
        }
    }
}
