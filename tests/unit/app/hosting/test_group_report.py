"""What a group leaves behind is read from the store alone."""

import json

import pytest

from roleplay.app.group_report import report_group
from roleplay.app.hosting import messages
from roleplay.app.hosting.facilitator import Facilitator
from roleplay.app.hosting.messages import Join, Mark, Reply
from roleplay.app.records import Told, Wanted, learner_named, places_at, tell_sessions
from roleplay.domain.group import Plan, Round
from roleplay.errors import RoleplayError
from roleplay.groups.panel_scores import TwoScores
from roleplay.reporting.xapi.validate import validate
from roleplay.store import Store, open_store
from tests.unit.app.hosting.conftest import NOW, Room

FORMS = Plan(
    "Bimtek", "id", (Round("sponsor-8-juta", form="A"), Round("surat-resign", form="B")), refresher_days=21
)


async def _play_to_the_end(room: Room) -> None:
    """Take the first reply on offer in every talk until all have ended."""
    for name in room.host.state.seats:
        seat = room.host.known(name)
        while seat.talk is not None and not seat.talk.state.is_ended:
            record = seat.talk.record
            await room.host.do(seat, Reply(record.id, record.version, seat.talk.choices[0].id))


def test_talks_ratings_actions_and_gain_are_there(room: Room) -> None:
    """The report holds every talk under its nickname, both scores of what was rated, and one action each."""

    async def scene() -> None:
        host = await room.open(FORMS)
        lead = Facilitator(host)
        for nickname in ("Bunga", "Kenari", "=1+1"):
            await host.join(Join(room.code, nickname, "agreed"))
        for _round in range(2):
            await lead.do(messages.Begin())
            await _play_to_the_end(room)
            await lead.do(messages.End())
        first = next(iter(host.state.seats))
        await lead.do(messages.OpenPanel(first))
        session = host.state.panel or ""
        criterion = host.talk_of(session).encounter.rubric.criteria[0].id
        for name in list(host.state.seats)[1:]:
            await host.do(host.known(name), messages.Rate(session, (Mark(criterion, 4, "jelas"),)))
        await lead.do(messages.ClosePanel())
        await host.do(host.known(first), messages.Act("Menyebut waktu yang pasti."))
        await lead.do(messages.Close())

    room.play(scene)
    store = open_store(room.desk.store, NOW).store
    report = report_group(store, room.code)
    assert {talk.person for talk in report.record.talks} == {"Bunga", "Kenari", "=1+1"}
    assert len(report.record.talks) == 6
    raters = {rating.rater for rating in report.record.ratings}
    assert raters == {"Kenari", "=1+1", "machine"}
    (scores,) = report.record.scores
    assert scores.criteria[0].panel == 4
    assert scores.machine.total is not None
    assert report.record.gain is not None
    assert report.record.gain.gains["total"].people == 3
    assert report.record.gain.gains["total"].mean is None, "three people are too few to say"
    actions = {item.person: item.action for item in report.pack.actions}
    assert actions == {"Bunga": "Menyebut waktu yang pasti.", "Kenari": "", "=1+1": ""}
    hold_statements(room, store, scores)
    store.close(NOW)


def hold_statements(room: Room, store: Store, scores: TwoScores) -> None:
    """Every talk is told under one pseudonym a person, and the rated one with both scores."""
    records = {record.id: record for record in store.sessions(group_id=room.code)}
    wanted = Wanted(None, False, places_at(None), learner_named(None, None))
    told = [item for item in tell_sessions(store, wanted) if isinstance(item, Told)]
    assert {item.record.id for item in told} == records.keys()
    statements = [json.loads(data) for item in told for _id, data in item.statements]
    assert [fault for statement in statements for fault in validate(statement)] == []
    actors = {json.dumps(statement["actor"]) for statement in statements}
    assert len(actors) == 3, "one pseudonym a person, the same in both rounds"
    (scored,) = (item for item in statements if item["verb"]["id"].endswith("/scored"))
    extensions = {key.rpartition("/")[2]: value for key, value in scored["result"]["extensions"].items()}
    assert extensions["human"]["raters"] == 2
    assert extensions["program"]["total"] == scores.machine.total


def test_a_group_in_which_nothing_was_played_is_told(room: Room) -> None:
    """There is nothing to report of a lobby."""

    async def scene() -> None:
        await room.open()

    room.play(scene)
    store = open_store(room.desk.store, NOW).store
    with pytest.raises(RoleplayError, match=room.code):
        report_group(store, room.code)
    store.close(NOW)
