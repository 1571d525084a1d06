"""Who may do what in a hosted group, and that what was answered is kept."""

import asyncio

import pytest

from roleplay.app.hosting import messages
from roleplay.app.hosting.facilitator import Facilitator
from roleplay.app.hosting.messages import Join, Mark, Reply, Welcome
from roleplay.app.hosting.refused import Refused
from roleplay.app.hosting.seat import Seat
from roleplay.app.hosting.views import update
from roleplay.domain.events import Improvised, Replied
from roleplay.domain.group import Messaged
from roleplay.groups.state import read_group
from tests.unit.app.hosting.conftest import NOW, SECRET, Room


async def join(room: Room, nickname: str = "Bunga") -> tuple[Welcome, Seat]:
    welcome = await room.host.join(Join(room.code, nickname, "agreed"))
    return welcome, room.host.seat_of(welcome.token)


def reply(seat: Seat, choice: str | None = None, text: str = "") -> Reply:
    assert seat.talk is not None
    return Reply(seat.talk.record.id, seat.talk.record.version, choice, text)


def first_choice(seat: Seat) -> str:
    assert seat.talk is not None
    return seat.talk.choices[0].id


def test_everybody_meets_the_same_customer(room: Room) -> None:
    """In a round each seat has a session of its own that begins alike, also for who comes late."""

    async def scene() -> None:
        host = await room.open()
        seats = [(await join(room))[1] for _ in range(3)]
        assert [seat.talk for seat in seats] == [None] * 3
        await Facilitator(host).do(messages.Begin())
        seats.append((await join(room))[1])
        talks = [seat.talk for seat in seats if seat.talk]
        assert len({talk.record.id for talk in talks}) == 4
        assert len({(talk.record.seed, talk.encounter.digest) for talk in talks}) == 1
        assert {talk.record.site for talk in talks} == {"Sleman"}
        assert len({seat.nickname for seat in host.state.seats.values()}) == 4

    room.play(scene)


def test_news_begin_anew_with_each_host(room: Room) -> None:
    """Who comes back after a crash with the number they saw last is told what is new, not that nothing is."""

    async def scene() -> None:
        numbers = {(await room.open()).news.number for _host in range(4)}
        assert len(numbers) == 4

    room.play(scene)


def test_what_was_answered_outlives_the_host(room: Room) -> None:
    """A host that ends without a word loses nothing: seats, talks and phase are there for the next."""

    async def scene() -> None:
        host = await room.open()
        welcome, seat = await join(room)
        await Facilitator(host).do(messages.Begin())
        done = await host.do(seat, reply(seat, first_choice(seat)))
        said = await host.do(seat, reply(seat, text="Baik Pak, saya periksa dulu ya."))
        before = update(host, seat, "events")
        await room.open()
        again = room.host.seat_of(welcome.token)
        after = update(room.host, again, "events")
        assert after.talk == before.talk
        assert after.phase == "playing"
        assert again.talk is not None
        assert tuple(again.talk.events[-len(done.events) - len(said.events) :]) == done.events + said.events

    room.play(scene)


def test_a_reply_sent_twice_is_done_once(room: Room) -> None:
    """When the answer was lost and the reply comes again, also to a new host, the same answer is given."""

    async def scene() -> None:
        host = await room.open()
        welcome, seat = await join(room)
        await Facilitator(host).do(messages.Begin())
        for choice, text in ((first_choice(seat), ""), (None, "Boleh saya lihat suratnya, Pak?")):
            asked = reply(seat, choice, text)
            once = await host.do(seat, asked)
            assert await host.do(seat, asked) == once
        host = await room.open()
        seat = host.seat_of(welcome.token)
        asked = reply(seat, text="Terima kasih sudah menunggu, Pak.")
        once, twice = await asyncio.gather(host.do(seat, asked), host.do(seat, asked))
        assert once == twice
        with pytest.raises(Refused) as refused:
            await host.do(seat, Reply(asked.session, asked.version, None, "Sesuatu yang lain."))
        assert refused.value.reason == "stale"
        assert seat.talk is not None
        said = [event.response.text for event in seat.talk.events if isinstance(event, Replied)]
        assert said.count("Terima kasih sudah menunggu, Pak.") <= 1

    room.play(scene)


def test_a_pause_stops_replies_and_nothing_else(room: Room) -> None:
    """While the group is paused a reply is refused; looking things up is not."""

    async def scene() -> None:
        host = await room.open()
        _welcome, seat = await join(room)
        lead = Facilitator(host)
        await lead.do(messages.Begin())
        await lead.do(messages.Pause())
        with pytest.raises(Refused) as refused:
            await host.do(seat, reply(seat, first_choice(seat)))
        assert refused.value.reason == "paused"
        assert seat.talk is not None
        record = seat.talk.record
        await host.do(seat, messages.Cards(record.id, record.version))
        await lead.do(messages.Continue())
        said = reply(seat, first_choice(seat))
        done = await host.do(seat, said)
        assert done.events
        await lead.do(messages.Pause())
        assert await host.do(seat, said) == done, "what was kept before is answered all the same"
        await lead.do(messages.End())
        assert await host.do(seat, said) == done

    room.play(scene)


