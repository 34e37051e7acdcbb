"""orientation_rules.yaml → Rules."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from knowledge.errors import RulesError
from knowledge.rules import document as doc
from knowledge.rules import model
from knowledge.rules.checks import advise, check
from knowledge.rules.mistakes import Mistake
from knowledge.rules.pictures import Unusable, picture
from knowledge.rules.reader import Source, parse, read
from knowledge.rules.validation import validate

In = TypeVar("In")
Out = TypeVar("Out")


def load(path: Path) -> model.Rules:
    """The rules of a file. Raises RulesError with every mistake, in the order of the file."""
    return _rules(read(path))


def loads(text: str, file: str = "orientation_rules.yaml") -> model.Rules:
    """The same from a text."""
    return _rules(parse(text, file))


def advice(path: Path) -> tuple[Mistake, ...]:
    """What a valid rule file could do better; empty when there is nothing to say. Raises as `load` does."""
    source = read(path)
    _checked(source)
    return _in_order([*source.doubts, *advise(source)])


def _rules(source: Source) -> model.Rules:
    return _made(_checked(source), source)


def _checked(source: Source) -> doc.Document:
    """The document. Raises RulesError with what reading, shape and checks tell, all at once."""
    document, misshapen = validate(source)
    unread = {(mistake.line, mistake.column) for mistake in source.mistakes}
    told = [each for each in (*misshapen, *check(source)) if (each.line, each.column) not in unread]
    if document is None or told or source.mistakes:
        raise RulesError(_in_order([*source.mistakes, *told]))
    return document


def _in_order(mistakes: list[Mistake]) -> tuple[Mistake, ...]:
    """Down the file; the same words on the same line are said once."""
    once = {str(mistake): mistake for mistake in reversed(mistakes)}
    return tuple(sorted(once.values(), key=lambda mistake: (mistake.line, mistake.column, str(mistake))))


def _made(document: doc.Document, source: Source) -> model.Rules:
    return model.Rules(
        read_on=date.fromisoformat(document.relu_le),
        territory=_territory(document.territoire),
        welcome=document.accueil,
        human=model.Human(document.humain.texte, tuple(document.humain.structures), tuple(document.humain.appeler)),
        hotlines=_each(document.numeros, _hotline),
        dangers=_each(document.urgences, _danger),
        written=_written(document.par_ecrit) if document.par_ecrit else None,
        menu=_each(document.menu, lambda id, part: model.Heading(id, part.libelle, part.icone, tuple(part.besoins))),
        questions=_each(document.questions, _question),
        needs=_each(document.besoins, _need),
        routes=_each(document.orientations, _route),
        generalist=tuple(document.generaliste),
        first=tuple(document.d_abord),
        abbreviations=_each(document.abreviations, lambda _, meanings: MappingProxyType(meanings)),
        look=_look(document.fiches, source) if document.fiches else model.Look(),
        events=_each(document.evenements, _event),
    )


def _each(parts: Mapping[str, In], build: Callable[[str, In], Out]) -> Mapping[str, Out]:
    return MappingProxyType({id: build(id, part) for id, part in parts.items()})


def _territory(part: doc.Territoire) -> model.Territory:
    return model.Territory(
        name=part.nom,
        demonstration=part.demonstration == "oui",
        communes=tuple(part.communes),
        neighbours=tuple(part.voisines),
        radius_km=_number(part.rayon_km),
        languages=tuple(part.langues),
        timezone=part.fuseau,
    )


def _hotline(number: str, part: doc.Numero) -> model.Hotline:
    return model.Hotline(number, part.nom, part.role, part.gratuit == "oui", part.heures, part.sms == "oui")


def _danger(id: str, part: doc.Urgence) -> model.Danger:
    return model.Danger(
        id=id,
        triggers=_phrases(part.declencheurs),
        exceptions=_phrases(part.sauf),
        call=tuple(part.appeler),
        text=part.texte,
        need=part.besoin,
        discreet=part.discret == "oui",
    )


def _written(part: doc.ParEcrit) -> model.Written:
    return model.Written(_phrases(part.declencheurs), _phrases(part.sauf), tuple(part.appeler), part.texte)


def _question(id: str, part: doc.Question) -> model.Question:
    return model.Question(id, part.texte, part.type, _each(part.reponses, _option))


def _option(id: str, part: doc.Reponse) -> model.Option:
    return model.Option(
        id=id,
        label=part.libelle,
        icon=part.icone or "",
        phrases=_phrases(part.phrases),
        publics=tuple(public.value for public in part.publics),
        age=(_number(part.age[0]), _number(part.age[1])) if part.age else None,
        disability=part.handicap,
        without_car=part.sans_voiture == "oui",
        words=tuple(part.mots),
    )


def _need(id: str, part: doc.Besoin) -> model.Need:
    return model.Need(
        id=id,
        label=part.libelle,
        icon=part.icone,
        phrases=_phrases(part.phrases),
        exceptions=_phrases(part.sauf),
        ask=tuple(model.Asked(asked.question, _clause(asked)) for asked in part.demander),
        branches=tuple(model.Branch(_clause(branch), tuple(branch.vers)) for branch in part.orienter),
    )


def _event(id: str, part: doc.Evenement) -> model.LifeEvent:
    return model.LifeEvent(
        id=id,
        label=part.libelle,
        icon=part.icone,
        phrases=_phrases(part.phrases),
        exceptions=_phrases(part.sauf),
        needs=tuple(part.besoins),
        text=part.texte or "",
        begin=part.commencer_par,
        known=MappingProxyType(part.deja_dit),
    )


def _clause(part: doc.Demande | doc.Branche) -> model.Clause:
    return model.Clause(_condition(part.si) if part.si else None, _condition(part.sauf))


def _condition(tests: doc.Condition) -> model.Condition:
    return model.Condition(
        tuple(MappingProxyType({question: frozenset(values) for question, values in test.items()}) for test in tests)
    )


def _route(id: str, part: doc.Orientation) -> model.Route:
    when: dict[str, model.When] = {"aujourdhui": "today", "semaine": "week", "ensuite": "later"}
    return model.Route(
        id=id,
        title=part.titre,
        advice=part.conseil or "",
        when=when[part.quand],
        structures=tuple(part.structures),
        services=tuple(part.services),
        query=_query(part.chercher) if part.chercher else None,
        limit=int(part.combien),
        call=tuple(part.appeler),
        bring=tuple(part.apporter),
    )


def _query(part: doc.Recherche) -> model.Query:
    return model.Query(
        themes=tuple(code.value for code in part.thematiques),
        networks=tuple(code.value for code in part.reseaux),
        types=tuple(code.value for code in part.types),
        publics=tuple(code.value for code in part.publics),
        words=tuple(part.mots),
        free=part.gratuit == "oui",
    )


def _look(part: doc.Fiches, source: Source) -> model.Look:
    return model.Look(
        accent=(part.couleur or model.Look().accent).lower(),
        alert=(part.couleur_alerte or model.Look().alert).lower(),
        logo=_logo(part, source) if part.logo else None,
        footer=part.pied or "",
        templates=(source.folder / part.modeles).absolute() if part.modeles else None,
    )


def _logo(part: doc.Fiches, source: Source) -> model.Logo:
    try:
        found = picture(source.folder / str(part.logo))
    except Unusable as error:  # changed since it was checked
        raise RulesError((source.mistake(("fiches", "logo"), error.cause, error.fix),)) from error
    return model.Logo(content=found.content, kind=found.kind, alt=part.logo_texte or "")


def _phrases(phrases: Mapping[str, list[str]]) -> model.Phrases:
    return MappingProxyType({language: tuple(texts) for language, texts in phrases.items()})


def _number(text: str) -> float:
    return float(text.replace(",", "."))
