"""Descriptions that come with HTML or Markdown: the words stay, the signs go, and what is plain is not touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importers.markup import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sans rendez-vous, de 9 h à 12 h.", "Sans rendez-vous, de 9 h à 12 h."),
        ("Quotient < 800 et âge > 16 ans", "Quotient < 800 et âge > 16 ans"),
        ("<nom de l'agent> vous rappelle", "<nom de l'agent> vous rappelle"),
        ("les agent*e*s d'accueil", "les agent*e*s d'accueil"),
        ("fichier mon_cv_2026.pdf", "fichier mon_cv_2026.pdf"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("Ouvert * sauf en août", "Ouvert * sauf en août"),
        ("- un\n- deux", "- un\n- deux"),
        ("Café &amp; douche&nbsp;: l&#39;accueil", "Café & douche : l'accueil"),
        ("R&D et AT&T", "R&D et AT&T"),
        ("<p>Un</p><p>Deux<br>Trois</p>", "Un\nDeux\nTrois"),
        ("<ul><li>Un</li><li>Deux</li></ul>", "- Un\n- Deux"),
        ('<a href="https://exemple.fr/aide">le site</a>', "le site (https://exemple.fr/aide)"),
        ('<a href="https://exemple.fr">https://exemple.fr</a>', "https://exemple.fr"),
        ('<a href="javascript:alert(1)">le site</a>', "le site"),
        ("<script>alert(1)</script>Bonjour<!-- caché -->", "Bonjour"),
        ("&lt;b&gt;gras&lt;/b&gt;", "gras"),
        ("## Pour qui ?\n\n**Les jeunes** de *16 à 25 ans*", "Pour qui ?\n\nLes jeunes de 16 à 25 ans"),
        ("* un\n* deux", "- un\n- deux"),
        ("[le site](https://exemple.fr) et [a@exemple.fr](mailto:a@exemple.fr)", "le site (https://exemple.fr) et a@exemple.fr"),
        ("![logo](https://exemple.fr/logo.png) La mission", "logo La mission"),
        (r"1\. Appeler \- puis venir", "1. Appeler - puis venir"),
        ("avant\n\n***\n\naprès", "avant\n\naprès"),
        ("**mal **fermé", "mal fermé"),
        ("<https://exemple.fr>", "https://exemple.fr"),
    ],
)  # fmt: skip
def test_a_description_is_read_as_plain_text(written: str, read: str) -> None:
    assert plain(written) == read


@given(
    st.lists(
        st.sampled_from(["a", " ", "\n", "<p>", "</p>", "<li>", "&lt;", "&amp;", "b", "é", "(", ")", "x."]), max_size=30
    )
)
def test_what_was_made_plain_stays_as_it_is(parts: list[str]) -> None:
    once = plain("".join(parts))
    assert plain(once) == once


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    plain(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzàéèêç '’,.;:!?()-\n0123456789", max_size=200))
def test_a_text_without_any_sign_is_the_very_same(text: str) -> None:
    assert plain(text) == text
