/// How to check a bundle without this program.
package enum BundleReadme {
    /// Each of the three commands is one line for the shell of any machine with Python 3, the GNU core utilities and
    /// OpenSSL 3.
    private static let digests = """
        python3 -I -c "import hashlib, json; [print(m['name'] + ':', 'OK' if \
        hashlib.sha256(open(m['name'], 'rb').read()).hexdigest() == m['sha256'] else 'CHANGED') \
        for m in json.load(open('manifest.json'))['members']]"
        """

    /// Each sealed file that the manifest names, and the manifest itself, must be there with its seal; each key is the
    /// one that the set of keys has under the name in the seal, in the form of RFC 8410.
    private static let inputs = """
        python3 -I -c "import base64, json; b = lambda t: base64.urlsafe_b64decode(t + '=='); \
        w = lambda n, d: open(n, 'wb').write(d); j = lambda n: open(n + '.jws').read().strip().split('.'); \
        k = {k['kid']: k['x'] for k in json.load(open('keys.json'))['keys']}; \
        s = [s['document'][:-5] for s in json.load(open('manifest.json'))['seals']] + ['manifest']; \
        [(w(n + '.input', (j(n)[0] + '.').encode() + base64.urlsafe_b64encode(open(n + '.json', 'rb').read()) \
        .rstrip(b'=')), w(n + '.signature', b(j(n)[2])), w(n + '.key', \
        bytes.fromhex('302a300506032b6570032100') + b(k[json.loads(b(j(n)[0]))['kid']]))) for n in s]; \
        w('sealed.txt', '\\n'.join(s + ['']).encode())"
        """

    private static let signatures = """
        for n in $(cat sealed.txt); do echo "$n: $(openssl pkeyutl -verify -pubin -keyform DER -inkey "$n.key" \
        -rawin -in "$n.input" -sigfile "$n.signature")"; done
        """

    private static let contents = """
        order.html             the order to read and to print
        order.json             the order exactly as it was signed
        amendments/            what was agreed later, exactly as it was signed
        supplier-orders/       what each supplier was sent, for each revision
          *.record.json        what that was decided on: the supplier was only sent its digest
          *.delivery.json      where it went: the supplier was sent it as long as something was to come
        passkey.json           where the signer used a passkey: its signature (WebAuthn), whose challenge is the digest
          (client_data)        (SHA-256) of order.json; and whose passkey it is
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

        Beside each sealed .json file stands its seal (.jws). A seal is a JSON Web Signature with detached payload
        (RFC 7515, appendix F), EdDSA with Ed25519 (RFC 8037). The payload is the .json file, byte by byte; it is
        written in canonical form (RFC 8785).

        To check it, unpack it, open a shell in the folder, and run these three commands.

        1. Every file has the digest that the manifest says. Each line must end with OK:

            \(digests)

        2. What was signed, the signatures and the keys, as files. It must say nothing:

            \(inputs)

        3. Every seal holds. Each line must end with "Signature Verified Successfully":

            \(signatures)

        That proves that nothing was changed since it was sealed with the keys in keys.json. Whose keys they are, the
        keys tell that the service publishes at its address /.well-known/jwks.json, or that you kept from before: put
        them in the place of keys.json before you begin. Other programs that know JSON Web Signatures can check the
        seals, too, with keys.json.

        With Holdfast itself: holdfast orders verify order-\(number).zip --keys keys-that-you-trust.json

        """
    }
}
