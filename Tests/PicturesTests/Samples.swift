import Foundation

/// Small pictures as programs write them (made with Pillow).
enum Sample {
    /// 60 by 40: red on the left, nothing on the right.
    static let png = bytes(
        """
        iVBORw0KGgoAAAANSUhEUgAAADwAAAAoCAYAAACiu5n/AAAATklEQVR42u3PMREAIAwAsRYhnfCviKlGQEYH8gb+kqfqxkC7Oye+Kz4LGBgY\
        GBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGHi6B8HFBFA+TeoJAAAAAElFTkSuQmCC
        """)

    /// The same size as JPEG, red and blue; a camera says that it is to be turned, and where it was taken.
    static let turned = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4QBARXhpZgAATU0AKgAAAAgAAgEOAAIAAAARAAAAJgESAAMAAAABAAYAAAAAAABMZW50b24gQm91bGV2\
        YXJkAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4O\
        DhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAoADwDASIAAhEBAxEB\
        /8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0Kx\
        wRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKj\
        pKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQF\
        BgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2\
        Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK\
        0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDGooorzT7YKhuv+Pdvw/nU1Q3X/Hu34fzrpwX+80/8S/M58X/u8/R/\
        kZ9FFFffnxAUUUUAa1FFFfm59+FQ3X/Hu34fzqaobr/j3b8P5104L/eaf+Jfmc+L/wB3n6P8jPooor78+ICiiigDWooor83PvwqG6/492/D+\
        dFFdOC/3mn/iX5nPi/8Ad5+j/Iz6KKK+/PiAooooA//Z
        """)

    /// As WebP.
    static let webp = bytes(
        """
        UklGRnQAAABXRUJQVlA4IGgAAAAQBgCdASo8ACgAPtFmqU8oJaOiKrQIAQAaCWMA0m0ANRn7pQAKoA/QDLAP0AAJQcEuOHpsDSdqfAAA/ug4\
        szYYOf/LP8ot5XTJaar4KdWDlDOZxQrSNcuq5aIR3vf99DIhRctR4AAAAA==
        """)

    /// As WebP without loss.
    static let webpLossless = bytes(
        """
        UklGRiwAAABXRUJQVlA4TCAAAAAvO8AJAA8wHvfwvRD3/EcLCLONanb+VFO4Z0T/oxr8Bg==
        """)

    /// As WebP that moves.
    static let webpMoving = bytes(
        """
        UklGRnIBAABXRUJQVlA4WAoAAAACAAAAOwAAJwAAQU5JTQYAAAAAAAAAAABBTk1GoAAAAAAAAAAAADsAACcAAGQAAAJWUDggiAAAALAFAJ0B\
        KjwAKAA+bTKURyQjIiEqqACADYljAM35ADQAUAD7AK0AygD9ABS90wexr5qswI0qAAD+7ylH6HdvN7wP9zgf9zgf9zgfx1mVabz7Cq//U+n9\
        Aonxx1e56r0zAGT8yi6JN2U+hPvW2UJXPgx1/+2UNE9ob/QBnblOKJCHqB09NUIlAABBTk1GngAAAAAAAAAAADsAACcAAGQAAABWUDgghgAA\
        ANQFAJ0BKjwAKAA+bTKURwKqgAAA2JYxKgAsgVANYq7NQAPsArgD+AZQB+gApe6YPY18Fvm3w9gA/vXmf/c4H+zgf7OB/HXM9eAmU48/Mt3n\
        /+VV79mIP432fwlP+ymOe5OsgbwHrBUopGtVKLT/o0JT2kZ0jf9GafLTBzN6FbKjJlQwAAAA
        """)

    /// As GIF, which is not taken.
    static let gif = bytes(
        """
        R0lGODdhPAAoAIEAANweHh4e3AAAAAAAACwAAAAAPAAoAEAIngABCBxIsKDBgwIDKFzIsKHDhwoRSpw4EKLFiwspajyIsePDjSArehwZMSRI\
        kiRNnkTpUeVGli1dUoTZUeZMmhdtTsSZUydCnhZ9/gT6UahBokWNEkTqUGlBpg2dLoWaUWpCqiWtYs0qdWsAq1exggXgdWxZsGe1bjW7Fm1b\
        tWLdxoVLle3crm/x3nWaVm9duX/pQrUb2O9gwIcFMw0IADs=
        """)

    static func bytes(_ text: String) -> [UInt8] {
        guard let data = Data(base64Encoded: text) else { preconditionFailure("no base64") }
        return [UInt8](data)
    }

    /// A PNG that says that it is so large, and holds next to nothing.
    static func bomb(_ width: Int, _ height: Int) -> [UInt8] {
        var bytes = png
        for (place, number) in [(16, width), (20, height)] {
            for byte in 0..<4 { bytes[place + byte] = UInt8(number >> (8 * (3 - byte)) & 0xff) }
        }
        return bytes
    }
}
