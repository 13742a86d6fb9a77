from tallystick.gazetteer import Gazetteer, Home
from tallystick.record import Claim, Document, Place, Span

TEXT = "The school board of Springfield met on Monday. Classes in Springfield go on."


def placed(home):
    claim = Claim("1", "protest", Span.of(TEXT, 0, 1), place=Place("Springfield"))
    return Gazetteer.shipped().resolve(Document("d", TEXT), [claim], home)[0].place


def of(name, text):
    claim = Claim("1", "protest", Span.of(text, 0, 1), place=Place(name))
    return Gazetteer.shipped().resolve(Document("d", text), [claim])[0].place


def test_earlier_reports_tell_which_of_several_places_is_meant():
    ohio = [of("Dayton", "Dayton, Ohio, and Columbus, Ohio"), of("Columbus", "Dayton, Ohio, and Columbus, Ohio")]
    illinois = [of("Decatur", "Decatur, Illinois, and Peoria, Illinois")]
    assert placed(Home.of(ohio)).admin1 == "Ohio"
    assert placed(Home.of(illinois)).admin1 == "Illinois"


def test_places_without_coordinates_make_no_home():
    assert Home.of([Place("somewhere")]) == Home()
    assert placed(Home()) == placed(None)


def test_what_the_report_itself_says_goes_first():
    home = Home.of([of("Dayton", "Dayton, Ohio")])
    text = "Springfield, Massachusetts. Police in Springfield and Worcester said so."
    claim = Claim("1", "protest", Span.of(text, 0, 1), place=Place("Springfield"))
    assert Gazetteer.shipped().resolve(Document("d", text), [claim], home)[0].place.admin1 == "Massachusetts"
