"""Timestamps and durations as ISO 8601 writes them."""

import re
from datetime import date, timedelta
from typing import Final

_FRACTION: Final = "(?P<fraction>[.,][0-9]++)?"
_EXTENDED: Final = re.compile(
    "(?P<year>[0-9]{4})-"
    "(?:(?P<month>[0-9]{2})-(?P<day>[0-9]{2})|(?P<ordinal>[0-9]{3})|W(?P<week>[0-9]{2})-(?P<weekday>[0-9]))"
    "T(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?" + _FRACTION +
    "(?P<zone>Z|(?P<sign>[+-])(?P<east>[0-9]{2})(?::(?P<minutes>[0-9]{2}))?)?"
)  # fmt: skip
_BASIC: Final = re.compile(
    "(?P<year>[0-9]{4})"
    "(?:(?P<month>[0-9]{2})(?P<day>[0-9]{2})|(?P<ordinal>[0-9]{3})|W(?P<week>[0-9]{2})(?P<weekday>[0-9]))"
    "T(?P<hour>[0-9]{2})(?:(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?)?" + _FRACTION +
    "(?P<zone>Z|(?P<sign>[+-])(?P<east>[0-9]{2})(?P<minutes>[0-9]{2})?)?"
)  # fmt: skip

_AMOUNT: Final = r"([0-9]++(?:[.,][0-9]++)?)"
_DURATION: Final = re.compile(
    rf"P(?:{_AMOUNT}W|(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}D)?"
    rf"(?P<time>T(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?)"
)


def is_timestamp(text: str) -> bool:
    """Tell whether a text is a day that there is and a time of it, in the extended or the basic format.

    The offset from UTC may be missing; one of zero is not negative.
    """
    found = _EXTENDED.fullmatch(text) or _BASIC.fullmatch(text)
    if found is None:
        return False
    parts = {
        name: int(value)
        for name, value in found.groupdict().items()
        if value is not None and name not in ("sign", "zone", "fraction")
    }
    is_past_midnight = bool((found["fraction"] or "").strip(".,0"))
    return _is_day(parts) and _is_time(parts, is_past_midnight) and _is_offset(found["sign"], parts)


def _is_day(parts: dict[str, int]) -> bool:
    year = parts["year"]
    try:
        if "ordinal" in parts:
            day = date(year, 1, 1) + timedelta(days=parts["ordinal"] - 1)
            return parts["ordinal"] > 0 and day.year == year
        if "week" in parts:
            date.fromisocalendar(year, parts["week"], parts["weekday"])
        else:
            date(year, parts["month"], parts["day"])
    except (ValueError, OverflowError):
        return False
    return True


def _is_time(parts: dict[str, int], is_past_midnight: bool) -> bool:
    """Tell whether there is such a time of day; the end of a day is 24:00 sharp, and a minute may leap."""
    hour, minute, second = parts["hour"], parts.get("minute", 0), parts.get("second", 0)
    if hour == 24:
        return not (minute or second or is_past_midnight)
    return hour < 24 and minute < 60 and second <= 60


def _is_offset(sign: str | None, parts: dict[str, int]) -> bool:
    if sign is None:
        return True
    hours, minutes = parts["east"], parts.get("minutes", 0)
    return hours < 24 and minutes < 60 and (sign == "+" or hours + minutes > 0)


def is_duration(text: str) -> bool:
    """Tell whether a text is a duration: weeks alone, or other units; the last amount may have a fraction."""
    found = _DURATION.fullmatch(text)
    if found is None or found["time"] == "T":
        return False
    amounts = [amount for amount in found.groups() if amount is not None and amount[0] != "T"]
    return bool(amounts) and all(amount.isdigit() for amount in amounts[:-1])
