"""Public holidays of both countries, so that nobody is asked to meet on one.

Korean holidays by the lunar calendar are listed until 2030 with their substitute days; later ones are not known here.
"""

from datetime import date, timedelta

LUXEMBOURG_FIXED = {(1, 1), (5, 1), (5, 9), (6, 23), (8, 15), (11, 1), (12, 25), (12, 26)}
LUXEMBOURG_AFTER_EASTER = (1, 39, 50)  # days: Easter Monday, Ascension, Whit Monday
KOREAN_FIXED = {(1, 1), (6, 6)}
KOREAN_SUBSTITUTED = {(3, 1), (5, 5), (7, 17), (8, 15), (10, 3), (10, 9), (12, 25)}  # on a weekend: Monday is free
KOREAN_LUNAR = {
    2026: ((2, 16), (2, 17), (2, 18), (5, 25), (9, 24), (9, 25), (9, 26)),
    2027: ((2, 6), (2, 7), (2, 8), (2, 9), (5, 13), (9, 14), (9, 15), (9, 16)),
    2028: ((1, 26), (1, 27), (1, 28), (5, 2), (10, 2), (10, 3), (10, 4), (10, 5)),
    2029: ((2, 12), (2, 13), (2, 14), (5, 21), (9, 21), (9, 22), (9, 23), (9, 24)),
    2030: ((2, 2), (2, 3), (2, 4), (2, 5), (5, 9), (9, 11), (9, 12), (9, 13)),
}


def is_holiday_in_luxembourg(day: date) -> bool:
    if (day.month, day.day) in LUXEMBOURG_FIXED:
        return True
    return (day - easter(day.year)).days in LUXEMBOURG_AFTER_EASTER


def is_holiday_in_korea(day: date) -> bool:
    when = (day.month, day.day)
    if when in KOREAN_FIXED | KOREAN_SUBSTITUTED or when in KOREAN_LUNAR.get(day.year, ()):
        return True
    weekend = [day - timedelta(days=days) for days in (1, 2)]
    return day.weekday() == 0 and any((other.month, other.day) in KOREAN_SUBSTITUTED for other in weekend)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the computus of Meeus, Jones and Butcher."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
