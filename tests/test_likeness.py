"""How like two texts are, whatever their script; and that what is stored of it is always true."""

import subprocess
import sys
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError

from claims import derived, integrity
from claims.intake import likeness
from claims.models import ArticleText, TextLikeness
from tests import factories as make

ENGLISH = " ".join(
    f"Sentence {n} says that official {n * 7} denied number {n * 3}." for n in range(40)
)
PERSIAN = " ".join(f"وزیر شماره {n} گفت که پهپاد {n * 7} فروخته نشده است." for n in range(40))
HINDI = " ".join(f"मंत्री {n} ने कहा कि ड्रोन {n * 7} नहीं बेचा गया।" for n in range(40))
CHINESE = "".join(f"部长第{n}次表示没有出售无人机{n * 7}架并否认指控。" for n in range(40))
SCRIPTS = {"Latin": ENGLISH, "Arabic": PERSIAN, "Devanagari": HINDI, "Han": CHINESE}


def bands(text: str) -> likeness.Bands:
    return likeness.bands(likeness.simhash(text))


def meet(one: str, other: str) -> bool:
    """Whether an index of the bands leads from one text to the other."""
    return any(b in likeness.near_bands(a) for a, b in zip(bands(one), bands(other), strict=True))


# The SimHash -------------------------------------------------------------------------------------


def test_a_text_of_one_word_has_the_hash_of_the_word() -> None:
    from hashlib import blake2b

    # A single voter carries each bit. "Iran" is indexed as "wiran".
    hashed = int.from_bytes(blake2b(b"wiran", digest_size=8).digest(), "little")
    assert likeness.simhash("Iran!") == hashed


def test_the_bands_are_sixteens_of_bits_the_lowest_first() -> None:
    assert likeness.bands(0x4444_3333_2222_1111) == (0x1111, 0x2222, 0x3333, 0x4444)
    assert likeness.distance((0, 0, 0, 0), (1, 3, 0, 0x8000)) == 4


def test_a_band_is_near_those_that_differ_in_one_bit() -> None:
    near = likeness.near_bands(0b101)
    assert len(set(near)) == 17
    assert {0b101, 0b100, 0b001, 0b111, 0x8005} <= set(near)
    assert 0b000 not in near


def test_a_text_without_words_has_none_of_it() -> None:
    assert likeness.simhash(" … !\n") == 0
    assert likeness.share(" … !\n", "…") == 0.0


def test_another_process_works_out_the_same() -> None:
    code = f"from claims.intake import likeness; print(likeness.simhash({PERSIAN!r}))"
    there = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONUTF8": "1"},
    )
    assert int(there.stdout) == likeness.simhash(PERSIAN)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_text_with_a_word_corrected_is_met_and_one_of_its_own_kind_is_not_taken_for_it(
    script: str,
) -> None:
    text = SCRIPTS[script]
    corrected = text.replace("14", "15", 1)
    assert corrected != text
    assert meet(text, corrected)
    assert 0.97 < likeness.share(text, corrected) < 1.0
    for other in SCRIPTS.values():
        if other != text:
            assert likeness.distance(bands(text), bands(other)) > 16
            assert likeness.share(text, other) == 0.0


def test_the_order_of_words_counts() -> None:
    words = ENGLISH.split()
    assert likeness.share(ENGLISH, " ".join(sorted(words))) == 0.0
    assert likeness.distance(bands(ENGLISH), bands(" ".join(sorted(words)))) > 16


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_text_cut_short_is_met_with_its_share(script: str) -> None:
    text = SCRIPTS[script]
    cut = text[: len(text) * 19 // 20]
    assert meet(text, cut)
    assert 0.95 < likeness.share(text, cut) < 0.99


def test_case_accents_and_white_space_make_no_difference() -> None:
    assert likeness.simhash("Café société\n\nsaid SO.") == likeness.simhash("cafe SOCIETE said, so")
    assert likeness.share("Café société\n\nsaid SO.", "cafe SOCIETE said, so") == 1.0


def test_the_share_is_that_of_the_words() -> None:
    # 9 of 10 words in both, twice: 18 of 20.
    assert likeness.share("a b c d e f g h i j", "a b c d e f g h i x") == pytest.approx(0.9)
    assert likeness.share("a b c d", "a b x y") == 0.0


# What is stored ----------------------------------------------------------------------------------


def stored(text: ArticleText) -> Any:
    return TextLikeness.objects.get(text=text).bands


def test_a_text_that_is_saved_has_its_likeness(db: None) -> None:
    assert stored(make.make_text(body=PERSIAN)) == bands(PERSIAN)


def test_texts_made_in_bulk_have_theirs(db: None) -> None:
    article = make.make_article()
    texts = [
        ArticleText(article=article, revision=n, body=body)
        for n, body in enumerate(SCRIPTS.values(), start=1)
    ]
    made = ArticleText.objects.bulk_create(texts)
    assert [stored(text) for text in made] == [bands(body) for body in SCRIPTS.values()]


def test_a_text_that_is_loaded_has_its_own(db: None) -> None:
    text = make.make_text(body=HINDI)
    written = serializers.serialize("json", [text])
    text.delete()
    assert not TextLikeness.objects.exists()
    for record in serializers.deserialize("json", written):
        record.save()
    assert stored(ArticleText.objects.get()) == bands(HINDI)


def test_words_that_are_refused_leave_the_likeness_as_it_was(db: None) -> None:
    text = make.make_text(body=ENGLISH)
    text.body = CHINESE
    with pytest.raises(ValidationError):
        text.save()
    assert stored(text) == bands(ENGLISH)


def test_refreshing_all_mends_what_was_changed_by_hand(db: None) -> None:
    text = make.make_text(body=ENGLISH)
    TextLikeness.objects.update(band_0=1, band_3=2)
    lost = make.make_text(body=PERSIAN)
    TextLikeness.objects.filter(text=lost).delete()
    assert len(list(integrity.derivation.likenesses_are_those_of_the_texts())) == 2
    derived.refresh_all()
    assert (stored(text), stored(lost)) == (bands(ENGLISH), bands(PERSIAN))
    assert list(integrity.derivation.likenesses_are_those_of_the_texts()) == []
