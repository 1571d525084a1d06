"""How what is heard bears on the rest: the codebook's rules, each with what it must and must not do."""

from collections.abc import Mapping

import pytest

from roleplay.domain.encounter import Line
from roleplay.hearing import Ear
from tests.conftest import SmallEncounters


def shows(
    ears: Mapping[str, Ear], text: str, citizen: str = "", turn: int = 0, language: str = "id"
) -> tuple[str, ...]:
    return ears[language].hear(text, citizen=citizen, turn=turn).shows


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Kalau ada yang bilang 'siapkan amplop saja', laporkan ke saya."),
        ("id", 'Tidak ada petugas yang boleh bilang "seikhlasnya saja", Pak.'),
        ("en", "If anyone says 'tell me your PIN', hang up."),
    ],
)
def test_a_quoted_phrase_is_no_breach(ears: Mapping[str, Ear], language: str, text: str) -> None:
    """Quoting a forbidden phrase is no breach."""
    assert "breach" not in shows(ears, text, language=language)


@pytest.mark.parametrize(
    "text",
    [
        "Kami tidak boleh menerima uang rokok, Pak.",
        "Jangan berikan kode OTP kepada siapa pun.",
        "Nomor Bapak tidak bisa saya majukan.",
        "Bukan lewat jalur belakang, Pak.",
    ],
)
def test_a_refusal_is_no_breach(ears: Mapping[str, Ear], text: str) -> None:
    """Refusing what is forbidden is no breach."""
    assert "breach" not in shows(ears, text)


@pytest.mark.parametrize("text", ["Seikhlasnya saja Pak, buat beli rokok.", "Sebutkan kode OTP-nya ke saya."])
def test_a_breach_is_a_breach(ears: Mapping[str, Ear], text: str) -> None:
    """Asking for money or a secret is a breach."""
    assert "breach" in shows(ears, text)


GIFT = "Ini ada amplop buat Ibu, mohon diterima."


@pytest.mark.parametrize(
    ("reply", "shown", "not_shown"),
    [
        ("Terima kasih banyak ya, Pak.", "breach", "limit"),
        ("Terima kasih, tapi tidak bisa, Pak.", "limit", "breach"),
    ],
)
def test_a_gift_is_taken_or_refused(ears: Mapping[str, Ear], reply: str, shown: str, not_shown: str) -> None:
    """What the citizen offers improperly and the officer takes is a breach; refused, it is a limit."""
    found = shows(ears, reply, GIFT)

    assert shown in found
    assert not_shown not in found


def test_thanks_without_a_gift_are_thanks(ears: Mapping[str, Ear]) -> None:
    """The same words are no breach where nothing was offered."""
    assert shows(ears, "Terima kasih banyak ya, Pak.", "Ini surat saya.") == ("thank",)


def test_a_threat_met_calmly(ears: Mapping[str, Ear]) -> None:
    """Staying polite under a threat is a limit, and the same words elsewhere are not."""
    reply = "Silakan menghubungi beliau, Pak."

    assert "limit" in shows(ears, reply, "Saya viralkan kamu, awas!")
    assert "limit" not in shows(ears, reply, "Siapa kepala kantornya?")


@pytest.mark.parametrize("text", ["Secepatnya, Pak.", "Nanti diproses.", "Ditunggu saja ya."])
def test_no_time_is_vague(ears: Mapping[str, Ear], text: str) -> None:
    """Nothing definite is vague."""
    assert "vague" in shows(ears, text)


@pytest.mark.parametrize(
    "text", ["Secepatnya, paling lambat hari Kamis.", "Ditunggu saja ya, sepuluh menit lagi."]
)
def test_a_definite_time_cancels_vague(ears: Mapping[str, Ear], text: str) -> None:
    """A definite time beside it makes it definite."""
    found = shows(ears, text)

    assert "vague" not in found
    assert "give_time" in found


