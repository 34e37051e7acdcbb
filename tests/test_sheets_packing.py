"""A packed document is the same document."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from knowledge.rules.model import Look
from knowledge.sheets.maker import _data
from knowledge.sheets.packing import packed
from knowledge.sheets.pathway import pathway_content
from knowledge.sheets.typesetting import Typesetter
from knowledge.wording import Wording
from tests.samples_pathway import contact_of, pathway_of, pathway_with, step_of

TRAPS = "endobj endstream stream trailer startxref 0 %%EOF << >> (1 0 obj) \\ xref"


@pytest.fixture(scope="module", params=["ordinary", "traps"])
def document(request: pytest.FixtureRequest) -> bytes:
    traps = pathway_of(step_of(contact_of(0, structure=TRAPS, address=TRAPS), title=TRAPS))
    content = pathway_content(pathway_with(4) if request.param == "ordinary" else traps, Wording.load("fr"))
    return Typesetter().pdf("pathway", {"sheets": [_data(content)]}, datetime(2026, 11, 20, tzinfo=UTC), Look())


def _objects(pdf: bytes, last: int) -> list[str]:
    reader = PdfReader(BytesIO(pdf), strict=True)
    return [re.sub(r", \d+\)", ")", str(reader.get_object(number))) for number in range(1, last)]


def test_it_holds_the_same_objects_and_is_much_smaller(document: bytes) -> None:
    small = packed(document)
    last = int(str(PdfReader(BytesIO(document)).trailer["/Size"]))
    assert _objects(small, last) == _objects(document, last)
    assert len(small) < 0.75 * len(document)


def test_it_says_the_same(document: bytes) -> None:
    before, after = PdfReader(BytesIO(document)), PdfReader(BytesIO(packed(document)))
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]
    assert after.metadata == before.metadata
    assert after.trailer["/ID"] == before.trailer["/ID"]


def test_it_is_the_same_each_time(document: bytes) -> None:
    assert packed(document) == packed(document)


def test_what_is_of_another_shape_comes_back_as_it_is(document: bytes) -> None:
    for other in (b"", b"%PDF-1.7", document[:-30], packed(document), document.replace(b"xref\n0 ", b"xref\n1 ")):
        assert packed(other) == other
