import pytest

from tests.room_factories import Room, make_room


@pytest.fixture
def room(db: None) -> Room:
    return make_room()


@pytest.fixture
def page(room: Room) -> str:
    return f"/collaborations/{room.collaboration.public_id}/"
