from tallystick.reading.places import choose_place, find_places


class Known:
    def knows(self, name):
        return name.lower() in {"aleppo", "idlib", "homs", "syria", "turkey"}


def chosen(text, clause, sentence=None):
    start = text.index(clause)
    span = (start, start + len(clause))
    around = (text.index(sentence), text.index(sentence) + len(sentence)) if sentence else span
    return choose_place(find_places(text, Known()), span, around)


def test_the_clause_comes_first():
    text = "In Idlib a market burned, while five people died in Homs."
    assert chosen(text, "five people died in Homs", text).name == "Homs"


def test_a_smaller_place_beats_the_country():
    text = "Five people died in Syria on Friday when shells hit Aleppo."
    assert chosen(text, text).head == "Aleppo"


def test_the_sentence_around_is_used_where_the_clause_has_no_place():
    text = "In Idlib, medics said five people died."
    assert chosen(text, "five people died", text).name == "Idlib"


def test_a_place_without_a_name_gets_the_name_the_report_gives():
    text = "Jets bombed Aleppo all day. Ten people died in the city."
    place = chosen(text, "Ten people died in the city")
    assert (place.name, place.text.exact) == ("Aleppo", "the city")


def test_a_building_without_a_name_gets_its_town():
    text = "Jets bombed Aleppo all day. A bomb hit a hospital."
    place = chosen(text, "A bomb hit a hospital")
    assert (place.name, place.text.exact) == ("hospital, Aleppo", "a hospital")


def test_the_report_s_main_place_where_nothing_nearer_is_told():
    text = "Aleppo saw its worst day. Shells hit Aleppo. " + "Talks went on for hours. " * 30 + "Ten people died."
    assert chosen(text, "Ten people died").head == "Aleppo"


def test_a_country_that_only_acts_is_no_place_of_the_event():
    text = "Shells hit Homs. Ten people died in an attack by Turkey."
    assert chosen(text, "Ten people died in an attack by Turkey").head == "Homs"


def test_no_place_at_all():
    assert chosen("Ten people died.", "Ten people died") is None
    assert choose_place([], (0, 4), (0, 4)) is None