@pytest.mark.parametrize("text", ["Jam berapa bisa datang?", "Kapan, hari Kamis?", "Kemarin hari Kamis ya."])
def test_asked_and_past_times_are_not_given(ears: Mapping[str, Ear], text: str) -> None:
    """A time that is asked about or past is not given."""
    assert "give_time" not in shows(ears, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Maaf, boleh lihat KTP-nya?"),
        ("id", "Mohon maaf, boleh tahu namanya?"),
        ("en", "Sorry, may I see your ID?"),
    ],
)
def test_attention_is_no_apology(ears: Mapping[str, Ear], language: str, text: str) -> None:
    """A "sorry" that only leads to a question is no apology."""
    assert "apologize" not in shows(ears, text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("id", "Mohon maaf atas kesalahan kami kemarin."), ("en", "I'm sorry about the mix-up with your file.")],
)
def test_an_apology_is_one(ears: Mapping[str, Ear], language: str, text: str) -> None:
    """Regret for something is an apology."""
    assert "apologize" in shows(ears, text, language=language)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boleh saya lihat berkasnya, Bu?", "permission"),
        ("Sampai di sini sudah jelas, Bu?", "check"),
        ("Ada lagi yang bisa saya bantu?", "close"),
        ("Bagaimana ceritanya, Bu?", "ask_open"),
        ("Mau dikirim lewat email atau diambil sendiri?", "options"),
    ],
)
def test_a_question_has_one_name(ears: Mapping[str, Ear], text: str, name: str) -> None:
    """A question that is something else does not also ask for a fact."""
    found = shows(ears, text)

    assert name in found
    assert "ask_specific" not in found


@pytest.mark.parametrize("text", ["Kapan suratnya diterima?", "Suratnya dibawa?", "Boleh tahu nama Bapak?"])
def test_a_question_for_a_fact(ears: Mapping[str, Ear], text: str) -> None:
    """A question for one fact is that, also a short one without a question word."""
    assert "ask_specific" in shows(ears, text)


def test_an_echo_asks_for_nothing(ears: Mapping[str, Ear]) -> None:
    """Giving the citizen's own words back with a question mark asks for no fact."""
    assert "ask_specific" not in shows(ears, "Dipecat?", "Saya dipecat, Pak.")


def test_asking_leave_is_no_act(ears: Mapping[str, Ear]) -> None:
    """What is only asked leave for is not yet an act."""
    assert "own" not in shows(ears, "Boleh saya cek berkasnya, Pak?")
    assert "own" in shows(ears, "Saya cek berkasnya sekarang, Pak.")


@pytest.mark.parametrize("text", ["Ambil. Isi. Kumpulin.", "KTP!", "Tunggu di sana."])
def test_a_bare_command_is_an_order(ears: Mapping[str, Ear], text: str) -> None:
    """A command without courtesy or reason is an order and no step."""
    found = shows(ears, text)

    assert "order" in found
    assert "next_step" not in found


@pytest.mark.parametrize(
    "text", ["Mohon tunggu di sana ya, Bu.", "Silakan isi dulu formulirnya, supaya cepat."]
)
def test_courtesy_or_reason_makes_no_order(ears: Mapping[str, Ear], text: str) -> None:
    """With courtesy or a reason a command is none."""
    assert "order" not in shows(ears, text)


def test_what_the_officer_does_is_no_step(ears: Mapping[str, Ear]) -> None:
    """The officer's own act is no step for the citizen."""
    assert "next_step" not in shows(ears, "Saya hubungi bank sekarang.")
    assert "next_step" in shows(ears, "Bapak hubungi bank besok pagi.")


def test_an_act_that_may_never_be_commits_to_nothing(ears: Mapping[str, Ear]) -> None:
    """An act put off until there is time is vague, and no commitment."""
    assert shows(ears, "Nanti saya tanyakan kalau sempat.") == ("vague",)


@pytest.mark.parametrize(
    ("text", "citizen", "heard"),
    [
        ("Itu harus bipartit dulu, Pak.", "", True),
        ("Bipartit artinya berunding langsung dengan perusahaan.", "", False),
        ("Lewat bipartit (berunding langsung).", "", False),
        ("Itu harus bipartit dulu, Pak.", "Bipartit itu apa?", False),
    ],
)
def test_jargon_is_what_stays_unexplained(
    ears: Mapping[str, Ear], text: str, citizen: str, heard: bool
) -> None:
    """A term that is explained, or that the citizen used first, is no jargon."""
    assert ("jargon" in shows(ears, text, citizen)) is heard


def test_a_stock_phrase_alone(ears: Mapping[str, Ear]) -> None:
    """A stock phrase alone is a formula and no empathy; an apology may stand with it."""
    assert shows(ears, "Saya mengerti perasaan Bapak.") == ("formula",)
    assert shows(ears, "Mohon maaf atas ketidaknyamanannya.") == ("apologize", "formula")


