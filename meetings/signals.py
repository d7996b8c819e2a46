"""What happens to the schedule, told inside this app. Sent by services inside their transaction.

Receivers may only wake tasks on commit; they must not mind being told twice.
"""

from django.dispatch import Signal

schedule_requested = Signal()
"""A schedule waits to be computed: carries `run_id`; the sender is `ScheduleRun`."""
