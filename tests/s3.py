"""A small server that speaks as much S3 as the object store asks for, for tests.

It keeps objects in memory and checks every signature (AWS Signature Version 4), so that
a wrong key is refused as by a real one.
"""

import hashlib
import hmac
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

SECRET = "a secret of tests"  # noqa: S105
LIST = """<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult><Name>{bucket}</Name><IsTruncated>false</IsTruncated>{found}
</ListBucketResult>"""
FOUND = (
    "<Contents><Key>{key}</Key><Size>{size}</Size><ETag>e</ETag>"
    "<LastModified>2026-11-21T09:00:00.000Z</LastModified></Contents>"
)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _answer(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _come(self) -> bytes | None:
        """The body of a request that is signed as it should be."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self._signature(body) in self.headers.get("Authorization", ""):
            return body
        self._answer(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
        return None

    def _signature(self, body: bytes) -> str:
        parts = urlsplit(self.path)
        told = self.headers.get("Authorization", "")
        fields = dict(
            part.strip().split("=", 1)
            for part in told.partition(" ")[2].split(",")
            if "=" in part
        )
        scope = fields.get("Credential", "/").split("/", 1)[1]
        names = fields.get("SignedHeaders", "").split(";")
        query = "&".join(
            f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}"
            for name, value in sorted(parse_qsl(parts.query, keep_blank_values=True))
        )
        said = self.headers.get("x-amz-content-sha256", "")
        if said != "UNSIGNED-PAYLOAD" and said != hashlib.sha256(body).hexdigest():
            return "the content is another"
        request = "\n".join(
            [
                self.command,
                parts.path,
                query,
                *(f"{name}:{self.headers.get(name, '').strip()}" for name in names),
                "",
                ";".join(names),
                said,
            ]
        )
        to_sign = "\n".join(
            [
                "AWS4-HMAC-SHA256",
                self.headers.get("x-amz-date", ""),
                scope,
                hashlib.sha256(request.encode()).hexdigest(),
            ]
        )
        key = f"AWS4{SECRET}".encode()
        for part in scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        return f"Signature={hmac.new(key, to_sign.encode(), 'sha256').hexdigest()}"

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/evidence/")

    def do_PUT(self) -> None:
        body = self._come()
        if body is not None:
            self.server.objects[self._key()] = body
            self._answer(200, headers={"ETag": '"e"'})

    def do_GET(self) -> None:
        if self._come() is None:
            return
        query = dict(parse_qsl(urlsplit(self.path).query))
        if "list-type" in query:
            found = "".join(
                FOUND.format(key=escape(key), size=len(content))
                for key, content in sorted(self.server.objects.items())
                if key.startswith(query.get("prefix", ""))
            )
            self._answer(200, LIST.format(bucket="evidence", found=found).encode())
            return
        content = self.server.objects.get(self._key())
        if content is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            self._answer(
                200,
                content,
                {"ETag": '"e"', "Last-Modified": "Sat, 21 Nov 2026 09:00:00 GMT"},
            )

    def do_POST(self) -> None:
        body = self._come()
        if body is None:
            return
        keys = re.findall(r"<Key>(.*?)</Key>", body.decode())
        for key in keys:
            self.server.objects.pop(unescape(key), None)
        gone = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        told = f"<DeleteResult>{gone}</DeleteResult>"
        self._answer(200, told.encode())


@contextmanager
def s3_server() -> Iterator[_Server]:
    """A server with an empty bucket "evidence", until the end of the block."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
