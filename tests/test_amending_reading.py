"""What a partner types: read as the standard has it or refused, and written where what is shown comes from."""

import pytest
from data_inclusion.schema import v1
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.amending import Slot, Unreadable, choices, read, targets, value_words
from bot.amending.fields import FIELDS, Field
from bot.amending.reading import admitted
from knowledge.directory import Offer
from knowledge.hours import read as read_hours
from knowledge.model import Complement
from tests.samples_services import house, offered

PHONE, OTHER = "+33465710001", "+33465710002"
TELEPHONE = Slot("service", "telephone")


def offer(**fields: object) -> Offer:
    return Offer(offered(**{"telephone": PHONE, **fields}), house(telephone=PHONE))


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("telephone", "04 65 71 00 02", OTHER),
        ("telephone", "39 49", "3949"),
        ("courriel", "accueil@exemple.fr", "accueil@exemple.fr"),
        ("site_web", "www.exemple.fr", "https://www.exemple.fr"),
        ("horaires", "du lundi au vendredi 9h-12h et 14h-17h", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("horaires", "Mo-Fr 09:00-12:00; PH off", "Mo-Fr 09:00-12:00; PH off"),
        ("conditions", "Sur rendez-vous,\n habitants de Caluire", "Sur rendez-vous, habitants de Caluire"),
        ("documents", "carte d'identité ; avis d'imposition", ("carte d'identité", "avis d'imposition")),
        ("documents", "justificatif (facture, quittance), photo", ("justificatif (facture, quittance)", "photo")),
        ("courriel", "Aucun", None),
    ],
)
def test_what_a_partner_types_is_read_as_the_standard_has_it(field: Field, text: str, value: object) -> None:
    assert read(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("telephone", "le matin", "telephone"),
        ("telephone", "04 65 71 00 01 ou 04 65 71 00 02", "telephones"),
        ("courriel", "accueil(at)exemple.fr", "courriel"),
        ("courriel", "a@exemple.fr b@exemple.fr", "courriels"),
        ("courriel", "accueil@exemple", "courriel"),
        ("site_web", "demandez à l'accueil", "site_web"),
        ("horaires", "quand on peut", "horaires"),
        ("conditions", '=HYPERLINK("x")', "short"),
        ("conditions", "x" * 1001, "long"),
        ("documents", " ; ; ".join(["photo"] + [f"papier {n}" for n in range(12)]), "long"),
        ("telephone", "  ", "nothing"),
    ],
)
def test_what_cannot_be_a_value_is_refused_and_not_repeated(field: Field, text: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(field, text)
    assert refused.value.why == why
    assert text.strip() == "" or text not in str(refused.value)


@settings(max_examples=300, deadline=None)
@given(
    field=st.sampled_from(FIELDS), text=st.text(max_size=60) | st.from_regex(r"[0-9 +.@a-z/:;,-]{1,40}", fullmatch=True)
)
def test_whatever_is_typed_what_is_read_is_admitted_by_the_models(field: Field, text: str) -> None:
    try:
        value = read(field, text)
    except Unreadable:
        return
    paths = {"horaires": "horaires_accueil", "conditions": "conditions_acces", "documents": "complement.documents"}
    path = paths.get(field, str(field))
    whose = "structure" if field == "site_web" else "service"
    assert admitted(Slot(whose, path), value)
    if field == "horaires" and isinstance(value, str):
        assert read_hours(value).rules
    if field == "documents" and value is not None:
        assert Complement(documents=value).documents
    assert value_words(path, value)


def test_the_models_of_the_standard_are_what_admits() -> None:
    assert not admitted(Slot("service", "courriel"), "nobody") and not admitted(
        Slot("structure", "site_web"), "exemple"
    )
    assert v1.Structure.model_fields["site_web"] is not None


# where it is written


def test_a_number_that_the_services_repeat_is_changed_for_all_of_them_or_for_one() -> None:
    one, alike, another = offer(id="a"), offer(id="b"), offer(id="c", telephone=OTHER)
    assert choices(one, (alike, another), "telephone") == ("structure", "service")
    written = targets(one, (alike, another), "telephone", "structure")
    assert [(each.service.id, slot.whose) for each, slot in written] == [
        ("a", "structure"), ("a", "service"), ("b", "service"),
    ]  # fmt: skip
    assert targets(one, (alike,), "telephone", "service") == ((one, TELEPHONE),)


def test_a_number_of_its_own_is_changed_alone() -> None:
    assert choices(offer(id="a", telephone=OTHER), (offer(id="b"),), "telephone") == ("service",)


def test_a_page_is_changed_where_the_one_that_is_shown_is() -> None:
    assert targets(offer(lien_mobilisation="https://a.fr"), (), "site_web", "service")[0][1].path == "lien_mobilisation"
    assert targets(offer(), (), "site_web", "structure")[0][1] == Slot("structure", "site_web")
