"""The sheet of a structure as plain text, for a terminal: the same words in the same order."""

from collections.abc import Iterator

from knowledge.sheets.plain import ISOLATES
from knowledge.sheets.structure.model import Heading, ServiceBlock, StructureSheet


def structure_text(content: StructureSheet) -> str:
    """The whole sheet, one thing a line."""
    text = "\n".join(_lines(content))
    return text if content["right_to_left"] else "".join(sign for sign in text if sign not in ISOLATES)


def _lines(content: StructureSheet) -> Iterator[str]:
    if content["demonstration"]:
        yield content["demonstration"]
        yield ""
    yield " – ".join(part for part in (content["name"], content["theme"]) if part)
    if content["for_agents"]:
        yield content["labels"]["agents_footer"]
    yield from (f"! {warning}" for warning in content["warnings"])
    if said := content["telephone"] or content["instead"]:
        yield said
    for heading in content["headings"]:
        yield from _heading(heading)
    yield from _agents(content["agents"], content["labels"]["agents"], "")
    if content["map"]:
        yield f"{content['labels']['map']} : {content['map']}"
    if content["no_service"]:
        yield ""
        yield content["no_service"]
    for group in content["groups"]:
        yield ""
        yield group["heading"].upper()
        for service in group["services"]:
            yield from _service(service, content["labels"])
    yield ""
    yield " · ".join((content["verified"], content["source"], content["made"]))


def _service(service: ServiceBlock, labels: dict[str, str]) -> Iterator[str]:
    yield f"• {service['name']}"
    yield from (f"  ! {warning}" for warning in service["warnings"])
    if service["telephone"]:
        yield f"  {service['telephone']}"
    for heading in service["headings"]:
        yield from _heading(heading, "  ")
    if service["bring"]:
        yield f"  {labels['bring']} : {' · '.join(service['bring'])}"
    yield from _agents(service["agents"], labels["agents"], "  ")
    if service["map"]:
        yield f"  {labels['map']} : {service['map']}"
    if service["verified"]:
        yield f"  {service['verified']}"


def _agents(notes: list[Heading], label: str, margin: str) -> Iterator[str]:
    if notes:
        yield f"{margin}[{label}]"
        for note in notes:
            yield from _heading(note, f"{margin}  ")


def _heading(heading: Heading, margin: str = "") -> Iterator[str]:
    yield f"{margin}{heading['label']} : {' · '.join(line['text'] for line in heading['lines'])}"
