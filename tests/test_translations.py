"""Every text is translated, and the catalogue says nothing that the program does not."""

import gettext
import re

import pytest

from tests.translations import FOLDER, MO, catalogue, keys, places


def test_every_text_is_translated():
    assert sorted(keys().keys() - told().keys()) == []


def test_no_translation_is_unused():
    assert sorted(catalogue().keys() - keys().keys()) == []


def told():
    """Return what is translated."""
    return {key: text for key, text in catalogue().items() if text}


def test_the_compiled_catalogue_is_the_written_one():
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {key: compiled.gettext(key) for key in told()} == told()


def test_placeholders_agree():
    assert [key for key, text in told().items() if places(key) != places(text)] == []


@pytest.mark.parametrize("language", ["key", "text"])
def test_every_text_can_be_filled_in(language):
    texts = catalogue() if language == "key" else catalogue().values()
    for text in texts:
        assert text.format(**dict.fromkeys(places(text), 0)) is not None, text


def test_chinese_marks_stand_in_chinese_sentences():
    odd = [text for text in catalogue().values() if any(mark in text for mark in (". ", "。 ", " ，")) and "。" in text]
    assert odd == []


ENDINGS = {"…": "…", ":": "：", "?": "？", ".": "。"}
SHORTENED = {"No."}


def test_endings_agree():
    """A text that ends in an ellipsis, a colon, a question mark or a full stop does so in both languages."""
    ending = {key: text for key, text in told().items() if key[-1] in ENDINGS and key not in SHORTENED}
    assert [key for key, text in ending.items() if not text.endswith((key[-1], ENDINGS[key[-1]]))] == []


def test_mnemonics_agree():
    """A menu's letter stands in brackets at the end of the Chinese text, before an ellipsis."""
    marked = {key: text for key, text in told().items() if re.search(r"&\w", key)}
    assert [key for key, text in marked.items() if not re.search(r"\(&[A-Z0-9]\)…?$", text)] == []
    assert [key for key, text in told().items() if "(&" in text and key not in marked] == []


def test_nothing_else_lies_in_the_folder():
    names = {path.relative_to(FOLDER.parent.parent).as_posix() for path in FOLDER.parent.parent.rglob("*.*")}
    assert names == {"zh/LC_MESSAGES/planner.po", "zh/LC_MESSAGES/planner.mo"}


def test_self_check_a_missing_place_is_seen():
    assert places("“{file}” is {n:.2f} MB") == {"file", "n"}
    assert places("没有地方") == set()
    assert places("{{not a place}}") == set()