def test_two_hosts_of_one_group_lose_nothing(room: Room) -> None:
    """Where two programs host one group at once, every seat and every rating of both is kept."""

    async def scene() -> None:
        first = await room.open()
        await join(room)
        second = await room.open()
        for number in range(3):
            joined = [
                host.join(Join(room.code, f"{name} {number} {each}", "agreed"))
                for each in range(10)
                for name, host in (("Satu", first), ("Dua", second))
            ]
            await asyncio.gather(*joined)
        kept = await first.journal.ask(lambda store: read_group(store.read_group(room.code)))
        assert len(kept.seats) == 61
        for number in range(3):
            await second.log.keep(Messaged(f"one {number}"))
            # The first host does not know of that yet, and means to write more than the other did.
            await first.log.keep(*(Messaged(f"five {number} {each}") for each in range(5)))
        kept = await first.journal.ask(lambda store: read_group(store.read_group(room.code)))
        texts = [item.text for item in kept.messages]
        assert len(texts) == len(set(texts)) == 18
        assert first.state.messages == kept.messages
        await first.journal.close(lambda store: store.close(NOW))

    room.play(scene)


def test_a_customer_taken_over_speaks_the_facilitators_words(room: Room) -> None:
    """Nothing moves or is scored meanwhile; afterwards the talk goes on where it was."""

    async def scene() -> None:
        host = await room.open()
        _welcome, seat = await join(room)
        lead = Facilitator(host)
        await lead.do(messages.Begin())
        await host.do(seat, reply(seat, first_choice(seat)))
        assert seat.talk is not None
        before = seat.talk.state
        await lead.do(messages.TakeOver(seat.id))
        await lead.do(messages.Speak(seat.id, "Saya mau bicara dengan atasan!"))
        await host.do(seat, reply(seat, text="Baik Pak, saya panggilkan."))
        with pytest.raises(Refused):
            await host.do(seat, reply(seat, first_choice(seat)))
        with pytest.raises(Refused):
            await host.do(seat, messages.Undo(seat.talk.record.id, seat.talk.record.version))
        await lead.do(messages.HandBack(seat.id))
        assert seat.talk.state == before
        spoken = [event for event in seat.talk.events if isinstance(event, Improvised)]
        assert [event.is_officer for event in spoken] == [False, True]
        assert (await host.do(seat, reply(seat, first_choice(seat)))).events

    room.play(scene)


def test_a_panel_rates_blind_and_overwrites_nobody(room: Room) -> None:
    """Ratings given at once are all kept; nobody sees another before the end; the machine is one of them."""

    async def scene() -> None:
        host = await room.open()
        people = [await join(room) for _ in range(3)]
        lead = Facilitator(host)
        await lead.do(messages.Begin())
        seat = people[0][1]
        await host.do(seat, reply(seat, first_choice(seat)))
        await lead.do(messages.End())
        await lead.do(messages.OpenPanel(seat.id))
        panel = update(host, seat, "page").panel
        assert panel is not None
        criterion = panel.criteria[0].id
        await asyncio.gather(
            *(
                host.do(other, messages.Rate(panel.session, (Mark(criterion, 1 + n, "alasan"),)))
                for n, (_welcome, other) in enumerate(people)
            ),
            *(
                lead.do(messages.RateAs(name, panel.session, (Mark(criterion, 5, name),)))
                for name in ("Rina", "Joko")
            ),
        )
        blind = update(host, people[1][1], "page").panel
        assert blind is not None
        assert [mark.level for mark in blind.mine] == [2]
        assert blind.results == ()
        await lead.do(messages.ClosePanel())
        shown = update(host, people[1][1], "page").panel
        assert shown is not None
        assert sorted(level or 0 for level, _reason in shown.results[0].levels) == [1, 2, 3, 5, 5]
        assert "1 dari 10" in shown.summary[0]

    room.play(scene)


def test_a_token_is_needed_and_secrets_are_not_kept(room: Room) -> None:
    """No seat without its token, no group without its secret; the disk holds neither."""

    async def scene() -> None:
        host = await room.open()
        welcome, _seat = await join(room)
        for wrong in ("", "x", welcome.token[:-1]):
            with pytest.raises(Refused):
                host.seat_of(wrong)
            assert not host.is_facilitator(wrong)
        assert host.is_facilitator(SECRET)
        kept = b"".join(file.read_bytes() for file in room.desk.data_folder.glob("sessions.db*"))
        assert welcome.token.encode() not in kept
        assert SECRET.encode() not in kept

    room.play(scene)
