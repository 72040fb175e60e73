"""PDFs drawn by hand: what word processors don't make."""


def raw_pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    pieces, places, length = [b"%PDF-1.7\n"], list[int](), 9
    for number, content in enumerate(objects, 1):
        places.append(length)
        pieces.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        length += len(pieces[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    end = b"trailer\n<</Size %d %b>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, trailer, length)
    return b"".join([*pieces, head, table, end])


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (head, len(content), content)


def drawn(*pages: str, page: str = "", title: str = "") -> bytes:
    """A PDF whose pages are drawn by these commands, in two fonts, /F and bold /B; `page` is more of each page."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for number, commands in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{page}/Resources<</Font<</F 3 0 R/B 4 0 R>>>>"
            f"/Contents {6 + 2 * number} 0 R>>".encode()
        )
        objects.append(stream(commands.encode("cp1252")))
    objects.append(f"<</Title({title})>>".encode())
    return raw_pdf(*objects, trailer=b"/Root 1 0 R/Info %d 0 R" % len(objects))


def put(x: float, y: float, text: str, size: float = 10, font: str = "F") -> str:
    """A text at a place, drawn like most programs do it."""
    return f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n"


BLANK = [
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
]
PICTURE = stream(b"\x80" * 64, b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8")
SCANNED = raw_pdf(*BLANK, stream(b"600 0 0 800 0 0 cm /I Do"), PICTURE)
LOCKED = raw_pdf(
    *BLANK,
    stream(b""),
    PICTURE,
    b"<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>" % (b"ab" * 32, b"cd" * 32),
    trailer=b"/Root 1 0 R/Encrypt 6 0 R/ID[<00><00>]",
)
