"""Opens a group to be hosted, a new one or one that was hosted before."""

from roleplay.app.hosting.host import Host, Surroundings, digest_of
from roleplay.app.hosting.journal import Journal
from roleplay.app.session import new_id
from roleplay.domain.group import Locked, Opened, Plan
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.store import GroupRecord, TakenError


async def open_group(
    journal: Journal, plan: Plan, site: str, secret: str, around: Surroundings, consent: str
) -> Host:
    """Begin a group of this plan, to be led by whoever knows `secret`.

    Raises RoleplayError when its content has mistakes, and NotKeptError when nothing can be kept.
    """
    for planned in plan.rounds:
        for persona in planned.personas or (None,):
            around.encounter(planned.scenario, persona)
    at = around.now()
    record = GroupRecord(new_id(around.chance), plan.title, site, at, at, plan.keep_days)
    events = (Opened(plan), Locked(digest_of(secret)))
    try:
        await journal.ask(lambda store: store.create_group(record))
    except TakenError:
        return await open_group(journal, plan, site, secret, around, consent)
    await journal.ask(lambda store: store.append_to_group(record.id, 0, events, at))
    return Host(journal, record.after(events, at), events, around, consent)


async def resume_group(journal: Journal, code: str, secret: str, around: Surroundings, consent: str) -> Host:
    """Take up a group as it was left; from now on `secret` leads it.

    Raises RoleplayError when it is closed, StoreError for an unknown one, NotKeptError likewise.
    """
    record = await journal.ask(lambda store: store.group(code))
    if record.is_closed:
        raise RoleplayError(
            _("The group {id} is over.").format(id=record.id), _("Begin a new one, or look at its report.")
        )
    events = await journal.ask(lambda store: store.read_group(record.id))
    host = Host(journal, record, events, around, consent)
    if not host.is_facilitator(secret):
        await host.log.keep(Locked(digest_of(secret)))
    await host.resume()
    return host
