import Catalogue
import Markup
import Values

/// The pictures of a listing, for its supplier: in their order, with what can be seen on each.
struct PicturesPage: Sendable {
    let listing: Listing
    let pictures: [ListingPicture]
    let hidden: [HiddenField]
    /// Of a new one.
    var words = ""
    /// What was typed about one that is there.
    var typed: (picture: Digest, words: String)?
    var problems = FieldProblems()

    var address: String { "/supplier/listings/\(listing.id)/pictures" }

    static func field(_ picture: Digest) -> String { "alt-\(picture.text.prefix(12))" }

    var view: View {
        View(
            "Pictures", place: .listings,
            breadcrumb: [
                Link("Your listings", href: "/supplier/listings"),
                Link(listing.terms.title, href: "/supplier/listings/\(listing.id)"),
            ], problems: problems
        ) {
            h1 { "Pictures of "; bdi { listing.terms.title } }
            if pictures.isEmpty {
                p(.class("lead")) { "There are none yet: a drawing of the category is shown instead." }
            } else {
                p(.class("lead")) { "The first is shown in lists. All are shown on the page of the listing." }
                ol(.class("list")) {
                    for (place, picture) in pictures.enumerated() { li { entry(picture, at: place) } }
                }
            }
            if pictures.count < ListingPicture.countMaximum {
                adding
            } else {
                p { "There are \(ListingPicture.countMaximum), and no more can be added. Remove one first." }
            }
        }
    }

    private var adding: HTML {
        HTML {
            h2 { "Add a picture" }
            PostForm(action: address, hidden: hidden, takesFiles: true) {
                FileField(
                    name: "picture", label: "Picture",
                    hint: "JPEG, PNG or WebP, at most 5 MiB. Show the thing itself, and no people who have not agreed.",
                    problem: problems["picture"], accept: "image/jpeg,image/png,image/webp")
                TextField(
                    name: "words", label: "What can be seen on it",
                    hint: "People who do not see the picture read or hear this. "
                        + "At most \(ListingPicture.wordsCharactersMaximum) characters.",
                    value: words, problem: problems["words"])
                p(.class("quiet")) {
                    "We draw it anew in two sizes. What a camera wrote into the file, such as the place, is not kept."
                }
                Button("Add picture")
            }
        }
    }

    @HTMLBuilder private func entry(_ picture: ListingPicture, at place: Int) -> HTML {
        let (own, field) = ("\(address)/\(picture.digest)", Self.field(picture.digest))
        img(
            .class("picture"), .src(ListingPicture.address(picture.digest, side: 480)), .alt(picture.words),
            .loading("lazy"))
        PostForm(action: own, hidden: hidden.naming("words-\(place)")) {
            TextField(
                name: field, label: "What can be seen on picture \(place + 1)",
                value: typed?.picture == picture.digest ? typed?.words ?? "" : picture.words,
                problem: problems[field])
            Button("Save the words", kind: .secondary, about: "of picture \(place + 1)")
        }
        ButtonRow {
            if place > 0 {
                PostForm(action: "\(own)/move", hidden: hidden.naming("move-\(place)")) {
                    Button("Move up", kind: .secondary, about: "picture \(place + 1)")
                }
            }
            PostForm(action: "\(own)/removal", hidden: hidden.naming("removal-\(place)")) {
                Button("Remove", kind: .warning, about: "picture \(place + 1)")
            }
        }
    }
}

extension PictureProblem {
    var words: String {
        switch self {
        case .tooManyBytes: "The picture is larger than 5 MiB: send a smaller one"
        case .tooManyPixels:
            "The picture has too many pixels: at most \(PictureHead.pixelsMaximum / 1_000_000) million, "
                + "and \(PictureHead.sideMaximum) on a side"
        case .tooSmall: "The picture is too small: at least \(PictureHead.sideMinimum) pixels on each side"
        case .unknownKind: "That is no JPEG, PNG or WebP picture"
        case .damaged: "The picture is damaged, or it moves: send another one"
        case .tooCostly: "The picture could not be read: send it in another format"
        }
    }
}

extension PictureRefusal {
    var words: String {
        switch self {
        case .tooMany(let most): "There are \(most) pictures already: remove one first"
        case .isThere: "This picture is there already"
        }
    }
}

/// The pictures of a listing as people see them: the first one large, the others behind it. Where there are none, the
/// drawing of the category stands in.
struct ListingPictures: Component {
    let pictures: [ListingPicture]
    /// Of the category.
    let drawing: String

    var html: HTML {
        if pictures.isEmpty {
            img(.class("card__picture"), .src(drawing), .alt(""), .width(480), .height(360))
        }
        for (place, picture) in pictures.enumerated() {
            img(
                .class("picture"), .src(ListingPicture.address(picture.digest, side: place == 0 ? 960 : 480)),
                .alt(picture.words), .loading(place == 0 ? "eager" : "lazy"))
        }
    }
}
