"""What happens to matches, told upward. Sent by services inside their transaction."""

from django.dispatch import Signal

match_introduced = Signal()
"""Both companies are interested: the match just became `introduced`. Carries `match_id`; the sender is `Match`."""
