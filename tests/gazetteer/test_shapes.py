import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.gazetteer.shapes import Shape, packed, unpacked

degrees = st.floats(-60, 60, allow_nan=False).map(lambda value: round(value, 4))
SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
HOLE = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
HORSESHOE = [[0, 0], [10, 0], [10, 10], [7, 10], [7, 3], [3, 3], [3, 10], [0, 10], [0, 0]]


def test_a_point_in_a_hole_is_outside():
    shape = Shape.of([SQUARE, HOLE])
    assert shape.contains(1, 1) and not shape.contains(5, 5) and not shape.contains(11, 5)


@pytest.mark.parametrize("rings", [[SQUARE], [SQUARE, HOLE], [HORSESHOE]])
def test_the_middle_lies_inside(rings):
    shape = Shape.of(rings)
    assert shape.contains(*shape.middle())


@pytest.mark.parametrize("rings", [[], [[]], [[[0, 0], [1, 1]]], [[[0, 0], [1, 1], [0, 0]]]])
def test_a_line_is_no_shape(rings):
    assert Shape.of(rings) is None


@given(degrees, degrees, st.floats(0.01, 5), st.floats(0.01, 5))
def test_what_is_packed_comes_back(west, south, width, height):
    shape = Shape.of([[[west, south], [west + width, south], [west + width, south + height], [west, south + height]]])
    again = unpacked(packed(shape))
    assert all(np.allclose(a, b, atol=1e-6) for a, b in zip(shape.rings, again.rings, strict=True))


@given(degrees, degrees, degrees, degrees, st.floats(0.1, 5))
def test_a_point_is_in_a_square_exactly_where_its_coordinates_are(west, south, longitude, latitude, size):
    shape = Shape.of([[[west, south], [west + size, south], [west + size, south + size], [west, south + size]]])
    inside = west < longitude < west + size and south < latitude < south + size
    edge = min(abs(longitude - west), abs(longitude - west - size), abs(latitude - south), abs(latitude - south - size))
    assert edge < 1e-9 or shape.contains(latitude, longitude) == inside