def test_a_stock_phrase_followed_by_the_burden(ears: Mapping[str, Ear]) -> None:
    """Followed by this person's burden it is acknowledgement."""
    found = shows(
        ears,
        "Kami turut prihatin, ijazah Bapak ditahan padahal lusa ada tes kerja.",
        "Ijazah saya ditahan, Pak, lusa saya tes.",
    )

    assert "empathize" in found
    assert "formula" not in found


@pytest.mark.parametrize("text", ["Begitu saja kok kesal.", "Jangan marah-marah, Pak.", "Bapak kesal?"])
def test_a_feeling_denied_or_asked(ears: Mapping[str, Ear], text: str) -> None:
    """A feeling that is denied or asked about is not acknowledged."""
    assert "empathize" not in shows(ears, text)


def test_sarcastic_thanks_are_rude_alone(ears: Mapping[str, Ear]) -> None:
    """Thanks wrapped in mockery are rude and no thanks."""
    found = shows(ears, "Oh, terima kasih banyak lho Pak, sudah repot-repot mengajari kami.")

    assert "rude" in found
    assert "thank" not in found


def test_greeting_needs_more_than_an_address(ears: Mapping[str, Ear]) -> None:
    """A form of address greets nobody, and an offer of help greets only at the start."""
    assert "greet" not in shows(ears, "Baik, Pak.")
    assert "greet" in shows(ears, "Ada yang bisa saya bantu, Pak?", turn=1)
    assert "greet" not in shows(ears, "Ada yang bisa saya bantu, Pak?", turn=4)


def test_thanks_alone_close_nothing(ears: Mapping[str, Ear]) -> None:
    """Thanks alone are no farewell."""
    assert shows(ears, "Terima kasih.") == ("thank",)
    assert "close" in shows(ears, "Terima kasih, hati-hati di jalan.")


def test_a_paraphrase_takes_up_the_citizens_words(ears: Mapping[str, Ear]) -> None:
    """Without any stock frame, a statement that takes up the citizen's facts restates them."""
    citizen = "Pabriknya tutup bulan Maret, gaji dua bulan belum dibayar."
    reply = "Pabrik tutup sejak Maret dan gaji dua bulan tertahan, ya Pak."

    assert "paraphrase" in shows(ears, reply, citizen)
    assert "paraphrase" not in shows(ears, reply, "Antreannya di mana?")


def test_the_citizens_words_come_from_the_node(ears: Mapping[str, Ear], small: SmallEncounters) -> None:
    """Where the citizen's words are not given, they are those of the place in the talk."""
    line = Line("nodes.talk.says", ("Bipartit itu apa?",))
    encounter = small.with_node(says=(line,))
    ear = ears["id"]

    assert "jargon" not in ear.hear("Harus bipartit dulu.", encounter=encounter, node="talk").shows
    assert "jargon" in ear.hear("Harus bipartit dulu.", encounter=encounter, node="more").shows


@pytest.mark.parametrize("text", ["Tidak bisa saya jamin lolos, Pak.", "Saya tidak bisa memastikan cair."])
def test_a_guarantee_that_is_refused(ears: Mapping[str, Ear], text: str) -> None:
    """Refusing to guarantee promises nothing."""
    assert "overpromise" not in shows(ears, text)


def test_a_stuffed_reply(ears: Mapping[str, Ear]) -> None:
    """Keywords without sentences do not pass for the hard techniques, and every label still has its quote."""
    text = "empati wajar maaf pilihan langkah jelas waktu pasti izin boleh solusi ramah sabar senyum rujukan"
    response = ears["id"].hear(text)

    assert not {"paraphrase", "own", "refer", "permission", "give_time", "limit", "check"} & set(
        response.shows
    )
    assert {evidence.label for evidence in response.evidence} == set(response.shows)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Selamat siang, Kak. Saya Rini, ada yang bisa saya bantu?", "close"),
        ("Selamat siang, Kak. Saya Rini, ada yang bisa saya bantu?", "permission"),
        ("JKP dibayar paling lama enam bulan, Pak.", "vague"),
        ("Surat PHK-nya sudah dikasih belum, Bu?", "blame"),
        ("Saya belum tahu kapan dibayar, Bu, saya cek dulu.", "vague"),
        ("Perusahaan tidak akan tahu dari kami.", "overpromise"),
        ("x " * 300, "explain"),
    ],
)
def test_what_people_really_typed_is_not_misheard(ears: Mapping[str, Ear], text: str, label: str) -> None:
    """Replies of trainees that once were misheard are heard without that label."""
    assert label not in shows(ears, text)
