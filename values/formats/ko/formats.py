"""Korean puts 오전 and 오후 before the hour; short dates are written as the standard has them, with their zeros."""

DATETIME_FORMAT = "Y년 n월 j일 A g:i"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
