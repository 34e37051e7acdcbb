"""Inviting and revoking, on the screen of a coordinator."""

from collections.abc import Iterator

from bot.frontdesk.replies import Reply
from bot.frontdesk.replies.inviting import (
    AskName,
    AskRevoke,
    AskRole,
    AskStructure,
    ChooseStructure,
    FindStructure,
    Invite,
    InvitingLeft,
    ListAccesses,
    NotYours,
    Revoke,
)
from bot.frontdesk.seen.inviting import Accesses, Chosen, Made, Proposed, Refused, Revoking
from bot.people import Account, Invitation
from bot.people.structures import placed
from bot.people.words import ROLE_WORDS, ROLES
from bot.rendering.blocks import Block, Rows, bold, line, rows
from bot.rendering.frontdesk.saying import Saying
from bot.screen import Button
from knowledge.keys import key_of

LISTED = 30
"""Accesses and invitations with a button, the newest; `aiguilleur acces lister` has them all."""


def view(to: Saying, reply: Reply, seen: object) -> Iterator[Block] | None:
    """The blocks of a reply of this room; None for the replies of other rooms."""
    block = _asked(to, reply) or _done(to, reply, seen)
    return None if block is None else iter((block,))


def _asked(to: Saying, reply: Reply) -> Block | None:
    match reply:
        case NotYours():
            return _said(to, "not_yours")
        case AskRole():
            buttons = rows(
                Button(to.say(f"inviting.role_{role}"), f"inviter_role:{word}") for word, role in ROLES.items()
            )
            return _said(to, "ask_role", (*buttons, *_cancel(to)))
        case AskStructure(needed):
            return _said(to, "ask_structure_needed" if needed else "ask_structure", _ways(to, needed))
        case AskName():
            return _said(to, "ask_name", _cancel(to))
        case InvitingLeft():
            return _said(to, "left")
        case _:
            return None


def _done(to: Saying, reply: Reply, seen: object) -> Block | None:
    match reply, seen:
        case ((FindStructure() | ChooseStructure()), Chosen(structure)):
            return Block((line(bold(placed(structure))), line(to.say("inviting.ask_name"))), _cancel(to))
        case ((FindStructure() | ChooseStructure()), Proposed(structures, needed)):
            found = tuple(
                (Button(placed(each), f"inviter_structure:{key_of(each.id)}", wide=True),) for each in structures
            )
            return _said(to, "which_structure" if found else "no_structure", (*found, *_ways(to, needed)))
        case Invite(), Made() as made:
            return _made(to, made)
        case Invite(), Refused(sentence):
            return Block((line(sentence),), _cancel(to))
        case Revoke(), Refused(sentence):
            return Block((line(sentence),))
        case ListAccesses(), Accesses() as listed:
            return _listed(to, listed)
        case ((AskRevoke() | Revoke()), Revoking(own=True)):
            return _said(to, "own")
        case AskRevoke(id), Revoking(what):
            yes = Button(to.say("inviting.button_revoke"), f"acces_retirer:{id}")
            no = Button(to.say("inviting.button_keep"), "geste:acces")
            return Block((line(to.say("inviting.ask_revoke", who=_who(what, ""))),), rows((yes, no)))
        case Revoke(), Revoking(what):
            return _said(to, "access_revoked" if isinstance(what, Account) else "invitation_revoked", name=what.name)
        case ((AskRevoke() | Revoke()), _):
            return _said(to, "gone")
        case ((FindStructure() | ChooseStructure() | Invite() | ListAccesses()), _):
            return _said(to, "nowhere")
        case _:
            return None


def _made(to: Saying, made: Made) -> Block:
    """The code once, as something to pass on."""
    who = _who(made.invitation, made.structure)
    lines = [line(to.say("inviting.made", who=who)), line(bold(made.code))]
    if made.link:
        lines.append(line(made.link))
    lines.append(line(to.say("inviting.pass_on" if made.link else "inviting.pass_on_code", code=made.code)))
    lines.append(line(to.say("inviting.until", day=made.until)))
    return Block(tuple(lines), alone=True)


def _listed(to: Saying, listed: Accesses) -> Block:
    lines = [line(to.say("inviting.accounts", len(listed.accounts)))]
    buttons: list[Button] = []
    for account in listed.accounts[-LISTED:]:
        lines.append(line("• ", _who(account, listed.names.get(account.structure_id or "", ""))))
        if account.number != listed.mine:
            buttons.append(Button(to.say("inviting.button_one", name=account.name), f"acces:a{account.number}"))
    if listed.invitations:
        lines.append(line(to.say("inviting.invitations", len(listed.invitations))))
    for invitation in listed.invitations[-LISTED:]:
        lines.append(line("• ", _who(invitation, listed.names.get(invitation.structure_id or "", ""))))
        buttons.append(Button(to.say("inviting.button_one", name=invitation.name), f"acces:i{invitation.number}"))
    if max(len(listed.accounts), len(listed.invitations)) > LISTED:
        lines.append(line(to.say("inviting.more")))
    return Block(tuple(lines), rows((*buttons, Button(to.say("inviting.button_invite"), "geste:inviter"))))


def _who(listed: Account | Invitation, structure: str) -> str:
    return " · ".join(part for part in (listed.name, ROLE_WORDS[listed.role], structure) if part)


def _ways(to: Saying, needed: bool) -> Rows:
    without = () if needed else ((Button(to.say("inviting.button_without"), "inviter_sans:oui"),),)
    return (*without, *_cancel(to))


def _cancel(to: Saying) -> Rows:
    return ((Button(to.say("inviting.button_cancel"), "inviter_annuler:oui"),),)


def _said(to: Saying, id: str, buttons: Rows = (), /, **values: str) -> Block:
    return Block((line(to.say(f"inviting.{id}", None, **values)),), buttons)
