from django.utils.translation import override

from matching.models import MatchStatus
from matching.views.review import QUEUE_WORDS


def test_the_tabs_of_the_desk_name_every_status_in_the_plural() -> None:
    with override("fr"):
        words = [str(QUEUE_WORDS[status]) for status in MatchStatus]

    assert words == [
        "proposées",
        "approuvées",
        "rejetées",
        "déclinées",
        "intérêt réciproque",
        "expirées",
        "obsolètes",
    ]
