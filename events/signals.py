"""What happens to events and registrations, told upward. Sent by services inside their transaction.

Receivers may only write rows and wake tasks on commit; they must not mind being told twice.
"""

from django.dispatch import Signal

event_capacity_changed = Signal()
"""There may be places for the waiting list: carries `event_id`; the sender is `Event`."""

registrations_changed = Signal()
"""Who comes to an event, or what they bring, may have changed: carries `event_id`; the sender is `Event`."""

registration_ended = Signal()
"""A registration was cancelled or turned down: its meetings and requests end with it. Carries `registration_id` and
`user_id`, who ended it (None for time); the sender is `Registration`."""

meetings_no_longer_wanted = Signal()
"""A registration says that it wants no meetings, perhaps again: carries `registration_id`; the sender is
`Registration`."""
