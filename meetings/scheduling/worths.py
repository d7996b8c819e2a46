"""What a meeting is worth: a whole number of thousandths, so that every machine adds up the same."""

WISH = 0.3
"""What one side's wish for a meeting counts; it adds to the fit as chances do."""
THOUSANDTHS = 1_000


def worth_of(fit: float, *, is_wished: bool) -> int:
    """`fit` in [0, 1] as the engine scores it; at least 1, so that every meeting is better than none."""
    worth = 1 - (1 - fit) * (1 - WISH) if is_wished else fit
    return max(1, round(worth * THOUSANDTHS))
