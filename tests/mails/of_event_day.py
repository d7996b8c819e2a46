"""The mails of an event on its day and afterwards."""

from meetings.services.thanks import email_thanks
from tests.events.day import make_day
from tests.mails.readers import MailWriter, all_read


def _thanks(*, has_meetings: bool) -> MailWriter:
    def thank(language: str) -> None:
        meeting = make_day().meeting
        all_read(language)
        email_thanks(meeting.korean, meetings=[meeting] if has_meetings else [])

    return thank


DAY_MAILS: dict[str, list[MailWriter]] = {
    "event_thanks": [_thanks(has_meetings=True), _thanks(has_meetings=False)],
}
