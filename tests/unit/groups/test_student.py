"""Student's t against printed tables, and the noncentral one against what must hold of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.groups.student import noncentral_t_below, shift_bounds, t_below, t_quantile


@pytest.mark.parametrize(
    ("freedom", "printed"),
    [(1, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (19, 2.093), (29, 2.045), (60, 2.000), (120, 1.980)],
)
def test_the_printed_table(freedom: int, printed: float) -> None:
    """The column for 95 percent, as books have it."""
    assert t_quantile(0.975, freedom) == pytest.approx(printed, abs=5e-4)
    assert t_quantile(0.025, freedom) == -t_quantile(0.975, freedom)


@given(probability=st.floats(0.001, 0.999), freedom=st.integers(1, 300))
def test_a_quantile_is_where_its_share_lies_below(probability: float, freedom: int) -> None:
    """One undoes the other."""
    assert t_below(t_quantile(probability, freedom), freedom) == pytest.approx(probability, abs=1e-9)


@given(value=st.floats(-8, 8), freedom=st.integers(9, 200))
def test_without_a_shift_it_is_students(value: float, freedom: int) -> None:
    """The noncentral t about 0 is the ordinary one."""
    assert noncentral_t_below(value, freedom, 0) == pytest.approx(t_below(value, freedom), abs=1e-6)


@pytest.mark.parametrize(
    ("value", "freedom", "low", "high"),
    [(2.5, 19, 0.3588, 4.5848), (0, 9, -1.9600, 1.9600), (10, 29, 6.7419, 13.1916)],
)
def test_bounds_of_the_shift(value: float, freedom: int, low: float, high: float) -> None:
    """The ends are those that a statistics library finds."""
    assert shift_bounds(value, freedom) == pytest.approx((low, high), abs=1e-4)


@given(value=st.floats(-12, 12), freedom=st.integers(9, 100))
def test_bounds_mirror(value: float, freedom: int) -> None:
    """A loss is a gain the other way round."""
    low, high = shift_bounds(value, freedom)

    assert shift_bounds(-value, freedom) == pytest.approx((-high, -low), abs=1e-6)
    assert low < value < high
