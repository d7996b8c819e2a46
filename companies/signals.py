"""What happens to projects, told upward. Sent by services inside their transaction, many projects at a time.

Each carries `project_ids`, a list of int without repeats, never empty; the sender is the model `Project`. Receivers may
only write rows and wake tasks on commit. The same project may be told twice: receivers must not mind.
"""

from django.dispatch import Signal

projects_entered = Signal()
"""These projects became public, or what is public about them changed: they may now match differently."""

projects_left = Signal()
"""These projects are no longer public: whatever was suggested with them is out of date."""

meaning_asked = Signal()
"""Which public projects mean something like `text`? Whoever can tell returns (project id, company id, similarity)
triples, the similarity in (0, 1] above what unrelated texts reach; at most some hundreds of them."""

fit_asked = Signal()
"""Which public projects fit the projects of `user`? Answered like `meaning_asked`, with the fit in (0, 1]."""

directory_outdated = Signal()
"""Companies were noted as changed: the directory is to be refreshed once the transaction has made that visible."""
