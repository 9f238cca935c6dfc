"""Those to whom messages are sent: a mail server and suppliers' programs, which fail when they are told to."""

import email
import email.policy
import http.server
import socket
import ssl
import threading
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Mailbox:
    """A mail server that keeps what it takes."""

    def __init__(self, certificate=None, isImplicit=False, password=None):
        """With a certificate it speaks TLS, from the first byte or after STARTTLS; with a password it asks for it."""
        self.letters = []
        self.refuses = None
        self.password = password
        settings = {}
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
            if isImplicit:
                settings["ssl_context"] = context
            else:
                settings |= {"tls_context": context, "require_starttls": True}
        if password:
            # What comes in on an implicit connection is safe, though aiosmtpd does not know it.
            settings |= {"authenticator": self._admit, "auth_required": True, "auth_require_tls": not isImplicit}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **settings)
        self._controller.start()

    def _admit(self, server, session, envelope, mechanism, given):
        isRight = given.login == b"shop" and given.password == self.password.encode()
        return AuthResult(success=isRight, handled=isRight)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 OK"

    def close(self):
        self._controller.stop()


class Receiver:
    """Programs of suppliers, told by their paths: what comes to `/slow` waits, what comes to `/410` is told to stop."""

    def __init__(self):
        self.posts = []
        self.mended = set()
        self._lock = threading.Lock()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with receiver._lock:
                    receiver.posts.append((self.path, dict(self.headers.items()), body))
                receiver._answer(self)

            def do_GET(self):
                with receiver._lock:
                    receiver.posts.append((f"GET {self.path}", {}, b""))
                receiver._answer(self)

            def log_message(self, *words):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _answer(self, request):
        kind = request.path.strip("/")
        if kind in self.mended:
            kind = "ok"
        if kind == "closed":
            request.close_connection = True
            request.connection.close()
            return
        if kind == "slow":
            time.sleep(5)
        status = {"500": 500, "410": 410, "redirect": 302, "large": 200}.get(kind, 200)
        request.send_response(status)
        if kind == "redirect":
            request.send_header("Location", f"{self.address}/elsewhere")
        body = b"x" * 1_000_000 if kind == "large" else b""
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        try:
            request.wfile.write(body)
        except OSError:
            pass

    def to(self, kind):
        """What has come to one of the paths."""
        with self._lock:
            return [(headers, body) for path, headers, body in self.posts if path.strip("/") == kind]

    def close(self):
        self._server.shutdown()


def waits_for(what, seconds=30):
    """Until something is so, which it must be in this time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")
