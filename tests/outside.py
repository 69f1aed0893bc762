"""A real mail server and a real gateway for calls on loopback, in which what leaves the house arrives."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.conf import LazySettings


class Postbox:
    """Takes mail, or refuses it while ``broken``."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.broken = False

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802
        if self.broken:
            return "451 try again, anna@example.org"
        self.mails.append(envelope)
        return "250 OK"


@contextmanager
def open_postbox(settings: LazySettings) -> Iterator[Postbox]:
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.PUBLIC_URL = "https://netz.example.de"
    yield box
    server.stop()


class Gateway(HTTPServer):
    """Takes orders, and answers with ``answer``."""

    def __init__(self) -> None:
        self.orders: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answer = 202
        super().__init__(("127.0.0.1", 0), Order)


class Order(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.orders.append(json.loads(body))
        self.server.keys.append(self.headers["Authorization"])
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def open_gateway(settings: LazySettings) -> Iterator[Gateway]:
    with Gateway() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.WAKE_URL = f"http://127.0.0.1:{server.server_port}/anruf"
        settings.WAKE_TOKEN = "geheim"
        settings.PUBLIC_URL = "https://netz.example.de"
        yield server
        server.shutdown()
