"""Languages: sorting by their alphabets, plurals, dates, sentences and packs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_the_connection.diagnostics import CODES, Diagnostic, Location
from make_the_connection.languages import Language, UnknownLanguagePackError, load_language, sentence, way_out
from make_the_connection.languages.collation import Alphabet

ALPHABETS = [load_language(code).alphabet for code in ("en", "cy")]
MADE_UP = Alphabet(["zz", "z", "b", "bo"], {"zz": ["jazz"]})


def in_order(language: Language, *words: str) -> bool:
    backwards = words[::-1]
    return sorted(backwards, key=language.alphabet.sort_key) == list(words)


class TestTheWelshAlphabet:
    @pytest.mark.parametrize(
        "words",
        [
            ("lwc", "Llan"),
            ("cwm", "chwarae"),
            ("dyn", "dda"),
            ("dwy", "dd"),
            ("fory", "ffa"),
            ("gŵyl", "ngwlad", "haul"),
            ("pwll", "phen"),
            ("rwdan", "rhan"),
            ("tŷ", "thema"),
        ],
    )
    def test_puts_a_letter_of_two_characters_after_the_letter_it_begins_with(
        self, welsh: Language, words: tuple[str]
    ) -> None:
        assert in_order(welsh, *words)

    def test_reads_ng_as_the_letter_between_g_and_h(self, welsh: Language) -> None:
        assert welsh.alphabet.split("angen") == ("a", "ng", "e", "n")
        assert in_order(welsh, "agor", "angen", "ahoi", "anadl")

    @pytest.mark.parametrize("word", ["Bangor", "dangos", "Llangefni", "llongyfarchiadau", "Ymddangosiad"])
    def test_reads_n_and_g_as_two_letters_where_they_are(self, welsh: Language, word: str) -> None:
        assert "ng" not in welsh.alphabet.split(word)

    @pytest.mark.parametrize("word", ["Aberhonddu", "arholiad", "parhaus"])
    def test_reads_r_and_h_as_two_letters_where_they_are(self, welsh: Language, word: str) -> None:
        assert "rh" not in welsh.alphabet.split(word)

    def test_puts_bangor_where_n_plus_g_belongs(self, welsh: Language) -> None:
        assert in_order(welsh, "Bala", "Bancffosfelen", "Bangor", "Banwy")

    def test_puts_aberhonddu_where_r_plus_h_belongs(self, welsh: Language) -> None:
        assert in_order(welsh, "Abergwaun", "Aberhonddu", "Aberteifi", "Aberystwyth")

    @pytest.mark.parametrize(("accented", "plain"), [("tŷ", "ty"), ("gŵyl", "gwyl"), ("Ŵyn", "wyn"), ("môr", "mor")])
    def test_overlooks_accents_until_words_are_otherwise_the_same(
        self, welsh: Language, accented: str, plain: str
    ) -> None:
        assert welsh.alphabet.split(accented) == welsh.alphabet.split(plain)
        assert in_order(welsh, plain, accented + "a")
        assert welsh.alphabet.sort_key(accented) != welsh.alphabet.sort_key(plain)

    @pytest.mark.parametrize(
        ("title", "letter"),
        [
            ("Llanelli", "ll"),
            ("Ŵyn", "w"),
            ("“Chwarae”", "ch"),
            ("Bangor", "b"),
            ("Ngwlad", "ng"),
            ("21 ffordd", "#"),
            ("", "#"),
        ],
    )
    def test_lists_a_title_under_its_first_letter(self, welsh: Language, title: str, letter: str) -> None:
        assert welsh.alphabet.first_letter(title) == letter


class TestAnyAlphabet:
    def test_orders_english_without_regard_to_case_accents_or_marks(self, english: Language) -> None:
        assert in_order(english, "a cat", "A-cat b", "Ácats", "apple", "Zoo")

    def test_puts_a_shorter_word_before_a_longer_one(self, english: Language) -> None:
        assert in_order(english, "case study", "cases", "caseworker")

    def test_puts_digits_before_letters_and_in_their_own_order(self, english: Language) -> None:
        assert in_order(english, "2014", "2019", "apple")
        assert in_order(english, "Evans, L. (2014). Zeal", "Evans, L. (2019). Ardour")

    def test_follows_an_alphabet_that_nobody_has_heard_of(self) -> None:
        assert sorted(["bob", "boa", "b", "za", "zza"], key=MADE_UP.sort_key) == ["zza", "za", "b", "boa", "bob"]
        assert MADE_UP.split("zzbo") == ("zz", "bo")

    def test_reads_a_declared_word_as_single_letters(self) -> None:
        assert MADE_UP.split("jazzbo") == ("j", "a", "z", "z", "bo")

    @given(st.text(), st.sampled_from(ALPHABETS))
    def test_takes_every_text_apart_without_losing_a_character(self, text: str, alphabet: Alphabet) -> None:
        letters = "".join(alphabet.split(text))
        assert "".join(alphabet.split(letters)) == letters
        assert alphabet.first_letter(text) in (*alphabet.letters, "#")

    @given(st.lists(st.text(alphabet="aâcdhglnŵy 1-", max_size=6), max_size=6), st.data())
    def test_gives_one_order_whatever_the_order_before(self, words: list[str], data: st.DataObject) -> None:
        shuffled = data.draw(st.permutations(words))
        assert sorted(words, key=ALPHABETS[1].sort_key) == sorted(shuffled, key=ALPHABETS[1].sort_key)


class TestPlurals:
    def test_welsh_has_six_forms(self, welsh: Language) -> None:
        forms = [welsh.plural_form(number) for number in range(8)]
        assert forms == ["zero", "one", "two", "few", "other", "other", "many", "other"]

    def test_english_has_two(self, english: Language) -> None:
        assert [english.plural_form(number) for number in range(3)] == ["other", "one", "other"]


class TestDates:
    @pytest.mark.parametrize(
        ("written", "in_english", "in_welsh"),
        [
            ("2026", "2026", "2026"),
            ("2026-11", "November 2026", "Tachwedd 2026"),
            ("2026-11-21", "21 November 2026", "21 Tachwedd 2026"),
            ("0987-02-03", "3 February 987", "3 Chwefror 987"),
        ],
    )
    def test_are_no_more_exact_than_they_were_written(
        self, english: Language, welsh: Language, written: str, in_english: str, in_welsh: str
    ) -> None:
        assert (english.date(written), welsh.date(written)) == (in_english, in_welsh)


class TestNames:
    def test_a_language_names_itself_and_others_in_its_own_words(self, english: Language, welsh: Language) -> None:
        assert (english.name, welsh.name) == ("English", "Cymraeg")
        assert (english.name_of("cy"), welsh.name_of("en")) == ("Welsh", "Saesneg")

    @pytest.mark.parametrize(("last", "joined"), [("Jones", "Evans a Jones"), ("Owen", "Evans ac Owen")])
    def test_welsh_joins_two_names_by_a_or_ac(self, welsh: Language, last: str, joined: str) -> None:
        assert welsh.pair("Evans", last) == joined

    def test_english_joins_two_names_by_and(self, english: Language) -> None:
        assert english.pair("Evans", "Owen") == "Evans and Owen"


class TestSentences:
    def test_both_packs_have_the_same_sentences(self, english: Language, welsh: Language) -> None:
        assert set(english.catalogue.sentences) == set(welsh.catalogue.sentences)

    def test_both_packs_ask_for_the_same_values(self, english: Language, welsh: Language) -> None:
        asked = [
            {key: set(_fields(form)) for key, form in language.catalogue.sentences.items()}
            for language in (english, welsh)
        ]
        assert asked[0] == asked[1]

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_every_diagnostic_says_what_is_wrong_and_how_to_put_it_right(
        self, english: Language, welsh: Language, code: str
    ) -> None:
        for language in (english, welsh):
            assert f"diagnostic.{code}" in language.catalogue
            assert f"diagnostic.{code}.hint" in language.catalogue

    def test_a_missing_sentence_is_an_error_of_ours(self, english: Language) -> None:
        with pytest.raises(KeyError):
            english.text("no-such-sentence")

    def test_a_diagnostic_shows_its_values_and_the_likeliest_right_one(self, english: Language) -> None:
        at = Location("facts.yml", 3, 1)
        diagnostic = Diagnostic.at(at, "unknown-field", name="heigth", nearest="height")
        assert "heigth" in sentence(diagnostic, english)
        assert way_out(diagnostic, english).startswith("Did you mean “height”?")

    def test_a_diagnostic_names_a_language_in_the_language_of_its_sentence(self, welsh: Language) -> None:
        diagnostic = Diagnostic.at(Location("en.md"), "missing-translation", language="en")
        assert "Saesneg" in sentence(diagnostic, welsh)

    def test_braces_in_a_value_are_shown_as_they_stand(self, english: Language) -> None:
        assert "{{#uses}}" in sentence(Diagnostic.at(Location("x"), "unknown-entry", name="{{#uses}}"), english)


class TestPacks:
    def test_an_unknown_language_has_no_pack(self) -> None:
        with pytest.raises(UnknownLanguagePackError):
            load_language("tlh")

    def test_a_language_code_cannot_climb_out_of_the_packs(self, tmp_path: Path) -> None:
        _pack(tmp_path / "outside", "outside")
        (tmp_path / "packs").mkdir()
        with pytest.raises(UnknownLanguagePackError):
            load_language("../outside", tmp_path / "packs")

    def test_a_site_may_bring_a_language_of_its_own(self, tmp_path: Path) -> None:
        _pack(tmp_path / "gd", "Cànan")
        language = load_language("gd", tmp_path)
        assert language.text("skip") == "Cànan"
        assert language.date("2026-11-21") == "21mh dhen t-Samhain 2026"

    def test_a_site_s_own_pack_is_read_in_place_of_ours(self, tmp_path: Path) -> None:
        _pack(tmp_path / "en", "Tongue")
        assert load_language("en", tmp_path).text("skip") == "Tongue"


def _fields(form: str) -> list[str]:
    import string

    return [name for _, name, _, _ in string.Formatter().parse(form) if name]


def _pack(folder: Path, label: str) -> None:
    folder.mkdir()
    (folder / "pack.yml").write_text("alphabet: a b\ncsl_locale: en-GB\nlocators: {page: [p.]}\n")
    plurals = '"Plural-Forms: nplurals=1; plural=0;\\n"'
    (folder / "messages.po").write_text(f'msgid ""\nmsgstr ""\n{plurals}\n\nmsgid "skip"\nmsgstr "{label}"\n')
