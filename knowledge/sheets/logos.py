"""The logo of a territory as the templates take it: one drawing, whatever the kind of its file."""

from base64 import b64encode
from functools import lru_cache

from knowledge.rules.model import Logo
from knowledge.rules.pictures import pictured


@lru_cache(maxsize=4)
def logo_drawing(logo: Logo) -> str:
    """The logo as SVG; a photograph stands in it as it is, at its own proportions.

    Text is what Typst takes from outside without a file: numbers of bytes in JSON cost it 18 ms for 100 kB, this 3.
    Raises Unusable for what is not an image.
    """
    found = pictured(logo.content)
    if found.kind == "svg":
        return found.content.decode("utf-8-sig")
    kind = "jpeg" if found.kind == "jpg" else found.kind
    size = f'width="{found.width}" height="{found.height}"'
    image = f"data:image/{kind};base64,{b64encode(found.content).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{image}"/></svg>'
