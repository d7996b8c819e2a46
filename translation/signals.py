"""What happens here, told to whoever wakes workers."""

from django.dispatch import Signal

translations_wanted = Signal()
"""There are rows to translate; sent in the transaction that wrote them."""
