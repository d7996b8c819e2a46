"""What happens to companies and projects, told upward. Sent by services inside their transaction, many at a time.

Each carries `project_ids` or `company_ids`, a list of int without repeats, never empty; the sender is the model.
Receivers may only write rows and wake tasks on commit. The same row may be named twice: receivers must not mind.
"""

from django.dispatch import Signal

projects_entered = Signal()
"""These projects became public, or what is public about them changed: they may now match differently."""

projects_left = Signal()
"""These projects are no longer public: whatever was suggested with them is out of date."""

companies_changed = Signal()
"""What these companies or their projects show in public may have changed."""
