"""What the people of two companies do with each other is for companies that may act with others now.

Staff go on working in a room whose companies may not: they settle what is left.
"""

from companies.services.standing import obstacle_between
from partnerships.errors import RoomPausedError
from partnerships.models import Collaboration
from partnerships.permissions import Actor


def require_acting(collaboration: Collaboration, actor: Actor) -> None:
    """Raises RoomPausedError for a company's people while one of the two is suspended. Locks both until the end."""
    if actor.company is None:
        return
    if reason := obstacle_between(*collaboration.companies, reader=actor.company):
        raise RoomPausedError(reason)
