/// How to check a bundle without this program.
package enum BundleReadme {
    /// Each is one line for the shell of any machine with Python 3, the GNU core utilities and OpenSSL 3.
    package static let commands = [digests, inputs, signatures]

    private static let digests = """
        python3 -c "import hashlib, json; [print(m['name'] + ':', 'OK' if \
        hashlib.sha256(open(m['name'], 'rb').read()).hexdigest() == m['sha256'] else 'CHANGED') \
        for m in json.load(open('manifest.json'))['members']]"
        """

    private static let inputs = """
        for j in $(find . -name '*.jws'); do n=${j%.jws}; printf '%s.%s' "$(cut -d. -f1 "$j")" \
        "$(basenc --base64url -w0 "$n.json" | tr -d =)" > "$n.input"; printf '%s==' "$(cut -d. -f3 "$j")" \
        | basenc --base64url -d > "$n.signature"; done
        """

    private static let signatures = """
        for j in $(find . -name '*.jws'); do n=${j%.jws}; echo "$n: $(openssl pkeyutl -verify -pubin \
        -inkey "$n.pem" -rawin -in "$n.input" -sigfile "$n.signature")"; done
        """

    private static let contents = """
        order.html             the order to read and to print
        order.json             the order exactly as it was signed
        amendments/            what was agreed later, exactly as it was signed
        supplier-orders/       what each supplier was sent, for each revision
          *.record.json        what that was decided on: the supplier was only sent its digest
          *.delivery.json      where it went: the supplier was sent it as long as something was to come
        plan.json              the clauses of the plan that pay, and who agreed to it
        verdicts.json          what the rules said about each line
        approvals.json         what was asked of the commissioner, and what was decided by whom
        events.json            everything that happened, in order
        keys.json              the public keys (JSON Web Key Set) with the time in which each sealed (nbf, exp)
        manifest.json          the digest (SHA-256) of every file, and what is sealed as what
        """

    static func text(number: String) -> String {
        """
        Order \(number): everything that proves it
        ========================================

        \(contents)

        Beside each sealed .json file stand its seal (.jws) and the public key that it is sealed with (.pem). A seal is
        a JSON Web Signature with detached payload (RFC 7515, appendix F), EdDSA with Ed25519 (RFC 8037). The payload
        is the .json file, byte by byte; it is written in canonical form (RFC 8785).

        To check it, unpack it, open a shell in the folder, and run these three commands.

        1. Every file has the digest that the manifest says. Each line must end with OK:

            \(digests)

        2. What was signed, and the signatures, as files:

            \(inputs)

        3. Every seal holds. Each line must end with "Signature Verified Successfully":

            \(signatures)

        That proves that nothing was changed since it was sealed with the keys in this bundle. Whose keys they are, the
        keys tell that the service publishes at its address /.well-known/jwks.json, or that you kept from before:
        compare "x". Other programs that know JSON Web Signatures can check the seals, too, with keys.json.

        With Holdfast itself: holdfast orders verify order-\(number).zip --keys keys-that-you-trust.json

        """
    }
}
