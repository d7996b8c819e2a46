"""Where an online meeting takes place: the address typed for it, or made from the organiser's pattern."""

from events.models import Meeting

ROOM = "{room}"


def video_address(meeting: Meeting) -> str:
    """For its two sides alone; empty while nobody has said where the video rooms are, or while one is suspended."""
    if not all(side.company.is_acting for side in meeting.sides):
        return ""
    if meeting.link:
        return meeting.link
    pattern = meeting.event.link_pattern
    return pattern.replace(ROOM, meeting.room_key) if ROOM in pattern else ""
